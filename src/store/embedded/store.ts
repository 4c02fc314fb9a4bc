// How does a folder on this machine serve as a store?
import { mkdir } from "node:fs/promises";
import { refuseOtherSettings } from "../settings-check.ts";
import type { Generation, GenerationInfo, IndexSettings, Store, Writer } from "../store.ts";
import { type Db, databaseFile, openForReading, openForWriting } from "./database.ts";
import { derive, loadDerived, saveDerived } from "./derived.ts";
import { onDisk } from "./disk.ts";
import { EmbeddedGeneration } from "./generation.ts";
import { lockForWriting } from "./lock.ts";
import { publishedInfo } from "./published.ts";
import { removeLeftOvers } from "./replace-file.ts";
import { EmbeddedWriter } from "./writer.ts";

export interface EmbeddedStoreOptions {
  readonly folder: string;
  /** Told, in a sentence, what was mended on the way. */
  readonly onNotice?: (notice: string) => void;
}

/** How often a newly published generation is looked for, ms. */
const LOOK_EVERY = 500;

export class EmbeddedStore implements Store {
  private db: Db | null = null;
  private file: number | null = null;
  private loaded: EmbeddedGeneration | null = null;
  private looking: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly options: EmbeddedStoreOptions) {}

  async current(): Promise<Generation | null> {
    // Looks on its own, so that no question waits for a generation to load, nor gets one of an hour ago.
    this.timer ??= setInterval(() => this.lookAgain(), LOOK_EVERY).unref();
    if (!this.loaded) await this.look();
    return this.loaded;
  }

  async write(settings: IndexSettings, { rebuild }: { rebuild: boolean }): Promise<Writer> {
    const { folder } = this.options;
    return onDisk(folder, async () => {
      await mkdir(folder, { recursive: true });
      const release = lockForWriting(folder);
      let db: Db | null = null;
      try {
        await removeLeftOvers(folder);
        db = openForWriting(folder);
        const published = publishedInfo(db);
        if (published && !rebuild) refuseOtherSettings(published.settings, settings, `in ${folder}`);
        return new EmbeddedWriter(folder, db, settings, published, rebuild, release);
      } catch (error) {
        db?.close();
        release();
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    await this.looking?.catch(() => {});
    this.db?.close();
    this.db = null;
    this.loaded = null;
  }

  private look(): Promise<void> {
    this.looking ??= this.refresh().finally(() => {
      this.looking = null;
    });
    return this.looking;
  }

  private lookAgain(): void {
    this.look().catch((error: Error) => {
      this.options.onNotice?.(`Generation ${this.loaded?.info.generation} goes on answering: ${error.message}`);
    });
  }

  private async refresh(): Promise<void> {
    const { folder } = this.options;
    const file = databaseFile(folder);
    if (file === null) return;
    // Where the folder was deleted and indexed again, the old file lives on as long as its generation does.
    if (file !== this.file) this.db = openForReading(folder);
    this.file = file;
    const info = this.db && publishedInfo(this.db);
    if (!this.db || !info || info.published === this.loaded?.info.published) return;
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
      derived = derive(db, info.generation, dimensions);
      // They serve from memory where the folder cannot be written.
      await saveDerived(folder, info.generation, derived).catch((error: Error) => onNotice?.(error.message));
    }
    return new EmbeddedGeneration(db, info, derived);
  }
}
