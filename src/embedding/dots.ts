// How near is a vector to each of many? By SIMD, several numbers at a time, which JavaScript has in WebAssembly only.
import { readFileSync } from "node:fs";
import { homePath } from "../home.ts";

/** dots.wat says what they do. */
interface Assembled {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly float32: Products;
  readonly int8: Products;
}
type Products = (vector: number, rows: number, bytes: number, count: number, out: number) => void;

const module = new WebAssembly.Module(readFileSync(homePath("src/embedding/dots.wasm")));
const { memory, float32, int8 } = new WebAssembly.Instance(module).exports as Assembled;
const floats = new Float32Array(memory.buffer);
const bytes = new Int8Array(memory.buffer);

/** Numbers that are taken in one turn. */
const TURN = 16;

/** Products of `vector` with each of `rows`, which have its length; of unit vectors, their cosines. */
export function dots(vector: Float32Array, rows: readonly Float32Array[]): number[] {
  return products(float32, floats, vector, rows);
}

/** The same of rows of int8. */
export function dotsInt8(vector: Float32Array, rows: readonly Int8Array[]): number[] {
  return products(int8, bytes, vector, rows);
}

/** As many rows at once as there is room for, behind the vector, and the products behind them. */
function products<Row extends Float32Array | Int8Array>(
  run: Products,
  room: { set(row: Row, at: number): void; readonly BYTES_PER_ELEMENT: number },
  vector: Float32Array,
  rows: readonly Row[],
): number[] {
  const length = Math.ceil(vector.length / TURN) * TURN;
  const first = length * floats.BYTES_PER_ELEMENT;
  const each = length * room.BYTES_PER_ELEMENT;
  const most = Math.floor((floats.byteLength - first) / (each + floats.BYTES_PER_ELEMENT));
  const all: number[] = [];
  // What stands behind a vector that does not fill its last turn counts for nothing.
  if (length > vector.length) floats.fill(0);
  floats.set(vector);
  for (let from = 0; from < rows.length; from += most) {
    const count = Math.min(most, rows.length - from);
    for (let row = 0; row < count; row++) room.set(rows[from + row], (first + row * each) / room.BYTES_PER_ELEMENT);
    const out = first + count * each;
    run(0, first, first, count, out);
    for (let row = 0; row < count; row++) all.push(floats[out / floats.BYTES_PER_ELEMENT + row]);
  }
  return all;
}
