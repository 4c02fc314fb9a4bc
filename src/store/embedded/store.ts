// How does a folder on this machine serve as a store?
import { mkdir } from "node:fs/promises";
import { SETTINGS } from "../../settings.ts";
import { refuseOtherSettings } from "../settings-check.ts";
import type { Generation, GenerationInfo, IndexSettings, Store, Writer } from "../store.ts";
import { type Db, hasDatabase, openForReading, openForWriting } from "./database.ts";
import { derive, loadDerived, saveDerived } from "./derived.ts";
import { EmbeddedGeneration } from "./generation.ts";
import { VectorGraph } from "./graph.ts";
import { lockForWriting } from "./lock.ts";
import { EmbeddedWriter } from "./writer.ts";

export interface EmbeddedStoreOptions {
  readonly folder: string;
  /** Told, in a sentence, what was mended on the way. */
  readonly onNotice?: (notice: string) => void;
}

/** How often a published generation is looked for, ms. */
const LOOK_EVERY = 500;

export class EmbeddedStore implements Store {
  private db: Db | null = null;
  private loaded: EmbeddedGeneration | null = null;
  private loading: Promise<void> | null = null;
  private lastLook = 0;

  constructor(private readonly options: EmbeddedStoreOptions) {}

  async current(): Promise<Generation | null> {
    if (!this.loaded || Date.now() - this.lastLook >= LOOK_EVERY) {
      this.lastLook = Date.now();
      this.loading ??= this.refresh().finally(() => {
        this.loading = null;
      });
    }
    // While a newer generation is being loaded, the one before goes on answering.
    if (!this.loaded && this.loading) await this.loading;
    return this.loaded;
  }

  async write(settings: IndexSettings, { rebuild }: { rebuild: boolean }): Promise<Writer> {
    const { folder } = this.options;
    await mkdir(folder, { recursive: true });
    const release = lockForWriting(folder);
    let db: Db | null = null;
    try {
      db = openForWriting(folder);
      const published = publishedInfo(db);
      if (published && !rebuild) refuseOtherSettings(published.settings, settings, `in ${folder}`);
      return await EmbeddedWriter.begin(folder, db, settings, published, rebuild, release);
    } catch (error) {
      db?.close();
      release();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.loading;
    this.db?.close();
    this.db = null;
    this.loaded = null;
  }

  private async refresh(): Promise<void> {
    if (!this.db && !hasDatabase(this.options.folder)) return;
    this.db ??= openForReading(this.options.folder);
    const info = publishedInfo(this.db);
    if (!info || info.generation === this.loaded?.info.generation) return;
    this.loaded = await this.load(this.db, info);
  }

  private async load(db: Db, info: GenerationInfo): Promise<EmbeddedGeneration> {
    const { folder, onNotice } = this.options;
    const { dimensions } = info.settings;
    let derived = await loadDerived(folder, info.generation, dimensions);
    if (!derived) {
      onNotice?.(
        `The vector graph or the keywords of generation ${info.generation} in ${folder} are missing or damaged; they are made again from the database.`,
      );
      derived = derive(db, info.generation, dimensions, VectorGraph.empty(dimensions, SETTINGS.index.graph));
      await saveDerived(folder, info.generation, derived);
    }
    return new EmbeddedGeneration(db, info, derived);
  }
}

function publishedInfo(db: Db): GenerationInfo | null {
  if (db.pragma("user_version", { simple: true }) === 0) return null;
  const newest = db.prepare("SELECT * FROM generation WHERE published IS NOT NULL ORDER BY number DESC LIMIT 1").get();
  if (!newest) return null;
  const { number, settings, background, ...rest } = newest as {
    number: number;
    settings: string;
    background: string;
  } & Omit<GenerationInfo, "generation">;
  return { ...rest, generation: number, settings: JSON.parse(settings), background: JSON.parse(background) };
}
