// How well does confidence tell questions that are answered from those that are not?
import { understand } from "../search/question.ts";
import { answerFrom, currentGeneration, type Engine } from "../search/search.ts";
import { SETTINGS } from "../settings.ts";
import { auroc, mean } from "./metrics.ts";

export interface Sureness {
  readonly answerable: number;
  readonly foreign: number;
  readonly auroc: number;
  /** Share `answered` at the default threshold of those that are answerable, and of those that are not. */
  readonly truePositives: number;
  readonly falsePositives: number;
  /** Confidence of every question. */
  readonly confidences: { readonly answerable: readonly number[]; readonly foreign: readonly number[] };
}

export async function evaluateSureness(
  engine: Engine,
  answerable: readonly string[],
  foreign: readonly string[],
): Promise<Sureness> {
  const confidences = {
    answerable: await confidencesOf(engine, answerable),
    foreign: await confidencesOf(engine, foreign),
  };
  const answered = (values: readonly number[]) =>
    mean(values.map((value) => (value >= SETTINGS.confidence.threshold ? 1 : 0)));
  return {
    answerable: answerable.length,
    foreign: foreign.length,
    auroc: auroc(confidences.answerable, confidences.foreign),
    truePositives: answered(confidences.answerable),
    falsePositives: answered(confidences.foreign),
    confidences,
  };
}

async function confidencesOf(engine: Engine, questions: readonly string[]): Promise<number[]> {
  const generation = await currentGeneration(engine);
  const found: number[] = [];
  for (const text of questions) {
    const { confidence } = await answerFrom(generation, await understand(engine.embedder, text), { limit: 1 });
    found.push(confidence);
  }
  return found;
}

/** `count` of the texts, evenly spread, always the same. */
export function drawn(texts: readonly string[], count: number): string[] {
  const taken = Math.min(count, texts.length);
  return Array.from({ length: taken }, (_, at) => texts[Math.floor((at * texts.length) / taken)]);
}

export interface CalibrationBin {
  /** Confidences from here to the next bin. */
  readonly from: number;
  readonly questions: number;
  readonly confidence: number;
  /** Share that are answerable, each kind of question given the same weight. */
  readonly answerable: number;
}

/** Reliability diagram in ten bins, as if half of the questions were answerable. */
export function reliability({ confidences: { answerable, foreign } }: Pick<Sureness, "confidences">): CalibrationBin[] {
  return Array.from({ length: 10 }, (_, bin) => {
    const inside = (value: number) => Math.min(9, Math.floor(value * 10)) === bin;
    const here = { answerable: answerable.filter(inside), foreign: foreign.filter(inside) };
    const weight = { answerable: 1 / answerable.length, foreign: 1 / foreign.length };
    const positives = here.answerable.length * weight.answerable;
    const all = positives + here.foreign.length * weight.foreign;
    return {
      from: bin / 10,
      questions: here.answerable.length + here.foreign.length,
      confidence: mean([...here.answerable, ...here.foreign]),
      answerable: all > 0 ? positives / all : 0,
    };
  });
}
