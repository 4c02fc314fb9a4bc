// Indexes a folder with the stand-in embedder, and tells everything that an index holds.
import Database from "better-sqlite3";
import { findRoot } from "../../src/article/files.ts";
import type { Embedder } from "../../src/embedding/embedder.ts";
import { type IndexingOptions, indexArticles } from "../../src/indexing/index-articles.ts";
import { databasePath } from "../../src/store/embedded/database.ts";
import { EmbeddedStore } from "../../src/store/embedded/store.ts";
import { countWords } from "./stand-in-embedder.ts";

export async function indexFolder(
  folders: string | readonly string[],
  index: string,
  embedder: Embedder,
  more: Partial<IndexingOptions> = {},
) {
  const store = new EmbeddedStore({ folder: index });
  const roots = await Promise.all([folders].flat().map(findRoot));
  const fixed = { store, embedder, roots, countTokens: countWords, measureBackground: async () => null };
  try {
    return await indexArticles({ ...fixed, ...more });
  } finally {
    await store.close();
  }
}

interface Row {
  row: number;
  terms: Buffer;
}

/** All rows that the published generation sees, with names in place of row numbers: equal indexes give equal lists. */
export function everyRow(index: string): unknown[] {
  const db = new Database(databasePath(index), { readonly: true });
  const stems = new Map(db.prepare("SELECT row, stem FROM term").raw().all() as [number, string][]);
  const words = (blob: Buffer) => {
    const pairs = new Int32Array(new Uint8Array(blob).buffer);
    return Array.from(
      { length: pairs.length / 2 },
      (_, at) => `${stems.get(pairs[2 * at])} ${pairs[2 * at + 1]}`,
    ).sort();
  };
  const g = { g: db.prepare("SELECT max(number) FROM generation WHERE published IS NOT NULL").pluck().get() };
  const articles = db.prepare(
    `SELECT row, id, path, hash, title, text, url, site, author, published, terms FROM article
     WHERE born <= @g AND (died IS NULL OR died > @g) ORDER BY path, root`,
  );
  const passages = db.prepare(
    `SELECT p.start, p."end", p.paragraph, p.text, hex(p.sentences) AS sentences, p.terms, v.key, hex(v.vector) AS vector,
            hex(v.sentences) AS sentenceVectors
     FROM passage p JOIN vector v ON v.row = p.vector WHERE p.article = ? ORDER BY p.row`,
  );
  try {
    return (articles.all(g) as Row[]).map(({ row, terms, ...article }) => ({
      ...article,
      terms: words(terms),
      passages: (passages.all(row) as Row[]).map((passage) => ({ ...passage, terms: words(passage.terms) })),
    }));
  } finally {
    db.close();
  }
}
