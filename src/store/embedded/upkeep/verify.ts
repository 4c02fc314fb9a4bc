// Is the index what it should be?
import { SqliteError } from "better-sqlite3";
import type { Article } from "../../../article/article.ts";
import { titleBeyondText } from "../../../article/title.ts";
import { AskwireError, IndexDamagedError, NoIndexError } from "../../../errors.ts";
import { spansOf } from "../../../text/spans.ts";
import { hashOf, passageKey } from "../../keys.ts";
import type { GenerationInfo, KnownArticle } from "../../store.ts";
import { arraysOf, deriveColumns, VISIBLE } from "../columns.ts";
import { type Db, databaseFile, float32s, int32s, openForReading } from "../database.ts";
import { type Derived, loadDerived } from "../derived.ts";
import { mendable } from "../disk.ts";
import { publishedInfo } from "../published.ts";

/** Farthest that a vector's length may be from 1: Float32 rounds, and sums of 384 squares round a little more. */
const ROUNDING = 1e-3;
/** Sentences about one kind of damage; the rest is counted. */
const TOLD = 5;

/** What is wrong, a sentence each; nothing where every invariant holds. @throws NoIndexError, IndexDamagedError */
export async function verifyIndex(folder: string): Promise<string[]> {
  const { db, info } = openPublished(folder);
  // What cannot be read as it should be is not looked into: each of these stands on those before it.
  const checks = [
    () => [...tables(db), ...counts(db, info), ...shortened(shapes(db))],
    () => [...shortened(articles(db, info)), ...shortened(passages(db, info)), ...shortened(vectors(db, info))],
    () => derived(db, info, folder),
  ];
  try {
    for (const check of checks) {
      const problems = await check();
      if (problems.length > 0) return problems;
    }
    return [];
  } catch (error) {
    if (!(error instanceof SqliteError)) throw error;
    return [`The database is damaged: ${error.message}.`];
  } finally {
    db.close();
  }
}

/** @throws NoIndexError; IndexDamagedError where the tables do not say what is published. */
export function openPublished(folder: string): { db: Db; info: GenerationInfo } {
  const db = databaseFile(folder) === null ? null : openForReading(folder);
  try {
    const info = db && publishedInfo(db);
    if (db && info) return { db, info };
  } catch (error) {
    db?.close();
    throw unreadable(error, folder);
  }
  db?.close();
  throw new NoIndexError(
    `There is no index in ${folder}: run \`npm run index -- FOLDER\` first, or name it with --index.`,
  );
}

function unreadable(error: unknown, folder: string): unknown {
  const told = mendable(error, folder);
  if (told instanceof AskwireError) return told;
  return new IndexDamagedError(
    `The index in ${folder} is damaged (${(error as Error).message}): restore a snapshot, or delete the folder and index again.`,
    { cause: error },
  );
}

function* tables(db: Db): Generator<string> {
  for (const problem of db.pragma("integrity_check") as { integrity_check: string }[])
    if (problem.integrity_check !== "ok") yield `The database is damaged: ${problem.integrity_check}.`;
  for (const { table, parent } of db.pragma("foreign_key_check") as { table: string; parent: string }[])
    yield `A row of table ${table} names a row of ${parent} that is not there.`;
}

function* counts(db: Db, { generation, ...info }: GenerationInfo): Generator<string> {
  const count = (sql: string) => db.prepare(sql).pluck().get({ g: generation }) as number;
  const articles = count(`SELECT count(*) FROM article a WHERE ${VISIBLE}`);
  const found = count(`SELECT count(*) FROM passage p JOIN article a ON a.row = p.article WHERE ${VISIBLE}`);
  if (articles !== info.articles) yield `Generation ${generation} has ${articles} articles, not ${info.articles}.`;
  if (found !== info.passages) yield `Generation ${generation} has ${found} passages, not ${info.passages}.`;
  const twice = count(`SELECT count(*) - count(DISTINCT a.id) FROM article a WHERE ${VISIBLE}`);
  if (twice > 0) yield `${twice} articles have the id of another.`;
}

/** Bytes of one value of each kind. */
const SHAPES = [
  { table: "article", column: "terms", unit: 8 },
  { table: "passage", column: "terms", unit: 8 },
  { table: "passage", column: "sentences", unit: 8 },
  { table: "vector", column: "vector", unit: 4 },
  { table: "vector", column: "sentences", unit: 1 },
] as const;

/** Columns of numbers are whole numbers of numbers. */
function* shapes(db: Db): Generator<string> {
  for (const { table, column, unit } of SHAPES) {
    const rows = db.prepare(
      `SELECT row FROM ${table} WHERE typeof(${column}) <> 'blob' OR length(${column}) % ${unit} <> 0`,
    );
    for (const row of rows.pluck().iterate())
      yield `Row ${row} of table ${table} has a column ${column} that is cut short.`;
  }
}

