import { describe, expect, it } from "vitest";
import { confidenceOf, evidenceOf } from "../../src/search/confidence.ts";
import { coverage } from "../../src/search/coverage.ts";
import { scored } from "../../src/search/score.ts";
import { SETTINGS } from "../../src/settings.ts";
import type { Candidate } from "../../src/store/store.ts";

function candidate(id: string, cosine: number, passageKeywords: number, articleKeywords: number): Candidate {
  const vector = Float32Array.of(cosine, Math.sqrt(1 - cosine ** 2));
  return { id, article: id, start: 0, end: 1, vector, cosine, passageKeywords, articleKeywords };
}

const VECTOR = Float32Array.of(1, 0);

describe("scored", () => {
  const found = (...passages: Candidate[]) =>
    scored({ passages, bestPassageKeywords: 8, bestArticleKeywords: 4, idf: [2, 3] }, VECTOR, null);

  it("adds what the keywords say to the closeness", () => {
    const [only] = found(candidate("a", 0.7, 8, 2));
    // The most that two words of idf 2 and 3 can give is (k1 + 1) · 5.
    const most = (SETTINGS.search.bm25.k1 + 1) * 5;
    expect(only.evidence.passageKeywords).toBeCloseTo(8 / Math.sqrt(8 * most));
    expect(only.evidence.articleKeywords).toBeCloseTo(2 / Math.sqrt(4 * most));
    const { passageKeywordWeight, articleKeywordWeight } = SETTINGS.search;
    const { closeness, passageKeywords, articleKeywords } = only.evidence;
    expect(closeness).toBeGreaterThan(0.7);
    expect(only.score).toBeCloseTo(
      closeness + passageKeywordWeight * passageKeywords + articleKeywordWeight * articleKeywords,
    );
  });

  it("puts the best first, and of equal ones always the same", () => {
    // a has the better cosine, b enough of the words to make up for it; c and d are alike.
    const order = found(
      candidate("d", 0.5, 0, 0),
      candidate("a", 0.7, 0, 0),
      candidate("c", 0.5, 0, 0),
      candidate("b", 0.68, 8, 4),
    );
    expect(order.map((each) => each.candidate.id)).toEqual(["b", "a", "c", "d"]);
  });

  it("does without keywords where no word is known", () => {
    const found = { passages: [candidate("a", 0.6, 0, 0)], bestPassageKeywords: 0, bestArticleKeywords: 0, idf: [] };
    const [only] = scored(found, VECTOR, null);
    expect(only.score).toBe(only.evidence.closeness);
  });
});

describe("coverage", () => {
  it("is the share of the words held, rare ones counting more", () => {
    expect(coverage(["ferry", "said"], [3, 1], new Set(["ferry"]))).toBe(0.75);
    expect(coverage([], [], new Set(["ferry"]))).toBe(0);
  });
});

describe("confidence", () => {
  const { answeredLevel, midpoint } = SETTINGS.confidence;

  it("is one half at the midpoint between a corpus's background and the level of answers, and rises", () => {
    for (const median of [0.45, 0.65]) {
      const at = median + midpoint * (answeredLevel - median);
      expect(confidenceOf(at, { median }).confidence).toBeCloseTo(0.5);
      expect(confidenceOf(median, { median }).answered).toBe(false);
      expect(confidenceOf(answeredLevel, { median }).confidence).toBeGreaterThan(0.99);
    }
  });

  it("comes from the best cosine and the words held, not from the score", () => {
    const question = { text: "", vector: VECTOR, stems: ["ferry"] };
    const found = { passages: [candidate("a", 0.6, 8, 4)], bestPassageKeywords: 8, bestArticleKeywords: 4, idf: [2] };
    const ranked = scored(found, VECTOR, null);
    expect(evidenceOf(question, [2], ranked, [])).toBe(0.6);
  });
});
