// How well do a question's words match each document? BM25 over postings in typed arrays.
// Scores of all documents are added up in one array: at 200,000 passages a question takes about 1 ms, a hundredth of
// what SQLite's FTS5 takes, and every score is at hand for passages that came by their vector.
import { int32s } from "./database.ts";

/** Term saturation and length normalization of BM25; see settings for where they were measured. */
export interface Bm25Options {
  readonly k1: number;
  readonly b: number;
}

export interface PostingArrays {
  /** Term t's documents are `docs[starts[t]]` up to `docs[starts[t + 1]]`, ascending. */
  readonly starts: Int32Array;
  readonly docs: Int32Array;
  /** How often the term stands in the document. */
  readonly counts: Int32Array;
  /** Words of each document. */
  readonly lengths: Int32Array;
}

export class Postings {
  private readonly averageLength: number;

  constructor(
    readonly arrays: PostingArrays,
    private readonly options: Bm25Options,
  ) {
    let words = 0;
    for (const length of arrays.lengths) words += length;
    this.averageLength = words / Math.max(1, arrays.lengths.length);
  }

  /**
   * Of documents that were in `before`, and documents after them, of which `added` yields the Int32 pairs of term and
   * count (it is gone through twice). `ordinals` says where each of those before is now; -1 where it is gone.
   */
  static build(
    before: PostingArrays,
    ordinals: Int32Array,
    added: () => Iterable<Buffer>,
    size: { readonly documents: number; readonly terms: number },
    options: Bm25Options,
  ): Postings {
    const firstAdded = ordinals.reduce((last, ordinal) => Math.max(last, ordinal), -1) + 1;
    const each = (visit: (term: number, doc: number, count: number) => void) => {
      for (let term = 0; term + 1 < before.starts.length; term++) {
        for (let at = before.starts[term]; at < before.starts[term + 1]; at++) {
          const doc = ordinals[before.docs[at]];
          if (doc >= 0) visit(term, doc, before.counts[at]);
        }
      }
      let doc = firstAdded;
      for (const blob of added()) {
        const pairs = int32s(blob);
        for (let at = 0; at < pairs.length; at += 2) visit(pairs[at], doc, pairs[at + 1]);
        doc++;
      }
    };
    const starts = new Int32Array(size.terms + 1);
    const lengths = new Int32Array(size.documents);
    each((term, doc, count) => {
      starts[term + 1]++;
      lengths[doc] += count;
    });
    for (let term = 0; term < size.terms; term++) starts[term + 1] += starts[term];
    const docs = new Int32Array(starts[size.terms]);
    const counts = new Int32Array(starts[size.terms]);
    const next = starts.slice();
    each((term, doc, count) => {
      const at = next[term]++;
      docs[at] = doc;
      counts[at] = count;
    });
    return new Postings({ starts, docs, counts, lengths }, options);
  }

  /** Inverse document frequency as in Lucene, ln(1 + (N - n + 0.5) / (n + 0.5)); a term of -1 is in no document. */
  idf(term: number): number {
    const containing = this.frequency(term);
    return Math.log(1 + (this.arrays.lengths.length - containing + 0.5) / (containing + 0.5));
  }

  /** BM25 of every document for the terms; unknown terms (-1) add nothing. */
  scores(terms: readonly number[]): Float32Array {
    const { starts, docs, counts, lengths } = this.arrays;
    const { k1, b } = this.options;
    const scores = new Float32Array(lengths.length);
    for (const term of terms) {
      if (this.frequency(term) === 0) continue;
      const weight = this.idf(term) * (k1 + 1);
      for (let at = starts[term]; at < starts[term + 1]; at++) {
        const doc = docs[at];
        const norm = k1 * (1 - b + (b * lengths[doc]) / this.averageLength);
        scores[doc] += (weight * counts[at]) / (counts[at] + norm);
      }
    }
    return scores;
  }

  /** Documents that hold the term, ascending; none for an unknown one (-1). */
  documents(term: number): Int32Array {
    const { starts, docs } = this.arrays;
    return this.frequency(term) === 0 ? docs.subarray(0, 0) : docs.subarray(starts[term], starts[term + 1]);
  }

  private frequency(term: number): number {
    const { starts } = this.arrays;
    return term < 0 || term + 1 >= starts.length ? 0 : starts[term + 1] - starts[term];
  }
}
