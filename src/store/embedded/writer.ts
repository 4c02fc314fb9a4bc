// How is the next generation written beside the current one?
import { createHash } from "node:crypto";
import type { Article } from "../../article/article.ts";
import { titleBeyondText } from "../../article/title.ts";
import type { PassageVectors } from "../../embedding/encoder.ts";
import { SETTINGS } from "../../settings.ts";
import { type Term, terms } from "../../text/terms.ts";
import type {
  Background,
  Generation,
  GenerationInfo,
  IndexSettings,
  KeyedPassage,
  KnownArticle,
  Writer,
} from "../store.ts";
import { type Db, toBlob } from "./database.ts";
import { derive, loadDerived, removeDerived, saveDerived } from "./derived.ts";
import { EmbeddedGeneration } from "./generation.ts";
import { VectorGraph } from "./graph.ts";

/** How many generations back readers may still be when a new one is out. */
const KEPT = 1;

export class EmbeddedWriter implements Writer {
  private sealed: EmbeddedGeneration | null = null;
  private readonly termRows: Map<string, number>;

  private constructor(
    private readonly folder: string,
    private readonly db: Db,
    private readonly settings: IndexSettings,
    readonly generation: number,
    private readonly graph: VectorGraph,
    private readonly release: () => void,
  ) {
    const all = db.prepare("SELECT stem, row FROM term").raw().all() as [string, number][];
    this.termRows = new Map(all);
  }

  /** Goes on with an unpublished generation of the same settings; one of others, or any for a rebuild, is thrown away. */
  static async begin(
    folder: string,
    db: Db,
    settings: IndexSettings,
    published: GenerationInfo | null,
    rebuild: boolean,
    release: () => void,
  ): Promise<EmbeddedWriter> {
    const generation = (published?.generation ?? 0) + 1;
    const begun = db.prepare("SELECT settings FROM generation WHERE number = ?").pluck().get(generation);
    const json = JSON.stringify(settings);
    db.transaction(() => {
      if (rebuild || (begun !== undefined && begun !== json)) discard(db, generation);
      if (rebuild) db.prepare("UPDATE article SET died = ? WHERE died IS NULL").run(generation);
      db.prepare("INSERT OR REPLACE INTO generation (number, settings) VALUES (?, ?)").run(generation, json);
    }).immediate();
    const { dimensions } = settings;
    const before = published && !rebuild ? await loadDerived(folder, published.generation, dimensions) : null;
    const graph = before?.graph ?? VectorGraph.empty(dimensions, SETTINGS.index.graph);
    return new EmbeddedWriter(folder, db, settings, generation, graph, release);
  }

  async articlesOf(root: string): Promise<ReadonlyMap<string, KnownArticle>> {
    const rows = this.db.prepare("SELECT path, id, hash FROM article WHERE root = ? AND died IS NULL").all(root);
    return new Map((rows as (KnownArticle & { path: string })[]).map(({ path, id, hash }) => [path, { id, hash }]));
  }

  async knownVectors(keys: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(keys.filter((key) => this.vectorRow(key) !== undefined));
  }

  async saveVectors(key: string, { vector, sentences }: PassageVectors): Promise<void> {
    const insert = this.db.prepare("INSERT OR IGNORE INTO vector (key, model, vector, sentences) VALUES (?, ?, ?, ?)");
    insert.run(key, this.settings.modelFingerprint, toBlob(vector), toBlob(in127ths(sentences)));
  }

