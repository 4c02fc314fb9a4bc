// How close is each passage to what the question means?
// A cosine says it, with two corrections. All texts of a model have something in common, and those of one corpus more;
// most of it is taken out of every vector, so that what is left tells passages apart. And the question is worded as a
// question: it leans towards the first passages, as far as it is clear which those are (after Rocchio 1971). Where many
// are equally good their mean is short, and the question stays as it was.
import { dot } from "../embedding/dot.ts";
import { unit } from "../embedding/unit.ts";
import { SETTINGS } from "../settings.ts";

/**
 * Closeness of each passage to the question, -1 to 1. Vectors are of unit length; `keywords` is what else speaks for each
 * passage; `common` is the mean of the corpus's vectors, null where that is not known.
 */
export function closeness(
  question: Float32Array,
  passages: readonly Float32Array[],
  keywords: readonly number[],
  common: readonly number[] | null,
): number[] {
  const taken = new Float32Array(question.length);
  if (common) for (let d = 0; d < taken.length; d++) taken[d] = SETTINGS.search.commonTaken * common[d];
  const cosines = cosinesWithout(taken, passages);
  const asked = distinctive(question, taken);
  const scored = cosines(asked).map((cosine, at) => ({ vector: passages[at], score: cosine + keywords[at] }));
  const first = scored.sort((a, b) => b.score - a.score).slice(0, SETTINGS.search.leaning.passages);
  const leaning = leaned(
    asked,
    first.map(({ vector, score }) => ({ vector: distinctive(vector, taken), score })),
  );
  return cosines(leaning);
}

/** What is left of a vector, unit length. */
function distinctive(vector: Float32Array, taken: Float32Array): Float32Array {
  const rest = vector.slice();
  for (let d = 0; d < rest.length; d++) rest[d] -= taken[d];
  return unit(rest);
}

/**
 * Cosines of a vector with what is left of each passage's, without making that: x·(v - t)/|v - t| is (x·v - x·t)/|v - t|,
 * and of a unit vector |v - t|² is 1 - 2v·t + t·t.
 */
function cosinesWithout(taken: Float32Array, passages: readonly Float32Array[]) {
  const square = dot(taken, taken);
  const lengths = passages.map((passage) => Math.sqrt(1 - 2 * dot(passage, taken) + square));
  return (vector: Float32Array): number[] => {
    const less = dot(vector, taken);
    return passages.map((passage, at) => (dot(vector, passage) - less) / lengths[at]);
  };
}

/** The question and a part of the mean of the first passages, weighted by their scores' softmax; unit length. */
function leaned(question: Float32Array, first: readonly { vector: Float32Array; score: number }[]): Float32Array {
  const { weight, falloff } = SETTINGS.search.leaning;
  const pulls = first.map(({ score }) => Math.exp((score - first[0].score) / falloff));
  const all = pulls.reduce((sum, pull) => sum + pull, 0);
  const sum = question.slice();
  for (const [place, { vector }] of first.entries()) {
    const share = (weight * pulls[place]) / all;
    for (let d = 0; d < sum.length; d++) sum[d] += share * vector[d];
  }
  return unit(sum);
}
