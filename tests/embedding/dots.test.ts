import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { assembled } from "../../scripts/assembled.ts";
import { dots, dotsInt8 } from "../../src/embedding/dots.ts";
import { homePath } from "../../src/home.ts";
import { seededRandom } from "../../src/seeded-random.ts";

const random = seededRandom(7);
const floats = (length: number) => Float32Array.from({ length }, () => random() * 2 - 1);
const int8s = (length: number) => Int8Array.from({ length }, () => Math.round(random() * 254 - 127));
const plainly = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a, (value, d) => value * b[d]).reduce((sum, product) => sum + product, 0);

describe("products of a vector with many", () => {
  // 384 as the model has, one turn, less than one, and some more than a whole number of turns.
  it.each([384, 16, 3, 37])("are those of plain arithmetic, at %i dimensions", (length) => {
    const vector = floats(length);
    const rows = Array.from({ length: 5 }, () => floats(length));
    const small = Array.from({ length: 5 }, () => int8s(length));
    for (const [at, product] of dots(vector, rows).entries()) expect(product).toBeCloseTo(plainly(vector, rows[at]), 4);
    for (const [at, product] of dotsInt8(vector, small).entries())
      expect(product / 127).toBeCloseTo(plainly(vector, small[at]) / 127, 4);
  });

  it("are given for none, and for more than there is room for at once", () => {
    const vector = floats(384);
    const rows = Array.from({ length: 2000 }, () => floats(384));
    expect(dots(vector, [])).toEqual([]);
    const products = dots(vector, rows);
    expect(products).toHaveLength(2000);
    for (const at of [0, 681, 682, 1999]) expect(products[at]).toBeCloseTo(plainly(vector, rows[at]), 4);
  });

  it("come from what is in dots.wat", async () => {
    const [text, bytes] = [
      await readFile(homePath("src/embedding/dots.wat"), "utf8"),
      homePath("src/embedding/dots.wasm"),
    ];
    expect(Buffer.compare(await assembled(text, "dots.wat"), await readFile(bytes))).toBe(0);
  });
});
