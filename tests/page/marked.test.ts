import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pieces } from "../../src/page/marked.tsx";

describe("pieces", () => {
  const whole = { start: 10, end: 20 };

  it("cuts where marks begin and end, and leaves out what lies outside", () => {
    const found = pieces(whole, [
      { start: 18, end: 30 },
      { start: 2, end: 12 },
      { start: 30, end: 40 },
    ]);
    expect(found.map(({ start, end, within }) => [start, end, within?.start ?? null])).toEqual([
      [10, 12, 2],
      [12, 18, null],
      [18, 20, 18],
    ]);
  });

  it("makes one of marks that overlap", () => {
    const found = pieces(whole, [
      { start: 11, end: 14 },
      { start: 13, end: 16 },
    ]);
    expect(found.map(({ start, end, within }) => [start, end, within !== null])).toEqual([
      [10, 11, false],
      [11, 16, true],
      [16, 20, false],
    ]);
  });

  it("loses no character, whatever is marked", () => {
    const span = fc.tuple(fc.nat(60), fc.nat(20)).map(([start, length]) => ({ start, end: start + length }));
    fc.assert(
      fc.property(span, fc.array(span), (part, marks) => {
        const found = pieces(part, marks);
        expect(found.every(({ start, end }) => start < end)).toBe(true);
        const ends = [part.start, ...found.map(({ end }) => end)];
        expect(found.map(({ start }) => start)).toEqual(ends.slice(0, -1));
        expect(ends.at(-1)).toBe(part.end);
      }),
    );
  });
});
