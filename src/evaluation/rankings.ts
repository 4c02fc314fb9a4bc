// In which order does each way of ranking put the articles of the same candidates?
import type { Scored } from "../search/score.ts";

/** Ways to rank: Askwire's, and those that it is compared with. */
export const WAYS = ["askwire", "bm25", "dense", "fusion"] as const;
export type Way = (typeof WAYS)[number];

/** Constant of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009). */
const FUSION = 60;

/** Article ids, best first, an article being as good as its best passage. */
export function articleRankings(scored: readonly Scored[]): Record<Way, string[]> {
  const bm25 = ordered(best(scored, ({ candidate }) => candidate.articleKeywords));
  const dense = ordered(best(scored, ({ candidate }) => candidate.cosine));
  const fused = new Map<string, number>();
  for (const ranking of [bm25, dense]) {
    for (const [at, article] of ranking.entries())
      fused.set(article, (fused.get(article) ?? 0) + 1 / (FUSION + at + 1));
  }
  return { askwire: ordered(best(scored, ({ score }) => score)), bm25, dense, fusion: ordered(fused) };
}

function best(scored: readonly Scored[], worth: (each: Scored) => number): Map<string, number> {
  const bests = new Map<string, number>();
  for (const each of scored) {
    const { article } = each.candidate;
    bests.set(article, Math.max(bests.get(article) ?? Number.NEGATIVE_INFINITY, worth(each)));
  }
  return bests;
}

function ordered(values: ReadonlyMap<string, number>): string[] {
  return [...values].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([article]) => article);
}
