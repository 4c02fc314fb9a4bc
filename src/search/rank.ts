// Which passages come first for a question?
import { SETTINGS } from "../settings.ts";
import type { CandidateQuery, Generation } from "../store/store.ts";
import type { Understood } from "./question.ts";
import { type Scored, scored } from "./score.ts";

export interface Ranking {
  /** Best first. */
  readonly scored: Scored[];
  /** Inverse document frequency of each of the question's stems. */
  readonly idf: readonly number[];
  /** Whether the store may hold passages that were not looked at. */
  readonly more: boolean;
}

/** `depth` passages from vectors and as many from keywords, put in order. */
export async function rank(
  generation: Generation,
  { vector, stems }: Understood,
  { filter, signal }: Pick<CandidateQuery, "filter" | "signal"> = {},
  depth: number = SETTINGS.search.candidates,
): Promise<Ranking> {
  const candidates = await generation.candidates({ vector, stems, limit: depth, filter, signal });
  const common = generation.info.background?.common ?? null;
  return {
    scored: scored(candidates, vector, common),
    idf: candidates.idf,
    more: candidates.passages.length >= depth,
  };
}
