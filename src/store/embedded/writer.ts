// How is the next generation written beside the current one?
import { setImmediate } from "node:timers/promises";
import type { Article } from "../../article/article.ts";
import { titleBeyondText } from "../../article/title.ts";
import type { PassageVectors } from "../../embedding/encoder.ts";
import { SETTINGS } from "../../settings.ts";
import { type Term, terms } from "../../text/terms.ts";
import type {
  Background,
  FileStamp,
  Generation,
  GenerationInfo,
  IndexSettings,
  KeyedPassage,
  KnownArticle,
  Writer,
} from "../store.ts";
import type { Db } from "./database.ts";
import { derive, loadDerived, removeDerived, saveDerived } from "./derived.ts";
import { onDisk } from "./disk.ts";
import { EmbeddedGeneration } from "./generation.ts";
import { VectorGraph } from "./graph.ts";
import { Rows } from "./rows.ts";

/** How many generations back readers may still be when a new one is out. */
const KEPT = 1;
/** Vectors that go into the graph before other work gets its turn: about 20 ms. */
const AT_A_TIME = 32;

export class EmbeddedWriter implements Writer {
  readonly generation: number;
  private readonly rows: Rows;
  private sealed: EmbeddedGeneration | null = null;
  private graph: Promise<VectorGraph> | null = null;

  /** Goes on with an unpublished generation of the same settings; one of others, or any for a rebuild, is thrown away. */
  constructor(
    private readonly folder: string,
    private readonly db: Db,
    private readonly settings: IndexSettings,
    readonly published: GenerationInfo | null,
    private readonly rebuild: boolean,
    private readonly release: () => void,
  ) {
    this.generation = (published?.generation ?? 0) + 1;
    this.rows = new Rows(db, this.generation, settings.modelFingerprint);
    const begun = db.prepare("SELECT settings FROM generation WHERE number = ?").pluck().get(this.generation);
    const json = JSON.stringify(settings);
    db.transaction(() => {
      if (rebuild || (begun !== undefined && begun !== json)) this.rows.discard();
      if (rebuild) this.rows.buryAll();
      db.prepare("INSERT OR REPLACE INTO generation (number, settings) VALUES (?, ?)").run(this.generation, json);
    }).immediate();
  }

  async articlesOf(root: string): Promise<ReadonlyMap<string, KnownArticle>> {
    const rows = this.db.prepare("SELECT path, id, hash FROM article WHERE root = ? AND died IS NULL").all(root);
    return new Map((rows as (KnownArticle & { path: string })[]).map(({ path, id, hash }) => [path, { id, hash }]));
  }

  async filesOf(root: string): Promise<ReadonlyMap<string, FileStamp>> {
    return new Map(
      this.db.prepare("SELECT path, stamp FROM file WHERE root = ?").raw().all(root) as [string, string][],
    );
  }

  async saveFile(root: string, path: string, stamp: FileStamp | null): Promise<void> {
    await onDisk(this.folder, () => this.rows.setFile(root, path, stamp));
  }

  async knownVectors(keys: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(keys.filter((key) => this.rows.hasVector(key)));
  }

  async saveVectors(key: string, vectors: PassageVectors): Promise<void> {
    await onDisk(this.folder, () => this.rows.insertVectors(key, vectors));
  }

  async put(
    root: string,
    article: Article,
    hash: string,
    passages: readonly KeyedPassage[],
    id?: string,
  ): Promise<void> {
    const graph = await this.loadedGraph();
    const words = terms(article.text);
    const titleWords = terms(titleBeyondText(article));
    const save = this.db.transaction(() => {
      const name = id ?? this.rows.idFor(root, article.path);
      this.rows.bury(name);
      const row = this.rows.insertArticle(name, root, article, hash, [...titleWords, ...words]);
      const inside = wordsInside(words);
      return passages.map((passage) => this.rows.insertPassage(row, passage, inside(passage)));
    });
    const rows = await onDisk(this.folder, () => save.immediate());
    for (const [at, { key }] of passages.entries()) {
      if (at % AT_A_TIME === AT_A_TIME - 1) await setImmediate();
      graph.add(rows[at], this.rows.vector(key));
    }
  }

  async remove(id: string): Promise<void> {
    await onDisk(this.folder, () => this.db.transaction(() => this.rows.bury(id)).immediate());
  }

  async changed(): Promise<boolean> {
    const read = this.db.prepare("SELECT 1 FROM article WHERE born = @g OR died = @g LIMIT 1").pluck();
    return read.get({ g: this.generation }) !== undefined;
  }

  async seal(): Promise<Generation> {
    const { db, folder, generation, settings } = this;
    const derived = derive(db, generation, settings.dimensions, await this.loadedGraph());
    await onDisk(folder, () => saveDerived(folder, generation, derived));
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
    const release = this.db.transaction(() => {
      this.db
        .prepare("UPDATE generation SET published = ?, articles = ?, passages = ?, background = ? WHERE number = ?")
        .run(info.published, info.articles, info.passages, JSON.stringify(background), info.generation);
      this.rows.forget(info.generation - KEPT);
    });
    // Until here a power cut may take the last seconds; what is published has to be on the disk.
    this.db.pragma("synchronous = FULL");
    await onDisk(this.folder, () => release.immediate());
    await removeDerived(this.folder, (generation) => generation < info.generation - KEPT);
    return info;
  }

  async close(): Promise<void> {
    try {
      // Readers keep the log from being emptied while they read; without this it would stay as long as it ever was.
      this.db.pragma("wal_checkpoint(TRUNCATE)");
    } catch {
      // On a full disk the log stays: it is whole, and the next writer empties it.
    }
    this.db.close();
    this.release();
  }

  /** The published graph, to go on from: loaded only where something has changed. */
  private loadedGraph(): Promise<VectorGraph> {
    this.graph ??= this.loadGraph();
    return this.graph;
  }

  private async loadGraph(): Promise<VectorGraph> {
    const { folder, published, settings } = this;
    const empty = () => VectorGraph.empty(settings.dimensions, SETTINGS.index.graph);
    if (!published || this.rebuild) return empty();
    return (await loadDerived(folder, published.generation, settings.dimensions))?.graph ?? empty();
  }
}

/** The words inside a passage, for passages asked for in the order of the text. */
function wordsInside(words: readonly Term[]): (passage: KeyedPassage) => Term[] {
  let from = 0;
  return ({ start, end }) => {
    while (from < words.length && words[from].start < start) from++;
    let to = from;
    while (to < words.length && words[to].end <= end) to++;
    return words.slice(from, to);
  };
}