  async put(root: string, article: Article, hash: string, passages: readonly KeyedPassage[]): Promise<void> {
    const { path, title, text, url, site, author, published } = article;
    const words = terms(text);
    const titleWords = terms(titleBeyondText(article));
    const saved = this.db.transaction(() => {
      const id = this.idFor(root, path);
      this.bury(id);
      const { lastInsertRowid } = this.db
        .prepare(
          `INSERT INTO article (id, root, path, hash, title, text, url, site, author, published, terms, born)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          id,
          root,
          path,
          hash,
          title,
          text,
          url,
          site,
          author,
          published,
          this.counted([...titleWords, ...words]),
          this.generation,
        );
      return passages.map((passage) => this.insertPassage(Number(lastInsertRowid), passage, words));
    });
    const rows = saved.immediate();
    for (const [at, { key }] of passages.entries()) this.graph.add(rows[at], this.vector(key));
  }

  async remove(id: string): Promise<void> {
    this.db.transaction(() => this.bury(id)).immediate();
  }

  async changed(): Promise<boolean> {
    const read = this.db.prepare("SELECT 1 FROM article WHERE born = @g OR died = @g LIMIT 1").pluck();
    return read.get({ g: this.generation }) !== undefined;
  }

  async seal(): Promise<Generation> {
    const { db, folder, generation, settings } = this;
    const derived = derive(db, generation, settings.dimensions, this.graph);
    await saveDerived(folder, generation, derived);
    const info: GenerationInfo = {
      generation,
      articles: derived.articleRows.length,
      passages: derived.passageRows.length,
      settings,
      published: new Date().toISOString(),
      background: null,
    };
    this.sealed = new EmbeddedGeneration(db, info, derived);
    return this.sealed;
  }

  async publish(background: Background | null): Promise<GenerationInfo> {
    if (!this.sealed) throw new Error("publish() comes after seal()");
    const info: GenerationInfo = { ...this.sealed.info, background };
    this.db.pragma("synchronous = FULL");
    this.db
      .transaction(() => {
        this.db
          .prepare("UPDATE generation SET published = ?, articles = ?, passages = ?, background = ? WHERE number = ?")
          .run(info.published, info.articles, info.passages, JSON.stringify(background), info.generation);
        forget(this.db, info.generation - KEPT);
      })
      .immediate();
    await removeDerived(this.folder, info.generation - KEPT - 1);
    return info;
  }

  async close(): Promise<void> {
    this.db.close();
    this.release();
  }

  /** The id that this place has had; a new one is made of the path, and of the root too where another root has it. */
  private idFor(root: string, path: string): string {
    const had = this.db.prepare("SELECT id FROM article WHERE root = ? AND path = ? ORDER BY row DESC LIMIT 1").pluck();
    const known = had.get(root, path) as string | undefined;
    if (known) return known;
    const taken = this.db.prepare("SELECT 1 FROM article WHERE id = ?").pluck();
    const short = shortHash(path);
    return taken.get(short) === undefined ? short : shortHash(`${root}\n${path}`);
  }

  /** Rows that no published generation has seen go at once; others are marked, and go when nobody can see them. */
  private bury(id: string): void {
    const unseen = this.db.prepare("SELECT row FROM article WHERE id = ? AND born = ?").pluck();
    for (const row of unseen.all(id, this.generation)) deleteArticle(this.db, row as number);
    this.db.prepare("UPDATE article SET died = ? WHERE id = ? AND died IS NULL").run(this.generation, id);
  }

  private insertPassage(article: number, passage: KeyedPassage, words: readonly Term[]): number {
    const inside = words.filter((word) => word.start >= passage.start && word.end <= passage.end);
    const spans = Int32Array.from(passage.sentences.flatMap(({ start, end }) => [start, end]));
    const { lastInsertRowid } = this.db
      .prepare(
        `INSERT INTO passage (article, start, "end", paragraph, text, sentences, terms, vector)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        article,
        passage.start,
        passage.end,
        passage.paragraph,
        passage.text,
        toBlob(spans),
        this.counted(inside),
        this.vectorRow(passage.key),
      );
    return Number(lastInsertRowid);
  }

  private vectorRow(key: string): number | undefined {
    const read = this.db.prepare("SELECT row FROM vector WHERE key = ? AND model = ?").pluck();
    return read.get(key, this.settings.modelFingerprint) as number | undefined;
  }

  private vector(key: string): Float32Array {
    const read = this.db.prepare("SELECT vector FROM vector WHERE key = ? AND model = ?").pluck();
    const blob = read.get(key, this.settings.modelFingerprint) as Buffer;
    return new Float32Array(new Uint8Array(blob).buffer);
  }

  /** Int32 pairs of term row and count, by row. */
  private counted(words: readonly Term[]): Buffer {
    const counts = new Map<number, number>();
    for (const { stem } of words) {
      const row = this.termRow(stem);
      counts.set(row, (counts.get(row) ?? 0) + 1);
    }
    return toBlob(Int32Array.from([...counts].sort(([a], [b]) => a - b).flat()));
  }

  private termRow(stem: string): number {
    const known = this.termRows.get(stem);
    if (known !== undefined) return known;
    const { lastInsertRowid } = this.db.prepare("INSERT INTO term (stem) VALUES (?)").run(stem);
    this.termRows.set(stem, Number(lastInsertRowid));
    return Number(lastInsertRowid);
  }
}

/** Undoes all that an unpublished generation did. Vectors stay: they are true of their texts whatever becomes of them. */
function discard(db: Db, generation: number): void {
  for (const row of db.prepare("SELECT row FROM article WHERE born = ?").pluck().all(generation))
    deleteArticle(db, row as number);
  db.prepare("UPDATE article SET died = NULL WHERE died = ?").run(generation);
}

/** Deletes what only generations before `oldest` could see, and the vectors that are then nobody's. */
function forget(db: Db, oldest: number): void {
  const dead = db.prepare("SELECT row FROM article WHERE died <= ?").pluck().all(oldest);
  for (const row of dead) deleteArticle(db, row as number);
  db.prepare("DELETE FROM generation WHERE number < ?").run(oldest);
  if (dead.length)
    db.prepare("DELETE FROM vector WHERE NOT EXISTS (SELECT 1 FROM passage WHERE passage.vector = vector.row)").run();
}

function deleteArticle(db: Db, row: number): void {
  db.prepare("DELETE FROM passage WHERE article = ?").run(row);
  db.prepare("DELETE FROM article WHERE row = ?").run(row);
}

function in127ths(values: Float32Array): Int8Array {
  return Int8Array.from(values, (value) => Math.round(Math.max(-1, Math.min(1, value)) * 127));
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
