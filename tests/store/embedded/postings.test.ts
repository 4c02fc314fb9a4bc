import { describe, expect, it } from "vitest";
import { type PostingArrays, Postings } from "../../../src/store/embedded/postings.ts";
import { largest } from "../../../src/store/embedded/top.ts";

/** Documents as Int32 pairs of term and count. */
const DOCUMENTS = [
  [0, 2, 1, 1],
  [0, 1, 2, 3],
  [2, 1],
].map((pairs) => Buffer.from(Int32Array.from(pairs).buffer));

const NONE: PostingArrays = {
  ...{ starts: new Int32Array(1), docs: new Int32Array(0), counts: new Int32Array(0), lengths: new Int32Array(0) },
};
const OPTIONS = { k1: 1.2, b: 0.75 };

function build(documents: readonly Buffer[], before = NONE, ordinals = new Int32Array(0)): Postings {
  const kept = ordinals.filter((ordinal) => ordinal >= 0).length;
  return Postings.build(before, ordinals, () => documents, { documents: kept + documents.length, terms: 4 }, OPTIONS);
}

describe("BM25", () => {
  const postings = build(DOCUMENTS);

  it("has Lucene's inverse document frequency", () => {
    expect(postings.idf(1)).toBeCloseTo(Math.log(1 + 2.5 / 1.5));
    expect(postings.idf(0)).toBeCloseTo(Math.log(1 + 1.5 / 2.5));
    expect(postings.idf(-1)).toBeCloseTo(Math.log(1 + 3.5 / 0.5));
  });

  it("is what one works out by hand", () => {
    // Lengths 3, 4, 1, on average 8/3. Document 0, term 0 (twice): norm 1.2 · (0.25 + 0.75 · 3 / (8/3)) = 1.3125.
    const scores = postings.scores([0, -1]);
    expect(scores[0]).toBeCloseTo((Math.log(1.6) * 2.2 * 2) / (2 + 1.3125), 5);
    expect(scores[1]).toBeCloseTo((Math.log(1.6) * 2.2 * 1) / (1 + 1.2 * (0.25 + 0.75 * 1.5)), 5);
    expect(scores[2]).toBe(0);
  });

  it("adds up over the question's words", () => {
    const both = postings.scores([0, 2]);
    const apart = [postings.scores([0]), postings.scores([2])];
    for (const doc of [0, 1, 2]) expect(both[doc]).toBeCloseTo(apart[0][doc] + apart[1][doc], 5);
  });
});

describe("postings of a later generation", () => {
  it("are those of all its documents, whichever were there before", () => {
    const fresh = build([DOCUMENTS[0], DOCUMENTS[2], DOCUMENTS[1]]);
    // The middle one goes, and comes back at the end.
    const later = build([DOCUMENTS[1]], build(DOCUMENTS).arrays, Int32Array.from([0, -1, 1]));
    expect(later.arrays).toEqual(fresh.arrays);
  });
});

describe("largest", () => {
  it("are the k largest positive values, of equal ones the first", () => {
    expect(largest(Float32Array.from([0, 3, 1, 3, -1, 2]), 3)).toEqual([1, 3, 5]);
    expect(largest(Float32Array.from([0, 0]), 3)).toEqual([]);
    const many = Float32Array.from({ length: 1000 }, (_, at) => (at * 37) % 1000);
    expect(largest(many, 2).map((at) => many[at])).toEqual([999, 998]);
  });
});
