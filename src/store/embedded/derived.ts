// What of a generation is kept in memory to search it, and how is it made from the tables?
// All of it can be made again at any time: the files save the time, and are refused when their checksums are wrong.
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { SETTINGS } from "../../settings.ts";
import { readArrayFile, writeArrayFile } from "./array-file.ts";
import { type Db, float32s } from "./database.ts";
import { VectorGraph } from "./graph.ts";
import { type PostingArrays, Postings } from "./postings.ts";

/** Columns by ordinal: passages, and articles, of the generation in the order of their rows. */
export interface Derived {
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
  readonly graph: VectorGraph;
}

const { bm25 } = SETTINGS.search;

/** The rows that a generation sees, and in which order. */
const PASSAGES = `FROM passage p JOIN article a ON a.row = p.article
  WHERE a.born <= @g AND (a.died IS NULL OR a.died > @g) ORDER BY p.row`;
const ARTICLES = `FROM article WHERE born <= @g AND (died IS NULL OR died > @g) ORDER BY row`;

function liveRows(db: Db, generation: number): number[] {
  return db.prepare(`SELECT p.row ${PASSAGES}`).pluck().all({ g: generation }) as number[];
}

/** Makes everything from the tables; `graph` may hold some of the vectors already, and is brought up to date. */
export function derive(db: Db, generation: number, dimensions: number, graph: VectorGraph): Derived {
  const columns = deriveColumns(db, generation, dimensions);
  return { ...columns, graph: updated(graph, columns.passageRows, columns.vectors, dimensions) };
}

/** All of it but the graph. */
export function deriveColumns(db: Db, generation: number, dimensions: number): Omit<Derived, "graph"> {
  const g = { g: generation };
  const articleRows = Int32Array.from(db.prepare(`SELECT row ${ARTICLES}`).pluck().all(g) as number[]);
  const articleOrdinals = new Map(Array.from(articleRows, (row, ordinal) => [row, ordinal]));
  const passageRows = Int32Array.from(liveRows(db, generation));
  const count = passageRows.length;
  const terms = (db.prepare("SELECT coalesce(max(row), -1) + 1 FROM term").pluck().get() as number) ?? 0;
  const passageTerms = db.prepare(`SELECT p.terms ${PASSAGES}`).pluck();
  const articleTerms = db.prepare(`SELECT terms ${ARTICLES}`).pluck();
  const derived = {
    passageRows,
    articleOf: new Int32Array(count),
    starts: new Int32Array(count),
    ends: new Int32Array(count),
    vectors: new Float32Array(count * dimensions),
    articleRows,
    passagePostings: Postings.build(() => passageTerms.iterate(g) as Iterable<Buffer>, count, terms, bm25),
    articlePostings: Postings.build(() => articleTerms.iterate(g) as Iterable<Buffer>, articleRows.length, terms, bm25),
  };
  const places = db.prepare(`SELECT p.article, p.start, p."end" ${PASSAGES}`).raw().iterate(g);
  let ordinal = 0;
  for (const [article, start, end] of places as Iterable<number[]>) {
    derived.articleOf[ordinal] = articleOrdinals.get(article) as number;
    derived.starts[ordinal] = start;
    derived.ends[ordinal++] = end;
  }
  fillVectors(db, g, dimensions, derived.vectors);
  return derived;
}

function fillVectors(db: Db, g: { g: number }, dimensions: number, vectors: Float32Array): void {
  const blobs = db
    .prepare(`SELECT (SELECT vector FROM vector v WHERE v.row = p.vector) ${PASSAGES}`)
    .pluck()
    .iterate(g);
  let at = 0;
  for (const blob of blobs as Iterable<Buffer>) {
    vectors.set(float32s(blob), at);
    at += dimensions;
  }
}

function updated(graph: VectorGraph, rows: Int32Array, vectors: Float32Array, dimensions: number): VectorGraph {
  const kept = graph.retain(new Set(rows)) ? graph : VectorGraph.empty(dimensions, SETTINGS.index.graph);
  rows.forEach((row, ordinal) => {
    if (!kept.has(row)) kept.add(row, vectors.subarray(ordinal * dimensions, (ordinal + 1) * dimensions));
  });
  return kept;
}

const arraysPath = (folder: string, generation: number) => join(folder, `generation-${generation}.arrays`);
const graphPath = (folder: string, generation: number) => join(folder, `generation-${generation}.hnsw`);

export async function saveDerived(folder: string, generation: number, derived: Derived): Promise<void> {
  const graph = await derived.graph.save(graphPath(folder, generation));
  await writeArrayFile(arraysPath(folder, generation), { meta: { graph }, arrays: arraysOf(derived) });
}

/** By the names that they have in the file. */
export function arraysOf(derived: Omit<Derived, "graph">): Record<string, Float32Array | Int32Array> {
  const { passageRows, articleOf, starts, ends, vectors, articleRows } = derived;
  return {
    ...{ passageRows, articleOf, starts, ends, vectors, articleRows },
    ...prefixed("passage", derived.passagePostings.arrays),
    ...prefixed("article", derived.articlePostings.arrays),
  };
}

/** null where a file is missing or damaged. */
export async function loadDerived(folder: string, generation: number, dimensions: number): Promise<Derived | null> {
  const file = readArrayFile(arraysPath(folder, generation));
  if (!file) return null;
  const { graph: checksum } = file.meta as { graph: string };
  const arrays = file.arrays as Record<string, Int32Array>;
  const { passageRows, articleOf, starts, ends, articleRows } = arrays;
  const path = graphPath(folder, generation);
  const graph = await VectorGraph.load(path, checksum, passageRows, dimensions, SETTINGS.index.graph);
  if (!graph) return null;
  return {
    ...{ passageRows, articleOf, starts, ends, articleRows, graph },
    vectors: file.arrays.vectors as Float32Array,
    passagePostings: new Postings(unprefixed("passage", arrays), bm25),
    articlePostings: new Postings(unprefixed("article", arrays), bm25),
  };
}

/** Removes the files of the generations that `unwanted` says yes to. */
export async function removeDerived(folder: string, unwanted: (generation: number) => boolean): Promise<void> {
  for (const name of await readdir(folder)) {
    const generation = /^generation-(\d+)\./.exec(name)?.[1];
    if (generation && unwanted(Number(generation))) await rm(join(folder, name), { force: true });
  }
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
