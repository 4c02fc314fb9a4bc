// What is kept for good, and where?
// One SQLite file holds articles, passages, vectors and words: everything else in the folder is derived from it.
import { statSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { IndexDamagedError, IndexMismatchError } from "../../errors.ts";
import { codeOf, mendable } from "./disk.ts";

export type Db = Database.Database;

/** Version of the tables below. */
const TABLES = 2;

const SCHEMA = `
  -- Articles are never changed, only replaced. Generation g sees those with born <= g and (died is null or died > g).
  CREATE TABLE article (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    root TEXT NOT NULL,
    path TEXT NOT NULL,
    hash TEXT NOT NULL,
    title TEXT NOT NULL, text TEXT NOT NULL, url TEXT, site TEXT, author TEXT, published TEXT,
    terms BLOB NOT NULL,            -- Int32 pairs: term row, count
    born INTEGER NOT NULL,
    died INTEGER
  );
  CREATE INDEX article_id ON article (id);
  CREATE INDEX article_path ON article (root, path);
  CREATE INDEX article_born ON article (born);
  CREATE INDEX article_died ON article (died);
  CREATE TABLE passage (
    row INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again: the graph knows vectors by it
    article INTEGER NOT NULL REFERENCES article (row),
    start INTEGER NOT NULL,         -- UTF-16 code units of the article's text
    "end" INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    text TEXT NOT NULL,
    sentences BLOB NOT NULL,        -- Int32 pairs: start, end
    terms BLOB NOT NULL,            -- Int32 pairs: term row, count
    vector INTEGER NOT NULL REFERENCES vector (row)
  );
  CREATE INDEX passage_article ON passage (article);
  CREATE INDEX passage_vector ON passage (vector);
  CREATE TABLE vector (
    row INTEGER PRIMARY KEY,
    key TEXT NOT NULL,              -- hash of the text
    model TEXT NOT NULL,            -- fingerprint of what made it
    vector BLOB NOT NULL,           -- Float32, unit length
    sentences BLOB NOT NULL,        -- Int8, a vector a sentence, in 127ths
    UNIQUE (key, model)
  );
  -- Files whose articles are in the newest generation, published or not, as they were read.
  CREATE TABLE file (
    root TEXT NOT NULL,
    path TEXT NOT NULL,
    stamp TEXT NOT NULL,            -- size and time
    born INTEGER NOT NULL,
    PRIMARY KEY (root, path)
  ) WITHOUT ROWID;
  CREATE TABLE term (row INTEGER PRIMARY KEY, stem TEXT NOT NULL UNIQUE);
  CREATE TABLE generation (
    number INTEGER PRIMARY KEY,
    settings TEXT NOT NULL,         -- JSON: IndexSettings
    published TEXT,                 -- ISO 8601; null while it is written
    articles INTEGER, passages INTEGER,
    background TEXT                 -- JSON: Background
  );
  PRAGMA user_version = ${TABLES};
`;

export function databasePath(folder: string): string {
  return join(folder, "askwire.sqlite");
}

/** Number of the file, another for each that is made; null where there is none. @throws DiskError, UsageError */
export function databaseFile(folder: string): number | null {
  try {
    return statSync(databasePath(folder), { throwIfNoEntry: false })?.ino ?? null;
  } catch (error) {
    throw mendable(error, folder);
  }
}

/** A connection that may write; makes the tables where there are none. @throws IndexDamagedError, IndexMismatchError, DiskError */
export function openForWriting(folder: string): Db {
  return opened(folder, {}, (db) => {
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = NORMAL");
    if (db.pragma("user_version", { simple: true }) === 0) db.transaction(() => db.exec(SCHEMA)).immediate();
  });
}

/** A connection that only reads. @throws the same */
export function openForReading(folder: string): Db {
  return opened(folder, { readonly: true }, () => {});
}

function opened(folder: string, options: Database.Options, prepare: (db: Db) => void): Db {
  let db: Db | null = null;
  try {
    db = new Database(databasePath(folder), options);
    prepare(db);
    refuseOtherTables(db, folder);
    return db;
  } catch (error) {
    db?.close();
    throw isDamage(error) ? damaged(error, folder) : mendable(error, folder);
  }
}

function refuseOtherTables(db: Db, folder: string): void {
  const version = db.pragma("user_version", { simple: true });
  if (version !== TABLES && version !== 0)
    throw new IndexMismatchError(
      `The index in ${folder} was written by another version of Askwire; delete the folder and index again.`,
    );
}

/** Whether the tables are those of this version of Askwire. */
export function isOurs(db: Db): boolean {
  const tables = db.prepare("SELECT count(*) FROM sqlite_master WHERE name IN ('article', 'passage', 'generation')");
  return db.pragma("user_version", { simple: true }) === TABLES && tables.pluck().get() === 3;
}

/** Only then is there nothing to lose: an index that cannot be opened may be whole. */
export function isDamage(error: unknown): boolean {
  return ["SQLITE_CORRUPT", "SQLITE_NOTADB"].includes(codeOf(error));
}

function damaged(error: unknown, folder: string): IndexDamagedError {
  return new IndexDamagedError(
    `${databasePath(folder)} cannot be read (${(error as Error).message}); delete the folder and index again.`,
    { cause: error },
  );
}

/** Bytes of a typed array, as SQLite takes them. */
export function toBlob(array: Float32Array | Int32Array | Int8Array): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}

/** A copy, so that it is aligned and does not hold on to SQLite's buffer. */
export function int32s(blob: Buffer): Int32Array {
  return new Int32Array(new Uint8Array(blob).buffer);
}

export function float32s(blob: Buffer): Float32Array {
  return new Float32Array(new Uint8Array(blob).buffer);
}
