// What is a generation like before anything is asked of it?
import { quantile } from "../quantile.ts";
import { SETTINGS } from "../settings.ts";
import type { Background, Candidate, Candidates, Generation } from "../store/store.ts";
import { BACKGROUND_QUESTIONS } from "./background-questions.ts";
import { bestPassages, evidenceOf } from "./confidence.ts";
import { type Understood, understood } from "./question.ts";
import { scored } from "./score.ts";

/** A question and what a generation has for it. */
interface Asked {
  readonly question: Understood;
  readonly found: Candidates;
}

/** Puts the background questions, of these vectors, to a generation, as anyone's questions are. */
export async function measureBackground(vectors: readonly Float32Array[], generation: Generation): Promise<Background> {
  const limit = SETTINGS.search.candidates;
  const asked = await Promise.all(
    BACKGROUND_QUESTIONS.map(async (text, at) => {
      const question = understood(text, vectors[at]);
      return { question, found: await generation.candidates({ ...question, limit }) };
    }),
  );
  const common = commonOf(asked);
  const evidence = await Promise.all(
    asked.map(async ({ question, found }) => {
      const ranked = scored(found, question.vector, common);
      return evidenceOf(question, found.idf, ranked, await generation.passages(bestPassages(ranked)));
    }),
  );
  return { median: quantile(evidence, 0.5), common };
}

/** As many passages as the questions count for: few articles have little in common but their subject. */
const QUESTIONS_COUNT = 200;

/** Mean of the vectors of all passages found, each once, and of the questions, which are about anything. */
function commonOf(asked: readonly Asked[]): number[] {
  const passages = new Map<string, Candidate>();
  for (const { found } of asked) for (const passage of found.passages) passages.set(passage.id, passage);
  const ofPassages = sumOf([...passages.values()].map(({ vector }) => vector));
  const ofQuestions = sumOf(asked.map(({ question }) => question.vector));
  return Array.from(
    ofQuestions,
    (value, d) => ((ofPassages[d] ?? 0) + (QUESTIONS_COUNT * value) / asked.length) / (passages.size + QUESTIONS_COUNT),
  );
}

/** Empty for no vectors. */
function sumOf(vectors: readonly Float32Array[]): Float64Array {
  const sum = new Float64Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) for (let d = 0; d < sum.length; d++) sum[d] += vector[d];
  return sum;
}
