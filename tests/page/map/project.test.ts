import { describe, expect, it } from "vitest";
import { project } from "../../../src/page/map/project.ts";
import { DIMENSIONS, vectorOf } from "../../support/stand-in-embedder.ts";

/** Texts of a theme share all words but one. */
const THEMES = ["ferry harbour boat island storm", "clock tower hour bell minute", "bread flour baker oven dough"];

function themed(count: number): Float32Array {
  const vectors = new Float32Array(count * DIMENSIONS);
  for (let at = 0; at < count; at++) vectors.set(vectorOf(`${THEMES[at % 3]} word${at}`), at * DIMENSIONS);
  return vectors;
}

/** Share of points whose nearest other point is of the same theme. */
function kept(places: Float32Array): number {
  const count = places.length / 2;
  let same = 0;
  for (let at = 0; at < count; at++) {
    const distances = Array.from({ length: count }, (_, other) =>
      other === at
        ? Number.POSITIVE_INFINITY
        : Math.hypot(places[2 * at] - places[2 * other], places[2 * at + 1] - places[2 * other + 1]),
    );
    if (distances.indexOf(Math.min(...distances)) % 3 === at % 3) same++;
  }
  return same / count;
}

describe("the projection of passages", () => {
  it("keeps near ones close, within the unit square", () => {
    const places = project(themed(60), DIMENSIONS);
    expect(places.every((place) => place >= 0 && place <= 1)).toBe(true);
    expect(kept(places)).toBeGreaterThan(0.95);
  });

  it("keeps near ones close among those that stand around landmarks", () => {
    expect(kept(project(themed(250), DIMENSIONS, 100))).toBeGreaterThan(0.95);
  });

  it("gives the same places for the same passages", () => {
    expect(project(themed(30), DIMENSIONS)).toEqual(project(themed(30), DIMENSIONS));
  });

  it.each([0, 1, 2, 3, 4, 5])("takes %i passages", (count) => {
    const places = project(themed(count), DIMENSIONS);
    expect(places).toHaveLength(2 * count);
    expect(places.every(Number.isFinite)).toBe(true);
  });
});
