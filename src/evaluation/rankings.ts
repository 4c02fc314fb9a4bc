// In which order does each way of ranking put the articles, or the passages, of the same candidates?
import type { Scored } from "../search/score.ts";
import type { Candidate } from "../store/store.ts";

/** Ways to rank: Askwire's, and those that it is compared with. */
export const WAYS = ["askwire", "bm25", "dense", "fusion"] as const;
export type Way = (typeof WAYS)[number];

/** Constant of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009). */
const FUSION = 60;

/** Article ids, best first, an article being as good as its best passage. */
export function articleRankings(scored: readonly Scored[]): Record<Way, string[]> {
  return rankings(scored, { id: (candidate) => candidate.article, bm25: (candidate) => candidate.articleKeywords });
}

/** Passage ids, best first. */
export function passageRankings(scored: readonly Scored[]): Record<Way, string[]> {
  return rankings(scored, { id: (candidate) => candidate.id, bm25: (candidate) => candidate.passageKeywords });
}

/** What is ranked, by its id, and its BM25. */
interface Ranked {
  readonly id: (candidate: Candidate) => string;
  readonly bm25: (candidate: Candidate) => number;
}

function rankings(scored: readonly Scored[], { id, bm25: keywords }: Ranked): Record<Way, string[]> {
  const by = (worth: (each: Scored) => number) => ordered(best(scored, id, worth));
  const bm25 = by(({ candidate }) => keywords(candidate));
  const dense = by(({ candidate }) => candidate.cosine);
  const fused = new Map<string, number>();
  for (const ranking of [bm25, dense]) {
    for (const [at, each] of ranking.entries()) fused.set(each, (fused.get(each) ?? 0) + 1 / (FUSION + at + 1));
  }
  return { askwire: by(({ score }) => score), bm25, dense, fusion: ordered(fused) };
}

function best(scored: readonly Scored[], id: Ranked["id"], worth: (each: Scored) => number): Map<string, number> {
  const bests = new Map<string, number>();
  for (const each of scored) {
    const ranked = id(each.candidate);
    bests.set(ranked, Math.max(bests.get(ranked) ?? Number.NEGATIVE_INFINITY, worth(each)));
  }
  return bests;
}

function ordered(values: ReadonlyMap<string, number>): string[] {
  return [...values].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([id]) => id);
}
