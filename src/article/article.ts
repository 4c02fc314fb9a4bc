// What is an article?

/** One document as it was read. */
export interface Article {
  /** Relative to the indexed folder, `/` between names; in files of many articles `file#entry`. */
  readonly path: string;
  readonly title: string;
  /** Exactly as stored; every offset counts UTF-16 code units of this string. */
  readonly text: string;
  readonly url: string | null;
  readonly site: string | null;
  readonly author: string | null;
  /** ISO 8601 date or date-time. */
  readonly published: string | null;
}

/** What a reader of one format makes of a file; a title that is null or empty is looked for in the text. */
export interface ArticleContent {
  readonly text: string;
  readonly title: string | null;
  readonly url: string | null;
  readonly site: string | null;
  readonly author: string | null;
  readonly published: string | null;
}
