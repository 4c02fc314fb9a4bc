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
  const distinct = new Distinct(passages, common);
  const asked = distinct.of(question);
  const scores = distinct.cosines(asked).map((cosine, at) => cosine + keywords[at]);
  return distinct.cosines(leaned(asked, scores, distinct));
}

/** The question and a part of the mean of the first passages, weighted by their scores' softmax; unit length. */
function leaned(question: Float32Array, scores: readonly number[], passages: Distinct): Float32Array {
  const { weight, passages: count, falloff } = SETTINGS.search.leaning;
  const first = [...scores.keys()].sort((a, b) => scores[b] - scores[a]).slice(0, count);
  const pulls = first.map((at) => Math.exp((scores[at] - scores[first[0]]) / falloff));
  const all = pulls.reduce((sum, pull) => sum + pull, 0);
  const sum = question.slice();
  for (const [place, at] of first.entries()) passages.add(at, (weight * pulls[place]) / all, sum);
  return unit(sum);
}

/**
 * Passages less what all vectors have in common, at unit length again. None of them is made: x·(v - t)/|v - t| is
 * (x·v - x·t)/|v - t|, and of a unit vector |v - t|² is 1 - 2v·t + t·t.
 */
class Distinct {
  /** What is taken out of each vector. */
  private readonly taken: Float32Array;
  private readonly lengths: readonly number[];

  constructor(
    private readonly passages: readonly Float32Array[],
    common: readonly number[] | null,
  ) {
    const taken = new Float32Array(passages[0]?.length ?? 0);
    if (common) for (let d = 0; d < taken.length; d++) taken[d] = SETTINGS.search.commonTaken * common[d];
    const square = dot(taken, taken);
    this.taken = taken;
    this.lengths = passages.map((passage) => Math.sqrt(1 - 2 * dot(taken, passage) + square));
  }

  of(vector: Float32Array): Float32Array {
    const rest = vector.slice();
    for (let d = 0; d < this.taken.length; d++) rest[d] -= this.taken[d];
    return unit(rest);
  }

  /** Cosine of each passage with a unit vector. */
  cosines(vector: Float32Array): number[] {
    const less = dot(this.taken, vector);
    return this.passages.map((passage, at) => (dot(vector, passage) - less) / this.lengths[at]);
  }

  /** Adds `share` of the passage at `at`. */
  add(at: number, share: number, to: Float32Array): void {
    const passage = this.passages[at];
    const each = share / this.lengths[at];
    for (let d = 0; d < to.length; d++) to[d] += each * (passage[d] - this.taken[d]);
  }
}
