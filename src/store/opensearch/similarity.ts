// How near is a passage's vector to the question's, as the cluster says it?
// Vectors have unit length, so their inner product is the cosine.
import { numbers } from "./encoding.ts";
import type { Query } from "./filter.ts";

export const SPACE = "innerproduct";

/** A query that scores all that `which` finds, none of them approximately. */
export function exactCosine(which: Query, vector: Float32Array): Query {
  const params = { field: "vector", query_value: numbers(vector), space_type: SPACE };
  return { script_score: { query: which, script: { lang: "knn", source: "knn_score", params } } };
}

/** Scores are not negative: an inner product x is told as x + 1, or as 1 / (1 - x) where it is below 0. */
export function cosineByCluster(score: number): number {
  return score >= 1 ? score - 1 : 1 - 1 / score;
}
