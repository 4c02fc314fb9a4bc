import { describe, expect, it } from "vitest";
import { dot } from "../../src/embedding/dot.ts";
import { unit } from "../../src/embedding/unit.ts";
import { closeness, distinctive } from "../../src/search/closeness.ts";

const vector = (...values: number[]) => unit(Float32Array.from(values));
const QUESTION = vector(1, 0, 0);

describe("distinctive", () => {
  it("takes out what all have in common, so that different things are far apart", () => {
    const common = [0.9, 0, 0];
    const [ferry, bridge] = [vector(0.9, 0.4, 0), vector(0.9, 0, 0.4)];
    expect(dot(ferry, bridge)).toBeGreaterThan(0.8);
    expect(dot(distinctive(ferry, common), distinctive(bridge, common))).toBeLessThan(dot(ferry, bridge) - 0.2);
    expect(Math.hypot(...distinctive(ferry, common))).toBeCloseTo(1);
  });

  it("leaves a vector as it is while nothing is known of the others", () => {
    expect(distinctive(QUESTION, null)).toEqual(QUESTION);
  });
});

describe("closeness", () => {
  const first = vector(0.9, 0.4, 0);
  const [likeFirst, unlike] = [vector(0.6, 0.8, 0), vector(0.6, -0.8, 0)];
  const none = [0, 0, 0];

  it("prefers, of passages that are as near to the question, what is near to a clear first one", () => {
    const [, near, far] = closeness(QUESTION, [first, likeFirst, unlike], none);
    expect(near).toBeGreaterThan(far + 0.05);
  });

  it("takes for the first what keywords and nearness together put there", () => {
    const [, near, far] = closeness(QUESTION, [first, likeFirst, unlike], [0, 0, 0.5]);
    expect(far).toBeGreaterThan(near);
  });

  it("leans nowhere between equally good ones that say different things", () => {
    const [, , near, far] = closeness(QUESTION, [first, vector(0.9, -0.4, 0), likeFirst, unlike], [...none, 0]);
    expect(near).toBeCloseTo(far);
  });
});
