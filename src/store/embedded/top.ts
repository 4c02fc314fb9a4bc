// Which are the k largest?

/** Ordinals of the `k` largest positive values, largest first; of equal ones the lower ordinal first. */
export function largest(values: Float32Array, k: number): number[] {
  let floor = 0;
  let kept: number[] = [];
  const byValue = (a: number, b: number) => values[b] - values[a] || a - b;
  for (let ordinal = 0; ordinal < values.length; ordinal++) {
    if (values[ordinal] <= floor) continue;
    kept.push(ordinal);
    // Sorted only once in a while: amortized, each value is compared with the floor and no more.
    if (kept.length >= 4 * k) {
      kept = kept.sort(byValue).slice(0, k);
      floor = values[kept[k - 1]];
    }
  }
  return kept.sort(byValue).slice(0, k);
}

/** 0 where no value is positive. */
export function maximum(values: Float32Array): number {
  let best = 0;
  for (const value of values) if (value > best) best = value;
  return best;
}
