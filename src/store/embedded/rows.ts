// Which rows does writing a generation add, mark and delete?
// Statements are prepared once: a passage would otherwise cost more in parsing SQL than in writing.
import type { Article } from "../../article/article.ts";
import type { PassageVectors } from "../../embedding/encoder.ts";
import { offsetsOf } from "../../text/spans.ts";
import type { Term } from "../../text/terms.ts";
import { articleId } from "../article-id.ts";
import { in127ths } from "../in-127ths.ts";
import type { KeyedPassage } from "../store.ts";
import { type Db, float32s, toBlob } from "./database.ts";

export class Rows {
  private readonly sql: Statements;
  private readonly termRows: Map<string, number>;

  /** Of the next `generation`, with vectors of the model with this fingerprint. */
  constructor(
    db: Db,
    private readonly generation: number,
    private readonly model: string,
  ) {
    this.sql = prepared(db);
    this.termRows = new Map(db.prepare("SELECT stem, row FROM term").raw().all() as [string, number][]);
  }

  hasVector(key: string): boolean {
    return this.sql.vectorRow.get(key, this.model) !== undefined;
  }

  vector(key: string): Float32Array {
    return float32s(this.sql.vector.get(key, this.model) as Buffer);
  }

  insertVectors(key: string, { vector, sentences }: PassageVectors): void {
    this.sql.insertVector.run(key, this.model, toBlob(vector), toBlob(in127ths(sentences)));
  }

  insertArticle(id: string, root: string, article: Article, hash: string, words: readonly Term[]): number {
    const { path, title, text, url, site, author, published } = article;
    const counted = this.counted(words);
    const { lastInsertRowid } = this.sql.insertArticle.run(
      ...[id, root, path, hash, title, text, url, site, author, published, counted, this.generation],
    );
    return Number(lastInsertRowid);
  }

  /** `inside` are the words that stand in the passage. */
  insertPassage(article: number, passage: KeyedPassage, inside: readonly Term[]): number {
    const { start, end, paragraph, text, key } = passage;
    const spans = toBlob(Int32Array.from(offsetsOf(passage.sentences)));
    const vector = this.sql.vectorRow.get(key, this.model);
    const { lastInsertRowid } = this.sql.insertPassage.run(
      ...[article, start, end, paragraph, text, spans, this.counted(inside), vector],
    );
    return Number(lastInsertRowid);
  }

  /** The id that this place has had; a new one is made of the path, and of the root too where the short one is taken. */
  idFor(root: string, path: string): string {
    const known = this.sql.lastId.get(root, path) as string | undefined;
    if (known && this.sql.elsewhere.get(known, root, path) === undefined) return known;
    const short = articleId(path);
    return this.sql.taken.get(short) === undefined ? short : articleId(`${root}\n${path}\n${known ?? ""}`);
  }

  /** Rows that no published generation has seen go at once; others are marked, and go when nobody can see them. */
  bury(id: string): void {
    for (const row of this.sql.unseen.all(id, this.generation)) this.deleteArticle(row as number);
    this.sql.markDead.run(this.generation, id);
  }

  setFile(root: string, path: string, stamp: string | null): void {
    if (stamp === null) this.sql.deleteFile.run(root, path);
    else this.sql.insertFile.run(root, path, stamp, this.generation);
  }

  /** Undoes all that this generation did so far. Vectors stay: they are true of their texts whatever becomes of them. */
  discard(): void {
    for (const row of this.sql.bornIn.all(this.generation)) this.deleteArticle(row as number);
    this.sql.unmark.run(this.generation);
    this.sql.deleteFilesOf.run(this.generation);
  }

  /** Begins with nothing. */
  buryAll(): void {
    this.sql.markAllDead.run(this.generation);
    this.sql.deleteFiles.run();
  }

