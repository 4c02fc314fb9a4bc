// How are the sentences' vectors kept small?

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

/**
 * Cosine of a unit vector with the one of its length that was kept so at `from`; that was of unit length too, and is so
 * near to it that it need not be measured.
 */
export function cosineIn127ths(unit: Float32Array, small: Int8Array, from: number): number {
  // Two sums, of which none waits for the other's addition.
  let even = 0;
  let odd = 0;
  const pairs = unit.length - (unit.length % 2);
  for (let d = 0; d < pairs; d += 2) {
    even += unit[d] * small[from + d];
    odd += unit[d + 1] * small[from + d + 1];
  }
  if (pairs < unit.length) even += unit[pairs] * small[from + pairs];
  return (even + odd) / 127;
}
