// Which columns are kept in memory, and how are they made from the tables?
// From those of the generation before, where there are any: at 60,000 passages it takes a tenth of reading all rows.
import { SETTINGS } from "../../settings.ts";
import { type Db, float32s } from "./database.ts";
import { type PostingArrays, Postings } from "./postings.ts";

/** By ordinal: passages, and articles, of the generation in the order of their rows. */
export interface Columns {
  readonly passageRows: Int32Array;
  /** Ordinal of each passage's article. */
  readonly articleOf: Int32Array;
  /** Offsets of each passage in its article's text. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** One after the other, unit length. */
  readonly vectors: Float32Array;
  readonly articleRows: Int32Array;
  readonly passagePostings: Postings;
  readonly articlePostings: Postings;
}

const { bm25 } = SETTINGS.search;

/** Of the articles `a`, those that generation @g sees. */
export const VISIBLE = "a.born <= @g AND (a.died IS NULL OR a.died > @g)";
/** Rows are never used again, so all that came after the generation before have greater ones. */
const ADDED_ARTICLES = `FROM article a WHERE ${VISIBLE} AND a.row > @newest ORDER BY a.row`;
const ADDED_PASSAGES = `FROM passage p JOIN article a ON a.row = p.article
  WHERE ${VISIBLE} AND a.row > @newest ORDER BY p.row`;

/** Columns of a generation; `before` are those of the one before, null where there is none. */
export function deriveColumns(db: Db, generation: number, dimensions: number, before: Columns | null): Columns {
  const old = before ?? noColumns();
  const bound = { g: generation, newest: old.articleRows.at(-1) ?? 0 };
  const read = (sql: string) => db.prepare(sql).pluck();
  const live = new Set(read(`SELECT a.row FROM article a WHERE ${VISIBLE}`).all({ g: generation }) as number[]);
  const articles = renumbered(old.articleRows.length, (ordinal) => live.has(old.articleRows[ordinal]));
  const passages = renumbered(old.passageRows.length, (ordinal) => articles[old.articleOf[ordinal]] >= 0);
  const articleRows = joined(old.articleRows, articles, read(`SELECT a.row ${ADDED_ARTICLES}`).all(bound) as number[]);
  const passageRows = joined(old.passageRows, passages, read(`SELECT p.row ${ADDED_PASSAGES}`).all(bound) as number[]);
  const articleOrdinals = new Map(Array.from(articleRows, (row, ordinal) => [row, ordinal]));
  const added = (column: string) => read(`SELECT ${column} ${ADDED_PASSAGES}`).all(bound) as number[];
  const addedArticles = added("p.article").map((row) => articleOrdinals.get(row) as number);
  const terms = read("SELECT coalesce(max(row), -1) + 1 FROM term").get() as number;
  const passageTerms = read(`SELECT p.terms ${ADDED_PASSAGES}`);
  const articleTerms = read(`SELECT a.terms ${ADDED_ARTICLES}`);
  return {
    passageRows,
    articleOf: joined(old.articleOf, passages, addedArticles, (article) => articles[article]),
    starts: joined(old.starts, passages, added("p.start")),
    ends: joined(old.ends, passages, added('p."end"')),
    vectors: joinedVectors(old.vectors, passages, passageRows.length, dimensions, () =>
      read(`SELECT (SELECT vector FROM vector v WHERE v.row = p.vector) ${ADDED_PASSAGES}`).iterate(bound),
    ),
    articleRows,
    passagePostings: Postings.build(
      old.passagePostings.arrays,
      passages,
      () => passageTerms.iterate(bound) as Iterable<Buffer>,
      { documents: passageRows.length, terms },
      bm25,
    ),
    articlePostings: Postings.build(
      old.articlePostings.arrays,
      articles,
      () => articleTerms.iterate(bound) as Iterable<Buffer>,
      { documents: articleRows.length, terms },
      bm25,
    ),
  };
}

/** By the names that they have in the file. */
export function arraysOf(columns: Columns): Record<string, Float32Array | Int32Array> {
  const { passageRows, articleOf, starts, ends, vectors, articleRows } = columns;
  return {
    ...{ passageRows, articleOf, starts, ends, vectors, articleRows },
    ...prefixed("passage", columns.passagePostings.arrays),
    ...prefixed("article", columns.articlePostings.arrays),
  };
}

/** The reverse. */
export function columnsOf(file: Readonly<Record<string, Float32Array | Int32Array>>): Columns {
  const arrays = file as Record<string, Int32Array>;
  const { passageRows, articleOf, starts, ends, articleRows } = arrays;
  return {
    ...{ passageRows, articleOf, starts, ends, articleRows },
    vectors: file.vectors as Float32Array,
    passagePostings: new Postings(unprefixed("passage", arrays), bm25),
    articlePostings: new Postings(unprefixed("article", arrays), bm25),
  };
}

function noColumns(): Columns {
  const none = new Int32Array();
  const postings = new Postings({ starts: new Int32Array(1), docs: none, counts: none, lengths: none }, bm25);
  return {
    ...{ passageRows: none, articleOf: none, starts: none, ends: none, articleRows: none },
    ...{ vectors: new Float32Array(), passagePostings: postings, articlePostings: postings },
  };
}

/** Where each of `count` goes when only some are kept, in order; -1 for the others. */
function renumbered(count: number, isKept: (ordinal: number) => boolean): Int32Array {
  let next = 0;
  return new Int32Array(count).map((_, ordinal) => (isKept(ordinal) ? next++ : -1));
}

/** What is kept of a column, changed by `change`, and what is added. */
function joined(old: Int32Array, ordinals: Int32Array, added: readonly number[], change = (value: number) => value) {
  const kept = old.filter((_, ordinal) => ordinals[ordinal] >= 0);
  const all = new Int32Array(kept.length + added.length);
  all.set(kept.map(change));
  all.set(added, kept.length);
  return all;
}

function joinedVectors(
  old: Float32Array,
  ordinals: Int32Array,
  count: number,
  dimensions: number,
  added: () => Iterable<unknown>,
): Float32Array {
  const vectors = new Float32Array(count * dimensions);
  let at = 0;
  for (const [before, ordinal] of ordinals.entries()) {
    if (ordinal < 0) continue;
    vectors.set(old.subarray(before * dimensions, (before + 1) * dimensions), at);
    at += dimensions;
  }
  for (const blob of added()) {
    vectors.set(float32s(blob as Buffer), at);
    at += dimensions;
  }
  return vectors;
}

function prefixed(name: string, { starts, docs, counts, lengths }: PostingArrays): Record<string, Int32Array> {
  return {
    [`${name}.starts`]: starts,
    [`${name}.docs`]: docs,
    [`${name}.counts`]: counts,
    [`${name}.lengths`]: lengths,
  };
}

function unprefixed(name: string, arrays: Record<string, Int32Array>): PostingArrays {
  return {
    starts: arrays[`${name}.starts`],
    docs: arrays[`${name}.docs`],
    counts: arrays[`${name}.counts`],
    lengths: arrays[`${name}.lengths`],
  };
}
