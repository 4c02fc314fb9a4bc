// How close is each passage to what the question means?
// A cosine says it, with two corrections. All texts of a model have something in common, and those of one corpus more;
// most of it is taken out of every vector, so that what is left tells passages apart. And the question is worded as a
// question: it leans towards the first passages, as far as it is clear which those are (after Rocchio 1971). Where many
// are equally good their mean is short, and the question stays as it was.
import { dot } from "../embedding/dot.ts";
import { dots } from "../embedding/dots.ts";
import { unit } from "../embedding/unit.ts";
import { keptWith } from "../kept-with.ts";
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
  const distinct = new Distinct(question, passages, common);
  const scores = distinct.asked().map((cosine, at) => cosine + keywords[at]);
  return distinct.cosines(leaned(scores, distinct));
}

/** The question and a part of the mean of the first passages, weighted by their scores' softmax; unit length. */
function leaned(scores: readonly number[], distinct: Distinct): Float32Array {
  const { weight, passages: count, falloff } = SETTINGS.search.leaning;
  const first = [...scores.keys()].sort((a, b) => scores[b] - scores[a]).slice(0, count);
  const pulls = first.map((at) => Math.exp((scores[at] - scores[first[0]]) / falloff));
  const all = pulls.reduce((sum, pull) => sum + pull, 0);
  return distinct.sum(first.map((at, place) => ({ at, share: (weight * pulls[place]) / all })));
}

/**
 * A question and passages less what all vectors have in common, at unit length again. None of them is made: with x and v
 * of unit length, (x - t)·(v - t) is x·v - x·t - v·t + t·t, and |v - t|² is 1 - 2v·t + t·t.
 */
class Distinct {
  private readonly vectors: readonly Float32Array[];
  /** What is taken out of each vector, its product with itself, and with the question and each passage. */
  private readonly taken: Float32Array;
  private readonly square: number;
  private readonly questionShared: number;
  private readonly shared: readonly number[];
  /** Lengths without it. */
  private readonly questionLength: number;
  private readonly lengths: readonly number[];

  constructor(
    private readonly question: Float32Array,
    private readonly passages: readonly Pick<Candidate, "vector" | "cosine">[],
    common: readonly number[] | null,
  ) {
    const { taken, square } = common ? takenOf(common) : { taken: new Float32Array(question.length), square: 0 };
    const lengthWithout = (shared: number) => Math.sqrt(1 - 2 * shared + square);
    this.vectors = passages.map(({ vector }) => vector);
    this.taken = taken;
    this.square = square;
    this.questionShared = dot(taken, question);
    this.shared = dots(taken, this.vectors);
    this.questionLength = lengthWithout(this.questionShared);
    this.lengths = this.shared.map(lengthWithout);
  }

  /** Cosine of each passage with the question, from that of the whole vectors. */
  asked(): number[] {
    const less = this.questionShared - this.square;
    return this.passages.map(
      ({ cosine }, at) => (cosine - this.shared[at] - less) / (this.questionLength * this.lengths[at]),
    );
  }

  /** Cosine of each passage with a unit vector. */
  cosines(vector: Float32Array): number[] {
    const less = dot(this.taken, vector);
    return dots(vector, this.vectors).map((cosine, at) => (cosine - less) / this.lengths[at]);
  }

  /** The question and shares of passages together; unit length. */
  sum(shares: readonly { at: number; share: number }[]): Float32Array {
    const sum = new Float32Array(this.question.length);
    for (let d = 0; d < sum.length; d++) sum[d] = this.question[d] / this.questionLength;
    let taken = 1 / this.questionLength;
    for (const { at, share } of shares) {
      const vector = this.vectors[at];
      const each = share / this.lengths[at];
      for (let d = 0; d < sum.length; d++) sum[d] += each * vector[d];
      taken += each;
    }
    for (let d = 0; d < sum.length; d++) sum[d] -= taken * this.taken[d];
    return unit(sum);
  }
}

/** What is taken out of the vectors of a corpus, which all its questions share, and its product with itself. */
const takenOf = keptWith((common: readonly number[]) => {
  const taken = Float32Array.from(common, (value) => SETTINGS.search.commonTaken * value);
  return { taken, square: dot(taken, taken) };
});
