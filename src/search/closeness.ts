// How close is each passage to what the question means?
// A cosine says it, with two corrections. All texts of a model have something in common, and those of one corpus more;
// most of it is taken out of every vector, so that what is left tells passages apart. And the question is worded as a
// question: it leans towards the first passages, as far as it is clear which those are (after Rocchio 1971). Where many
// are equally good their mean is short, and the question stays as it was.
import { dot } from "../embedding/dot.ts";
import { unit } from "../embedding/unit.ts";
import { SETTINGS } from "../settings.ts";

/** A vector without what all have in common, unit length; as it is where that is not known. */
export function distinctive(vector: Float32Array, common: readonly number[] | null): Float32Array {
  if (!common) return vector;
  const { commonTaken } = SETTINGS.search;
  const rest = new Float32Array(vector.length);
  for (let d = 0; d < rest.length; d++) rest[d] = vector[d] - commonTaken * common[d];
  return unit(rest);
}

/** Closeness of each passage to the question, -1 to 1; `keywords` is what else speaks for each. Vectors are `distinctive`. */
export function closeness(
  question: Float32Array,
  passages: readonly Float32Array[],
  keywords: readonly number[],
): number[] {
  const cosines = passages.map((passage) => dot(question, passage));
  const scores = cosines.map((cosine, at) => cosine + keywords[at]);
  const leaning = unit(leaned(question, passages, scores));
  return passages.map((passage) => dot(leaning, passage));
}

/** The question and a part of the mean of the first passages, weighted by their scores' softmax. */
function leaned(question: Float32Array, passages: readonly Float32Array[], scores: readonly number[]): Float32Array {
  const { weight, passages: count, falloff } = SETTINGS.search.leaning;
  const first = [...scores.keys()].sort((a, b) => scores[b] - scores[a]).slice(0, count);
  const pulls = first.map((at) => Math.exp((scores[at] - scores[first[0]]) / falloff));
  const all = pulls.reduce((sum, pull) => sum + pull, 0);
  const sum = question.slice();
  for (const [place, at] of first.entries()) {
    const share = (weight * pulls[place]) / all;
    for (let d = 0; d < sum.length; d++) sum[d] += share * passages[at][d];
  }
  return sum;
}
