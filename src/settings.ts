// Every knob there is: its range, its value, what it does, and where the value was measured.
// A change to a value under `index` makes another kind of index: indexes made before are refused until rebuilt.

export const SETTINGS = {
  index: {
    /** Goes up when the same article would be cut, embedded or analysed into something else. */
    format: 1,
    /** Tokens of a passage without the special ones; 64 to 255 (a heading may take its first sentence past it, to twice). */
    passageTokens: 126,
    /** HNSW; `m` 8 to 48, `efConstruction` 100 to 400: recall against size and time to build. */
    graph: { m: 16, efConstruction: 200, efSearch: 200 },
  },
  search: {
    /** Passages from vectors, and as many from keywords; 50 to 1,000. */
    candidates: 200,
    /** BM25: `k1` 0.5 to 2, how fast repetition stops counting; `b` 0 to 1, how much length counts. */
    bm25: { k1: 1.2, b: 0.75 },
    /** What the best BM25 of a passage, and of an article, adds to a cosine; 0.04 to 0.10 is a plateau. */
    passageKeywordWeight: 0.07,
    articleKeywordWeight: 0.07,
  },
  question: {
    /** Longest question, UTF-16 code units. */
    length: 2000,
    /** Results when nothing is said, and at most. */
    limit: 5,
    maxLimit: 50,
  },
  server: {
    /** Longest body of a request, bytes. */
    body: 64 * 1024,
    /** Articles on a page when nothing is said, and at most. */
    articles: 50,
    maxArticles: 500,
  },
} as const;
