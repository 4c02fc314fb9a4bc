// How good is each candidate?
// score = closeness + w · share(BM25 of the passage) + w' · share(BM25 of its article). Unlike rank fusion, it keeps how
// sure each side was. A BM25 has no scale of its own: measured by the best for this question alone, words that match
// nowhere well count as much as those that do; by the most that the question could give alone, long questions count for
// little. The geometric mean of both did best on all sets.
import { SETTINGS } from "../settings.ts";
import type { Candidate, Candidates } from "../store/store.ts";
import type { Evidence } from "./answer.ts";
import { closeness } from "./closeness.ts";

export interface Scored {
  readonly candidate: Candidate;
  readonly evidence: Evidence;
  readonly score: number;
}

/** Best first; equal ones by id, so that the order is always the same. `common` is what the corpus's vectors share. */
export function scored(found: Candidates, question: Float32Array, common: readonly number[] | null): Scored[] {
  const shares = keywordShares(found);
  const keywords = shares.map(weighted);
  const close = closeness(question, found.passages, keywords, common);
  return found.passages
    .map((candidate, at) => {
      const evidence = { cosine: candidate.cosine, closeness: close[at], ...shares[at] };
      return { candidate, evidence, score: close[at] + keywords[at] };
    })
    .sort((a, b) => b.score - a.score || (a.candidate.id < b.candidate.id ? -1 : 1));
}

type KeywordShares = Pick<Evidence, "passageKeywords" | "articleKeywords">;

function keywordShares({ passages, bestPassageKeywords, bestArticleKeywords, idf }: Candidates): KeywordShares[] {
  // BM25 of a document in which every word of the question stands without end.
  const most = (SETTINGS.search.bm25.k1 + 1) * idf.reduce((sum, value) => sum + value, 0);
  const share = (value: number, best: number) => (value > 0 ? value / Math.sqrt(best * most) : 0);
  return passages.map((candidate) => ({
    passageKeywords: share(candidate.passageKeywords, bestPassageKeywords),
    articleKeywords: share(candidate.articleKeywords, bestArticleKeywords),
  }));
}

function weighted({ passageKeywords, articleKeywords }: KeywordShares): number {
  const { passageKeywordWeight, articleKeywordWeight } = SETTINGS.search;
  return passageKeywordWeight * passageKeywords + articleKeywordWeight * articleKeywords;
}
