import { describe, expect, it } from "vitest";
import { auroc, mean, ndcg, pairedBootstrap, recall, reciprocalRank } from "../../src/evaluation/metrics.ts";
import { quantile } from "../../src/quantile.ts";

const judgements = new Map([
  ["a", 3],
  ["b", 2],
  ["c", 3],
  ["d", 0],
  ["e", 1],
  ["f", 2],
]);

describe("ndcg", () => {
  it("has trec_eval's value for a ranking worked out by hand", () => {
    // Grades 3, 2, 3, 0, 1, 2 in this order: the textbook example (Järvelin & Kekäläinen's DCG, linear gain):
    // DCG = 3/1 + 2/1.585 + 3/2 + 0 + 1/2.585 + 2/2.807 = 6.861, ideal 3, 3, 2, 2, 1, 0 = 7.141.
    expect(ndcg(["a", "b", "c", "d", "e", "f"], judgements, 10)).toBeCloseTo(6.861 / 7.141, 3);
  });
  it("cuts both the ranking and the ideal", () => {
    // DCG@2 = 3 + 2/1.585 = 4.262; ideal 3 + 3/1.585 = 4.893.
    expect(ndcg(["a", "b", "c"], judgements, 2)).toBeCloseTo(4.262 / 4.893, 3);
  });
  it("is 1 for the ideal order, 0 where nothing relevant is found or judged", () => {
    expect(ndcg(["c", "a", "f", "b", "e", "d"], judgements, 10)).toBe(1);
    expect(ndcg(["d", "x"], judgements, 10)).toBe(0);
    expect(ndcg(["a"], new Map([["a", 0]]), 10)).toBe(0);
  });
});

describe("reciprocalRank and recall", () => {
  it("look at the first relevant document, and at the share found", () => {
    expect(reciprocalRank(["x", "d", "e", "a"], judgements, 10)).toBeCloseTo(1 / 3);
    expect(reciprocalRank(["x", "d", "e"], judgements, 2)).toBe(0);
    expect(recall(["x", "e", "a", "c"], judgements, 3)).toBeCloseTo(2 / 5);
  });
});

describe("auroc", () => {
  it("counts pairs won, and ties half", () => {
    // Pairs: 3>1, 3>2, 2>1 won, 2=2 half: 3.5 of 4.
    expect(auroc([3, 2], [1, 2])).toBe(0.875);
    expect(auroc([1], [2])).toBe(0);
  });
});

describe("quantile and mean", () => {
  it("interpolate as R does", () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([1, 2, 3, 4, 5], 0.95)).toBeCloseTo(4.8);
    expect(mean([1, 2, 6])).toBe(3);
  });
});

describe("pairedBootstrap", () => {
  it("gives the normal interval of a mean, nearly", () => {
    // Differences ±1 around 0.5 in equal parts: standard error 1/√400 = 0.05.
    const ours = Array.from({ length: 400 }, (_, at) => (at % 2 ? 1.5 : -0.5));
    const { difference, low, high } = pairedBootstrap(ours, new Array(400).fill(0));
    expect(difference).toBeCloseTo(0.5);
    expect(low).toBeCloseTo(0.5 - 1.96 * 0.05, 1);
    expect(high).toBeCloseTo(0.5 + 1.96 * 0.05, 1);
    expect(low).toBeLessThan(0.45);
    expect(high).toBeGreaterThan(0.55);
  });
});
