// Every knob there is: its range, its value, what it does, and where the value was measured.
// A change to a value under `index` makes another kind of index: indexes made before are refused until rebuilt.

export const SETTINGS = {
  index: {
    /** Goes up when the same article would be cut, embedded or analysed into something else. */
    format: 2,
    /**
     * Tokens of a passage without the model's special two; 64 to 255 (a heading may take its first sentence past it, to
     * twice). Of 126, 142, 158, 174 and 190 this served the seeds best, and TIME nearly as well as 190.
     */
    passageTokens: 158,
    /** HNSW; `m` 8 to 48, `efConstruction` 100 to 400: recall against size and time to build. */
    graph: { m: 16, efConstruction: 200, efSearch: 200 },
  },
  embedding: {
    /** Question vectors kept; 0 to 100,000. Of 384 numbers each takes 1.5 kB. */
    remembered: 10_000,
    /** Questions that may wait to be embedded; 8 to 1,000. Two cores embed about 200 a second: 64 wait a third of a second. */
    waiting: 64,
  },
  search: {
    /** Passages from vectors, and as many from keywords; 50 to 1,000. */
    candidates: 150,
    /** BM25: `k1` 0.5 to 2, how fast repetition stops counting; `b` 0 to 1, how much length counts. */
    bm25: { k1: 0.9, b: 0.75 },
    /** Share of what all vectors have in common that is taken out of each; 0.4 to 0.7 is a plateau on TIME, the quiz and Cranfield. */
    commonTaken: 0.5,
    /**
     * How far a question leans towards the mean of its first `passages` (3 to 20), 0 to 0.4, and by how much less of a
     * score one of them counts 1/e as much; 0.02 to 0.04.
     */
    leaning: { weight: 0.25, passages: 10, falloff: 0.03 },
    /** What the keywords of a passage, and of its article, add to a closeness at most; 0 to 0.1, and 0.25 to 0.4. */
    passageKeywordWeight: 0.05,
    articleKeywordWeight: 0.3,
    /**
     * When two passages tell the same. `sameText`: cut elsewhere or lightly edited, by cosine and the share of the
     * shorter one's pairs of neighbouring words; `rewrite`: by cosine and the share of its words. Measured on copies
     * among BBC articles and on the two rewrites in seeds/.
     */
    copies: { sameText: { cosine: 0.85, wordPairs: 0.6 }, rewrite: { cosine: 0.885, words: 0.4 } },
    /**
     * Overlapping passages that are shown as one: to which length, UTF-16 code units (600 to 3,000), and how far one may
     * score below the other (0 to 0.3). What overlaps and does not join is shown less the sentences shown already.
     */
    joined: { length: 1200, scoreBelow: 0.15 },
    /** What a result gives away to a new article when its own is shown once, and for each time more; 0 to 0.3. */
    sameArticlePenalty: { second: 0.12, further: 0.15 },
    /** What a sentence that holds all of the question's words gains over its cosine; 0.1 to 0.5 is a plateau on the seeds. */
    sentenceWordsWeight: 0.2,
  },
  confidence: {
    /** What holding all of the question's words adds to the best cosine; 0.1 to 0.3. */
    coverageWeight: 0.2,
    /** Passages, best first, in which the question's words are looked for. */
    passages: 3,
    /** Median evidence for questions that are answered: 0.849 on the seeds, 0.852 on TIME; no corpus of news is far from it. */
    answeredLevel: 0.85,
    /** Where between the corpus's background (0) and that level (1) an answer is as likely as not, and how fast it becomes so. */
    midpoint: 0.4,
    steepness: 14,
    /** From which confidence on a question counts as answered; 0 to 1. */
    threshold: 0.5,
  },
  opensearch: {
    /**
     * Patience with the cluster, ms: how long before another node is asked too, in all, and while no node takes a
     * connection. A look at which generation is current and a question make 5 s at most; a cluster that is gone is told
     * within 3 s.
     */
    looking: { attempt: 400, total: 800, gone: 500 },
    asking: { attempt: 1_000, total: 4_000, gone: 1_500 },
    /** Indexing outlives an election, or a node that comes back. */
    writing: { attempt: 5_000, total: 180_000, gone: 180_000 },
    /** How often the cluster is asked which generation is current, and how old an answer is trusted; ms. */
    lookEvery: 500,
    trusted: 3_000,
    /** How long a writer keeps the index after its last sign of life, how often it gives one, how far clocks may differ; ms. */
    leaseFor: 20_000,
    renewEvery: 4_000,
    clockSlack: 2_000,
    /** Passages taken for their words before article and passage are weighed together, in candidates wanted; 1 to 5. */
    keywordPool: 2,
  },
  question: {
    /** Longest question, UTF-16 code units. */
    length: 2000,
    /** Results when nothing is said, and at most. */
    limit: 5,
    maxLimit: 50,
    /** Results that can be left out at the beginning; with `maxLimit` not more than `search.candidates`. */
    maxOffset: 150,
  },
  server: {
    /** Longest body of a request, bytes. */
    body: 64 * 1024,
    /** Questions in one request at most, and of them under way at a time. */
    batch: 100,
    atOnce: 8,
    /** Answers kept of each generation, about 10 kB each; 1 to 100,000. */
    answers: 1000,
    /** Longest time a question may take, ms. */
    deadline: 10_000,
    /** Longest header of a request, bytes. */
    headerBytes: 16 * 1024,
    /** Until a request's header has come, until all of it has, and until an idle connection is closed, ms. */
    headersTimeout: 10_000,
    requestTimeout: 20_000,
    idleTimeout: 5000,
    /** Connections at a time. */
    connections: 1000,
    /** Longest time from the signal to stop to the end, ms. */
    stopping: 8000,
    /** Of each key or address, where others can reach the server; 1 to 100,000. */
    requestsPerMinute: 600,
    /** Articles on a page when nothing is said, and at most. */
    articles: 50,
    maxArticles: 500,
  },
  page: {
    /** Results on one page; 1 to 20. */
    results: 8,
    /** Articles on one page of the list beside the map; 10 to 500. */
    articles: 50,
    /** Questions that an empty page proposes; 0 to 6. */
    examples: 3,
    /** Places of one article that are marked for a question; 1 to 20. */
    matches: 5,
  },
} as const;
