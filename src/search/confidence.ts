// How sure is it that the passages answer the question?
// From raw evidence, never from the score: fused scores cannot be compared between questions. And from the corpus's own
// background: how near the best passage seems to questions that no article answers differs from corpus to corpus (0.46
// on five articles, 0.63 on 423), while the level of answered questions hardly does. Confidence is where between the
// two a question lies.
import { SETTINGS } from "../settings.ts";
import type { Background, StoredPassage } from "../store/store.ts";
import { coverage } from "./coverage.ts";
import { stemsOf } from "./per-passage.ts";
import type { Understood } from "./question.ts";
import type { Scored } from "./score.ts";

export interface Confidence {
  /** Probability, 0 to 1, that the passages answer the question, where half of the questions put are answerable. */
  readonly confidence: number;
  readonly answered: boolean;
}

/** Passages whose text `evidenceOf` wants. */
export function bestPassages(ranked: readonly Scored[]): string[] {
  return ranked.slice(0, SETTINGS.confidence.passages).map(({ candidate }) => candidate.id);
}

/** The best cosine, and the largest share of the question's words that one of the best passages holds; 0 to about 1.2. */
export function evidenceOf(
  question: Understood,
  idf: readonly number[],
  ranked: readonly Scored[],
  best: readonly StoredPassage[],
): number {
  const cosine = Math.max(0, ...ranked.map(({ evidence }) => evidence.cosine));
  const shares = best.map((passage) => coverage(question.stems, idf, stemsOf(passage)));
  return cosine + SETTINGS.confidence.coverageWeight * Math.max(0, ...shares);
}

/** Background of a store that has not been measured: that of the seed articles. */
const UNMEASURED: Pick<Background, "median"> = { median: 0.46 };
/** However high the background is, evidence of this much more is what it takes to be sure. */
const LEAST_RANGE = 0.1;

export function confidenceOf(evidence: number, background: Pick<Background, "median"> | null): Confidence {
  const { answeredLevel, midpoint, steepness, threshold } = SETTINGS.confidence;
  const { median } = background ?? UNMEASURED;
  const place = (evidence - median) / Math.max(LEAST_RANGE, answeredLevel - median);
  const confidence = 1 / (1 + Math.exp(-steepness * (place - midpoint)));
  return { confidence, answered: confidence >= threshold };
}
