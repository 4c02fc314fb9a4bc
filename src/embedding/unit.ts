// What is left of a vector when only its direction counts?

/** In place. A sum serves as well as a mean: only the direction is kept. */
export function unit(vector: Float32Array): Float32Array {
  let squares = 0;
  for (let d = 0; d < vector.length; d++) squares += vector[d] * vector[d];
  const length = Math.sqrt(squares) || 1;
  for (let d = 0; d < vector.length; d++) vector[d] /= length;
  return vector;
}
