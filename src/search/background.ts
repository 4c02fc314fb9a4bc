// How well does a generation seem to answer questions that it does not?
import type { Embedder } from "../embedding/embedder.ts";
import type { Background, Generation } from "../store/store.ts";
import { BACKGROUND_QUESTIONS } from "./background-questions.ts";
import { bestPassages, evidenceOf } from "./confidence.ts";
import { understand } from "./question.ts";
import { rank } from "./rank.ts";

/** Puts the background questions to a generation, as anyone's questions are. */
export async function measureBackground(embedder: Embedder, generation: Generation): Promise<Background> {
  const evidence = await Promise.all(
    BACKGROUND_QUESTIONS.map(async (text) => {
      const question = await understand(embedder, text);
      const { scored, idf } = await rank(generation, question);
      return evidenceOf(question, idf, scored, await generation.passages(bestPassages(scored)));
    }),
  );
  return { median: median(evidence) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
