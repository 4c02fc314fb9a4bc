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

/** Cosine of a unit vector with one that was kept so; that was of unit length too, and is so near to it that it need not be measured. */
export function cosineIn127ths(unit: Float32Array, small: Int8Array): number {
  let dot = 0;
  for (let d = 0; d < unit.length; d++) dot += unit[d] * small[d];
  return dot / 127;
}
