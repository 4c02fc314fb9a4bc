// What does an indexing run tell?

export interface Failure {
  readonly path: string;
  /** Why, to be read after "path: ". */
  readonly reason: string;
}

/** State of a run, told after each article. */
export interface Progress {
  readonly articles: { readonly done: number; readonly total: number };
  /** Passages of the articles done, and how many of those had to be embedded. */
  readonly passages: number;
  readonly embedded: number;
  readonly seconds: number;
}

export interface Report {
  readonly articles: {
    readonly read: number;
    readonly added: number;
    readonly changed: number;
    readonly removed: number;
    readonly unchanged: number;
    readonly failed: number;
  };
  /** In the published generation; each was embedded in this run or its vector was there already. */
  readonly passages: number;
  readonly embedded: number;
  readonly reused: number;
  readonly seconds: number;
  readonly generation: number;
  readonly failures: readonly Failure[];
}