  /** Deletes what only generations before `oldest` could see, and the vectors that are then nobody's. */
  forget(oldest: number): void {
    const dead = this.sql.deadBefore.all(oldest);
    for (const row of dead) this.deleteArticle(row as number);
    this.sql.deleteGenerations.run(oldest);
    if (dead.length > 0) this.sql.deleteLooseVectors.run();
  }

  private deleteArticle(row: number): void {
    this.sql.deletePassages.run(row);
    this.sql.deleteArticle.run(row);
  }

  /** Int32 pairs of term row and count, by row. */
  private counted(words: readonly Term[]): Buffer {
    const counts = new Map<number, number>();
    for (const { stem } of words) {
      const row = this.termRow(stem);
      counts.set(row, (counts.get(row) ?? 0) + 1);
    }
    const rows = Int32Array.from(counts.keys()).sort();
    const pairs = new Int32Array(2 * rows.length);
    for (const [at, row] of rows.entries()) pairs.set([row, counts.get(row) ?? 0], 2 * at);
    return toBlob(pairs);
  }

  private termRow(stem: string): number {
    const known = this.termRows.get(stem) ?? (this.sql.termRow.get(stem) as number | undefined);
    const row = known ?? Number(this.sql.insertTerm.run(stem).lastInsertRowid);
    this.termRows.set(stem, row);
    return row;
  }
}

type Statements = ReturnType<typeof prepared>;

function prepared(db: Db) {
  return {
    vectorRow: db.prepare("SELECT row FROM vector WHERE key = ? AND model = ?").pluck(),
    vector: db.prepare("SELECT vector FROM vector WHERE key = ? AND model = ?").pluck(),
    insertVector: db.prepare("INSERT OR IGNORE INTO vector (key, model, vector, sentences) VALUES (?, ?, ?, ?)"),
    insertArticle: db.prepare(
      `INSERT INTO article (id, root, path, hash, title, text, url, site, author, published, terms, born)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    insertPassage: db.prepare(
      `INSERT INTO passage (article, start, "end", paragraph, text, sentences, terms, vector)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    termRow: db.prepare("SELECT row FROM term WHERE stem = ?").pluck(),
    insertTerm: db.prepare("INSERT INTO term (stem) VALUES (?)"),
    lastId: db.prepare("SELECT id FROM article WHERE root = ? AND path = ? ORDER BY row DESC LIMIT 1").pluck(),
    elsewhere: db
      .prepare("SELECT 1 FROM article WHERE id = ? AND died IS NULL AND NOT (root = ? AND path = ?)")
      .pluck(),
    taken: db.prepare("SELECT 1 FROM article WHERE id = ?").pluck(),
    unseen: db.prepare("SELECT row FROM article WHERE id = ? AND born = ?").pluck(),
    markDead: db.prepare("UPDATE article SET died = ? WHERE id = ? AND died IS NULL"),
    insertFile: db.prepare("INSERT OR REPLACE INTO file (root, path, stamp, born) VALUES (?, ?, ?, ?)"),
    deleteFile: db.prepare("DELETE FROM file WHERE root = ? AND path = ?"),
    bornIn: db.prepare("SELECT row FROM article WHERE born = ?").pluck(),
    unmark: db.prepare("UPDATE article SET died = NULL WHERE died = ?"),
    deleteFilesOf: db.prepare("DELETE FROM file WHERE born = ?"),
    markAllDead: db.prepare("UPDATE article SET died = ? WHERE died IS NULL"),
    deleteFiles: db.prepare("DELETE FROM file"),
    deadBefore: db.prepare("SELECT row FROM article WHERE died <= ?").pluck(),
    deleteGenerations: db.prepare("DELETE FROM generation WHERE number < ?"),
    deleteLooseVectors: db.prepare(
      "DELETE FROM vector WHERE NOT EXISTS (SELECT 1 FROM passage WHERE passage.vector = vector.row)",
    ),
    deletePassages: db.prepare("DELETE FROM passage WHERE article = ?"),
    deleteArticle: db.prepare("DELETE FROM article WHERE row = ?"),
  };
}
