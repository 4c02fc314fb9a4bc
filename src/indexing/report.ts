// What does an indexing run tell?

export interface Failure {
  readonly path: string;
  /** Why, to be read after "path: ". */
  readonly reason: string;
}

/** What is wrong with an entry of a file, which is named as on the disk, and the entry after it. */
export function failureIn(
  file: { readonly path: string; readonly absolutePath: string },
  entry: { readonly path: string; readonly reason: string },
): Failure {
  return { path: file.absolutePath + entry.path.slice(file.path.length), reason: entry.reason };
}

/** State of a run. */
export interface Progress {
  /** Files that have to be read; those unchanged since the last run are not among them. */
  readonly files: { readonly done: number; readonly total: number };
  /** Articles met so far, and how many of them stay as they are. */
  readonly articles: number;
  readonly unchanged: number;
  /** Passages of new and changed articles: written, and expected in all by what the files read so far had. */
  readonly passages: { readonly done: number; readonly expected: number };
  /** Passages that were embedded, and those whose vectors were there. */
  readonly embedded: number;
  readonly reused: number;
  readonly failed: number;
  readonly seconds: number;
  /** Passages a second so far, and how long the rest takes at this rate; null until the first is written. */
  readonly rate: number;
  readonly secondsLeft: number | null;
}

export interface Report {
  readonly articles: {
    readonly read: number;
    readonly added: number;
    readonly changed: number;
    /** Same article, another place. */
    readonly moved: number;
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
  /** Whether this run made it; where nothing has changed, the one before goes on. */
  readonly published: boolean;
  readonly failures: readonly Failure[];
}
