// How good is each candidate? cosine + w · bm25(passage)/max + w · bm25(article)/max, max over this question.
// Unlike rank fusion, it keeps how sure each side was.
import { SETTINGS } from "../settings.ts";
import type { Candidate, Candidates } from "../store/store.ts";
import type { Evidence } from "./answer.ts";

export interface Scored {
  readonly candidate: Candidate;
  readonly evidence: Evidence;
  readonly score: number;
}

/** Best first; equal ones by id, so that the order is always the same. */
export function scored({ passages, bestPassageKeywords, bestArticleKeywords }: Candidates): Scored[] {
  const share = (value: number, best: number) => (best > 0 ? value / best : 0);
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
