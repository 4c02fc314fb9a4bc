// How are the sentences' vectors kept small?
import { dotsInt8 } from "../embedding/dots.ts";

/** From -1 to 1, in 127ths. A loop: `Int8Array.from` with a function took as long as all else that is done for a passage. */
export function in127ths(values: Float32Array): Int8Array {
  const small = new Int8Array(values.length);
  for (let d = 0; d < values.length; d++) small[d] = Math.round(Math.max(-1, Math.min(1, values[d])) * 127);
  return small;
}

/** As near to what they were as they were kept. */
export function from127ths(small: Int8Array): Float32Array {
  return Float32Array.from(small, (value) => value / 127);
}

/** Cosines of a unit vector with those that were kept so: they are so near to unit length still that it need not be measured. */
export function cosinesIn127ths(unit: Float32Array, small: readonly Int8Array[]): number[] {
  return dotsInt8(unit, small).map((product) => product / 127);
}