/** Articles are what was read. */
function* articles(db: Db, { generation }: GenerationInfo): Generator<string> {
  const rows = db.prepare(`SELECT * FROM article a WHERE ${VISIBLE}`);
  for (const article of rows.iterate({ g: generation }) as Iterable<Article & KnownArticle>)
    if (hashOf(article) !== article.hash)
      yield `Article ${article.id} (${article.path}) is not what its hash says that was read.`;
}

interface PassageRow {
  row: number;
  path: string;
  title: string;
  whole: string;
  start: number;
  end: number;
  text: string;
  sentences: Buffer;
  vectors: number;
  key: string;
}

/** Passages and their sentences stand where they say, and have the vectors of what stands there. */
function* passages(db: Db, { generation, settings }: GenerationInfo): Generator<string> {
  const rows = db.prepare(
    `SELECT p.row, a.path, a.title, a.text AS whole, p.start, p."end", p.text, p.sentences,
            length(v.sentences) AS vectors, v.key
     FROM passage p JOIN article a ON a.row = p.article JOIN vector v ON v.row = p.vector WHERE ${VISIBLE}`,
  );
  for (const passage of rows.iterate({ g: generation }) as Iterable<PassageRow>) {
    const { path, whole, start, end, text } = passage;
    const where = `Passage ${passage.row} of ${path}`;
    if (whole.slice(start, end) !== text) yield `${where} is not what stands at ${start} to ${end} of its article.`;
    const offsets = int32s(passage.sentences);
    const ascend = offsets.every((offset, at) => offset >= (offsets[at - 1] ?? start) && offset <= end);
    if (!ascend || offsets.length === 0) yield `${where} has sentences that are not in it, in order.`;
    else if (passage.key !== keyOf(passage, offsets)) yield `${where} has the vector of another text.`;
    if (passage.vectors !== (offsets.length / 2) * settings.dimensions)
      yield `${where} has ${offsets.length / 2} sentences and not as many sentence vectors.`;
  }
}

function keyOf({ title, whole }: PassageRow, offsets: Int32Array): string {
  const sentences = spansOf(offsets).map(({ start, end }) => whole.slice(start, end));
  return passageKey(titleBeyondText({ title, text: whole }), sentences);
}

/** Those of another model may still be kept, for the generation before. */
function* vectors(db: Db, { settings: { dimensions, modelFingerprint } }: GenerationInfo): Generator<string> {
  const rows = db.prepare("SELECT row, vector FROM vector WHERE model = ?").raw();
  for (const [row, blob] of rows.iterate(modelFingerprint) as Iterable<[number, Buffer]>) {
    const length = Math.hypot(...float32s(blob));
    if (blob.length !== 4 * dimensions) yield `Vector ${row} has ${blob.length / 4} numbers, not ${dimensions}.`;
    else if (!(Math.abs(length - 1) < ROUNDING)) yield `Vector ${row} has length ${length.toFixed(4)}, not 1.`;
  }
}

async function derived(db: Db, { generation, settings }: GenerationInfo, folder: string): Promise<string[]> {
  const kept = await loadDerived(folder, generation, settings.dimensions);
  if (!kept) return [`The files derived for generation ${generation} are missing, or their checksums are wrong.`];
  const fresh = arraysOf(deriveColumns(db, generation, settings.dimensions, null));
  const differing = Object.entries(arraysOf(kept)).filter(([name, array]) => !sameNumbers(array, fresh[name]));
  const arrays = differing.map(
    ([name]) => `The array ${name} of generation ${generation} is not what the tables give.`,
  );
  return [...arrays, ...shortened(graph(kept, settings.dimensions))];
}

/** Every passage's vector is in the graph, under its row, and nothing else can be found there. */
function* graph({ graph, passageRows, vectors }: Derived, dimensions: number): Generator<string> {
  if (graph.size !== passageRows.length) yield `The graph has ${graph.size} passages, not ${passageRows.length}.`;
  for (const [ordinal, row] of passageRows.entries()) {
    const vector = vectors.subarray(ordinal * dimensions, (ordinal + 1) * dimensions);
    if (!graph.holds(row, vector)) yield `The graph has another vector for passage ${row}, or none.`;
  }
}

function sameNumbers(a: Float32Array | Int32Array, b: Float32Array | Int32Array): boolean {
  return a.length === b.length && Buffer.compare(bytes(a), bytes(b)) === 0;
}

function bytes({ buffer, byteOffset, byteLength }: Float32Array | Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function shortened(problems: Iterable<string>): string[] {
  const all = [...problems];
  return all.length <= TOLD ? all : [...all.slice(0, TOLD), `${all.length - TOLD} more like the last.`];
}
