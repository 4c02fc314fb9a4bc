// How near are two vectors?

/** Of unit vectors, their cosine; both have the same length. */
export function dot(a: Float32Array, b: Float32Array): number {
  // Four sums, of which none waits for another's addition: twice as fast as one.
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  const whole = a.length - (a.length % 4);
  for (let d = 0; d < whole; d += 4) {
    first += a[d] * b[d];
    second += a[d + 1] * b[d + 1];
    third += a[d + 2] * b[d + 2];
    fourth += a[d + 3] * b[d + 3];
  }
  for (let d = whole; d < a.length; d++) first += a[d] * b[d];
  return first + second + (third + fourth);
}
