// How good is each candidate?
// score = cosine + w · share(BM25 of the passage) + w' · share(BM25 of its article). Unlike rank fusion, it keeps how
// sure each side was. A BM25 has no scale of its own: measured by the best for this question alone, words that match
// nowhere well count as much as those that do; by the most that the question could give alone, long questions count for
// little. The geometric mean of both did best on all sets.
import { SETTINGS } from "../settings.ts";
import type { Candidate, Candidates } from "../store/store.ts";
import type { Evidence } from "./answer.ts";

export interface Scored {
  readonly candidate: Candidate;
  readonly evidence: Evidence;
  readonly score: number;
}

/** Best first; equal ones by id, so that the order is always the same. */
export function scored({ passages, bestPassageKeywords, bestArticleKeywords, idf }: Candidates): Scored[] {
  // BM25 of a document in which every word of the question stands without end.
  const most = (SETTINGS.search.bm25.k1 + 1) * idf.reduce((sum, value) => sum + value, 0);
  const share = (value: number, best: number) => (value > 0 ? value / Math.sqrt(best * most) : 0);
  return passages
    .map((candidate) => {
      const evidence = {
        cosine: candidate.cosine,
        passageKeywords: share(candidate.passageKeywords, bestPassageKeywords),
        articleKeywords: share(candidate.articleKeywords, bestArticleKeywords),
      };
      return { candidate, evidence, score: scoreOf(evidence) };
    })
    .sort((a, b) => b.score - a.score || (a.candidate.id < b.candidate.id ? -1 : 1));
}

function scoreOf({ cosine, passageKeywords, articleKeywords }: Evidence): number {
  const { passageKeywordWeight, articleKeywordWeight } = SETTINGS.search;
  return cosine + passageKeywordWeight * passageKeywords + articleKeywordWeight * articleKeywords;
}
