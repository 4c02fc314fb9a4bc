// How close is each passage to what the question means?
// A cosine says it, with two corrections. All texts of a model have something in common, and those of one corpus more;
// most of it is taken out of every vector, so that what is left tells passages apart. And the question is worded as a
// question: it leans towards the first passages, as far as it is clear which those are (after Rocchio 1971). Where many
// are equally good their mean is short, and the question stays as it was.
import { dot } from "../embedding/dot.ts";
import { unit } from "../embedding/unit.ts";
import { SETTINGS } from "../settings.ts";
import type { Candidate } from "../store/store.ts";

/**
 * Closeness of each passage to the question, -1 to 1. Vectors are of unit length; `keywords` is what else speaks for each
 * passage; `common` is the mean of the corpus's vectors, null where that is not known.
 */
export function closeness(
  question: Float32Array,
  passages: readonly Pick<Candidate, "vector" | "cosine">[],
  keywords: readonly number[],
  common: readonly number[] | null,
): number[] {
  const distinct = new Distinct(passages, question.length, common);
  const scores = distinct.closeTo(question).map((cosine, at) => cosine + keywords[at]);
  return distinct.cosines(leaned(question, scores, distinct));
}

/** The question and a part of the mean of the first passages, weighted by their scores' softmax; unit length. */
function leaned(question: Float32Array, scores: readonly number[], passages: Distinct): Float32Array {
  const { weight, passages: count, falloff } = SETTINGS.search.leaning;
  const first = [...scores.keys()].sort((a, b) => scores[b] - scores[a]).slice(0, count);
  const pulls = first.map((at) => Math.exp((scores[at] - scores[first[0]]) / falloff));
  const all = pulls.reduce((sum, pull) => sum + pull, 0);
  return passages.sum(
    question,
    first.map((at, place) => ({ at, share: (weight * pulls[place]) / all })),
  );
}

/**
 * Passages less what all vectors have in common, at unit length again. None of them is made: with x and v of unit
 * length, (x - t)·(v - t) is x·v - x·t - v·t + t·t, and |v - t|² is 1 - 2v·t + t·t.
 */
class Distinct {
  /** What is taken out of each vector, and its product with itself and with each passage. */
  private readonly taken: Float32Array;
  private readonly square: number;
  private readonly shared: readonly number[];
  private readonly lengths: readonly number[];

  constructor(
    private readonly passages: readonly Pick<Candidate, "vector" | "cosine">[],
    dimensions: number,
    common: readonly number[] | null,
  ) {
    const taken = new Float32Array(dimensions);
    if (common) for (let d = 0; d < dimensions; d++) taken[d] = SETTINGS.search.commonTaken * common[d];
    this.taken = taken;
    this.square = dot(taken, taken);
    this.shared = passages.map(({ vector }) => dot(taken, vector));
    this.lengths = this.shared.map((shared) => this.lengthLess(shared));
  }

  /** Cosine of each passage with the question, whose cosines with the whole passages are known. */
  closeTo(question: Float32Array): number[] {
    const shared = dot(this.taken, question);
    const less = shared - this.square;
    const length = this.lengthLess(shared);
    return this.passages.map(({ cosine }, at) => (cosine - this.shared[at] - less) / (length * this.lengths[at]));
  }

  /** Cosine of each passage with a unit vector. */
  cosines(vector: Float32Array): number[] {
    const less = dot(this.taken, vector);
    return this.passages.map((passage, at) => (dot(vector, passage.vector) - less) / this.lengths[at]);
  }

  /** The question and shares of passages, each less what is taken out, together; unit length. */
  sum(question: Float32Array, shares: readonly { at: number; share: number }[]): Float32Array {
    const length = this.lengthLess(dot(this.taken, question));
    const sum = question.map((value) => value / length);
    let taken = 1 / length;
    for (const { at, share } of shares) {
      const { vector } = this.passages[at];
      const each = share / this.lengths[at];
      for (let d = 0; d < sum.length; d++) sum[d] += each * vector[d];
      taken += each;
    }
    for (let d = 0; d < sum.length; d++) sum[d] -= taken * this.taken[d];
    return unit(sum);
  }

  /** Length of a unit vector less what is taken out, with which its product is `shared`. */
  private lengthLess(shared: number): number {
    return Math.sqrt(1 - 2 * shared + this.square);
  }
}
