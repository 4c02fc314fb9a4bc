import { describe, expect, it } from "vitest";
import { diversified } from "../../src/search/diversity.ts";
import { folded, type Ranked, unfolded } from "../../src/search/fold.ts";
import { SETTINGS } from "../../src/settings.ts";
import { vectorOf } from "../support/stand-in-embedder.ts";
import { storedPassage } from "../support/stored-passage.ts";

const FERRY = "The ferry to Odesa leaves at dawn with lemons, clocks and two retired judges on board.";

function ranked(article: string, start: number, text: string, score: number, vector = vectorOf(text)): Ranked {
  const passage = storedPassage(article, start, [text], vector);
  const { id, end } = passage;
  const candidate = { id, article, start, end, vector, cosine: score, passageKeywords: 0, articleKeywords: 0 };
  return {
    candidate,
    evidence: { cosine: score, closeness: score, passageKeywords: 0, articleKeywords: 0 },
    score,
    passage,
  };
}

describe("folded", () => {
  it("puts the same text under the one that scores best, wherever it was cut", () => {
    const results = folded([
      ranked("wire", 10, FERRY, 0.9),
      ranked("paper", 400, `By our correspondent. ${FERRY}`, 0.8, vectorOf(FERRY)),
    ]);
    expect(results).toHaveLength(1);
    expect(results[0].best.passage.article.id).toBe("wire");
    expect(results[0].copies.map(({ ranked: { passage } }) => passage.id)).toEqual(["paper-400"]);
    expect(results[0].copies[0].similarity).toBeCloseTo(1);
  });

  it("keeps apart what shares a subject and not the words", () => {
    // Near vectors alone are no copy: two reports of two ferries.
    const other = "A second boat sails for Constanța tomorrow, says the harbour master, if the wind allows it.";
    expect(folded([ranked("a", 0, FERRY, 0.9), ranked("b", 0, other, 0.8, vectorOf(FERRY))])).toHaveLength(2);
  });

  it("joins passages of one article that overlap", () => {
    const results = folded([ranked("a", 100, FERRY, 0.9), ranked("a", 150, FERRY, 0.85)]);
    expect(results).toHaveLength(1);
    expect(results[0].span).toEqual({ start: 100, end: 150 + FERRY.length });
  });

  it("shows the rest of one that overlaps but is far worse, or would make the result too long", () => {
    const [first, second] = folded([ranked("a", 100, FERRY, 0.9), ranked("a", 150, FERRY, 0.5)]);
    expect(first.span).toMatchObject({ start: 100, end: 100 + FERRY.length });
    expect(second.span).toEqual({ start: 100 + FERRY.length, end: 150 + FERRY.length });
    const long = "word ".repeat(SETTINGS.search.joined.length / 5 - 1).trim();
    const [, rest] = folded([ranked("a", 1000, long, 0.9), ranked("a", 900, long.slice(0, 200), 0.89)]);
    expect(rest.span).toEqual({ start: 900, end: 999 });
  });

  it("never folds an article under itself", () => {
    const results = folded([ranked("a", 0, FERRY, 0.9), ranked("a", 5000, FERRY, 0.8)]);
    expect(results.map(({ copies }) => copies)).toEqual([[], []]);
  });

  it("can be left", () => {
    expect(unfolded([ranked("a", 0, FERRY, 0.9), ranked("b", 0, FERRY, 0.8)])).toHaveLength(2);
  });
});

describe("diversified", () => {
  const order = (...each: [string, number][]) =>
    diversified(
      each.map(([article, score], at) => ranked(article, at * 1000, `${at}`, score)),
      each.length,
    ).map(({ candidate }) => candidate.article);

  it("puts a new article before a third passage of one already shown", () => {
    expect(order(["a", 0.9], ["a", 0.89], ["a", 0.88], ["b", 0.75])).toEqual(["a", "a", "b", "a"]);
  });

  it("unless that passage is clearly better", () => {
    expect(order(["a", 0.9], ["a", 0.89], ["a", 0.88], ["b", 0.6])).toEqual(["a", "a", "a", "b"]);
  });

  it("ends with as many as are wanted", () => {
    const all = ["a", "b", "c"].map((article) => ranked(article, 0, article, 0.5));
    expect(diversified(all, 2)).toEqual(all.slice(0, 2));
  });
});
