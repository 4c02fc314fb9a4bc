import { describe, expect, it } from "vitest";
import { stopsOf } from "../../src/page/stops.ts";

describe("the stops of a reader", () => {
  it("come in the order of the text, the opened place among them", () => {
    const stops = stopsOf({ start: 50, end: 60 }, [
      { start: 90, end: 99 },
      { start: 10, end: 20 },
    ]);
    expect(stops.map(({ number, anchor, start }) => [number, anchor, start])).toEqual([
      [1, "match-1", 10],
      [2, "place", 50],
      [3, "match-3", 90],
    ]);
  });

  it("are one where matches overlap the opened place, which stays as it was, or one another", () => {
    const stops = stopsOf({ start: 50, end: 60 }, [
      { start: 55, end: 70 },
      { start: 10, end: 20 },
      { start: 15, end: 30 },
    ]);
    expect(stops.map(({ start, end, opened }) => [start, end, opened])).toEqual([
      [10, 30, false],
      [50, 60, true],
    ]);
  });
});
