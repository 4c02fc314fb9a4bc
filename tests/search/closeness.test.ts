import { describe, expect, it } from "vitest";
import { dot } from "../../src/embedding/dot.ts";
import { unit } from "../../src/embedding/unit.ts";
import { closeness } from "../../src/search/closeness.ts";

const vector = (...values: number[]) => unit(Float32Array.from(values));
const QUESTION = vector(1, 0, 0);

function closenessTo(question: Float32Array, vectors: Float32Array[], keywords: number[], common: number[] | null) {
  const passages = vectors.map((each) => ({ vector: each, cosine: dot(question, each) }));
  return closeness(question, passages, keywords, common);
}

describe("closeness", () => {
  const first = vector(0.9, 0.4, 0);
  const [likeFirst, unlike] = [vector(0.6, 0.8, 0), vector(0.6, -0.8, 0)];
  const none = [0, 0, 0];

  it("prefers, of passages that are as near to the question, what is near to a clear first one", () => {
    const [, near, far] = closenessTo(QUESTION, [first, likeFirst, unlike], none, null);
    expect(near).toBeGreaterThan(far + 0.05);
  });

  it("takes for the first what keywords and nearness together put there", () => {
    const [, near, far] = closenessTo(QUESTION, [first, likeFirst, unlike], [0, 0, 0.5], null);
    expect(far).toBeGreaterThan(near);
  });

  it("counts little what all have in common, so that different things are far apart", () => {
    const [ferry, bridge] = [vector(0.9, 0.4, 0), vector(0.9, 0, 0.4)];
    const asked = vector(0.9, 0.39, 0);
    const [, unaware] = closenessTo(asked, [ferry, bridge], none, null);
    const [same, other] = closenessTo(asked, [ferry, bridge], none, [0.9, 0, 0]);
    expect(other).toBeLessThan(unaware - 0.2);
    expect(same).toBeCloseTo(1, 1);
  });

  it("leans nowhere between equally good ones that say different things", () => {
    const [, , near, far] = closenessTo(QUESTION, [first, vector(0.9, -0.4, 0), likeFirst, unlike], [...none, 0], null);
    expect(near).toBeCloseTo(far);
  });
});
