// How sure is it that the best passage answers the question?
import type { Background } from "../store/store.ts";
import type { Scored } from "./score.ts";

/** From the best cosine; a placeholder scale until a generation has a background to compare with. */
export function confidenceOf(
  ranked: readonly Scored[],
  _background: Background | null,
): { confidence: number; answered: boolean } {
  const best = Math.max(0, ...ranked.slice(0, 3).map(({ evidence }) => evidence.cosine));
  const confidence = 1 / (1 + Math.exp(-40 * (best - 0.62)));
  return { confidence, answered: confidence >= 0.5 };
}
