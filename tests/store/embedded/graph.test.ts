import { describe, expect, it } from "vitest";
import { unit } from "../../../src/embedding/unit.ts";
import { seededRandom } from "../../../src/seeded-random.ts";
import { SETTINGS } from "../../../src/settings.ts";
import { VectorGraph } from "../../../src/store/embedded/graph.ts";
import { largest } from "../../../src/store/embedded/top.ts";

const DIMENSIONS = 64;
const COUNT = 3000;

/** Unit vectors around 40 centres, as topics are, always the same. */
function vectors(): Float32Array[] {
  const next = seededRandom(7);
  const random = () => next() - 0.5;
  const centres = Array.from({ length: 40 }, () => Float32Array.from({ length: DIMENSIONS }, random));
  return Array.from({ length: COUNT }, (_, at) => {
    return unit(centres[at % 40].map((value) => value + 0.8 * random()));
  });
}

describe("the HNSW graph", () => {
  const all = vectors();
  const graph = VectorGraph.empty(DIMENSIONS, SETTINGS.index.graph);
  for (const [row, vector] of all.entries()) graph.add(row + 1, vector);

  it("finds what a full scan finds: recall@10 of at least 0.99", () => {
    const questions = all.filter((_, at) => at % 30 === 0);
    let found = 0;
    for (const question of questions) {
      const cosines = Float32Array.from(all, (vector) =>
        vector.reduce((sum, value, d) => sum + value * question[d], 0),
      );
      const nearest = new Set(graph.nearest(question, 10).map(({ row }) => row - 1));
      found += largest(cosines, 10).filter((ordinal) => nearest.has(ordinal)).length;
    }
    expect(found / (10 * questions.length)).toBeGreaterThanOrEqual(0.99);
  });

  it("tells true cosines, nearest first", () => {
    const neighbours = graph.nearest(all[0], 20);
    expect(neighbours[0]).toMatchObject({ row: 1 });
    for (const { row, cosine } of neighbours) {
      expect(cosine).toBeCloseTo(
        all[row - 1].reduce((sum, value, d) => sum + value * all[0][d], 0),
        4,
      );
    }
    const cosines = neighbours.map(({ cosine }) => cosine);
    expect(cosines).toEqual([...cosines].sort((a, b) => b - a));
  });

  it("gives as many as there are where more are asked for", () => {
    const small = VectorGraph.empty(DIMENSIONS, SETTINGS.index.graph);
    expect(small.nearest(all[0], 5)).toEqual([]);
    small.add(7, all[0]);
    expect(small.nearest(all[0], 5)).toHaveLength(1);
  });
});
