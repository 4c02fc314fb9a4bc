// How do folders of articles become the next generation of an index? Read, split, embed, write, publish.
import { createHash } from "node:crypto";
import type { Article } from "../article/article.ts";
import { type ArticleFile, articleFiles, type Root, readArticle } from "../article/read.ts";
import { titleBeyondText } from "../article/title.ts";
import type { Embedder } from "../embedding/embedder.ts";
import { ArticleError } from "../errors.ts";
import { splitIntoPassages } from "../passage/split.ts";
import { SETTINGS } from "../settings.ts";
import type {
  Background,
  Generation,
  IndexSettings,
  KeyedPassage,
  KnownArticle,
  Store,
  Writer,
} from "../store/store.ts";
import { EmbeddingQueue } from "./embedding-queue.ts";
import type { Failure, Progress, Report } from "./report.ts";

export interface IndexingOptions {
  readonly store: Store;
  readonly embedder: Embedder;
  /** Tokens of a text without the model's special ones. */
  readonly countTokens: (text: string) => number;
  readonly roots: readonly Root[];
  /** Makes every passage anew (vectors that fit are still used), whatever the settings of the published generation. */
  readonly rebuild?: boolean;
  /** Measures a sealed generation before it is published. */
  readonly measureBackground: (generation: Generation) => Promise<Background | null>;
  readonly onProgress?: (progress: Progress) => void;
  readonly onFailure?: (failure: Failure) => void;
}

/**
 * Brings the index up to date with what is under the roots; articles of other roots stay.
 * One unreadable file does not stop it: the article keeps the state it had, and the file is among the failures.
 * @throws ArticleError where the roots hold no article file at all, or none of them can be read.
 */
export async function indexArticles(options: IndexingOptions): Promise<Report> {
  const files = await findFiles(options.roots);
  const writer = await options.store.write(indexSettings(options.embedder), { rebuild: options.rebuild ?? false });
  try {
    return await new Run(options, writer, files).toEnd();
  } finally {
    await writer.close();
  }
}

export function indexSettings(embedder: Embedder): IndexSettings {
  return {
    format: SETTINGS.index.format,
    model: embedder.model,
    modelFingerprint: embedder.fingerprint,
    dimensions: embedder.dimensions,
    passageTokens: SETTINGS.index.passageTokens,
  };
}

interface RootedFile extends ArticleFile {
  readonly root: string;
}

async function findFiles(roots: readonly Root[]): Promise<RootedFile[]> {
  const found: RootedFile[] = [];
  for (const root of roots) {
    const files = await articleFiles(root);
    if (files.length === 0)
      throw new ArticleError(`There are no articles in ${root.path}; Askwire reads .txt and .md files.`);
    for (const file of files) found.push({ ...file, root: root.path });
  }
  return found;
}

class Run {
  private readonly started = performance.now();
  private readonly failures: Failure[] = [];
  private readonly counts = { read: 0, added: 0, changed: 0, removed: 0, unchanged: 0 };
  private passages = 0;
  private readonly queue: EmbeddingQueue;

  constructor(
    private readonly options: IndexingOptions,
    private readonly writer: Writer,
    private readonly files: readonly RootedFile[],
  ) {
    this.queue = new EmbeddingQueue(options.embedder, writer);
  }

  async toEnd(): Promise<Report> {
    for (const root of new Set(this.files.map((file) => file.root))) await this.indexRoot(root);
    await this.queue.drain();
    if (this.counts.read === 0)
      throw new ArticleError(
        `None of the ${this.files.length} article files can be read: ${this.failures[0]?.path}: ${this.failures[0]?.reason}.`,
      );
    return this.report(await this.publish());
  }

  private async indexRoot(root: string): Promise<void> {
    const known = await this.writer.articlesOf(root);
    const gone = new Map(known);
    for (const file of this.files.filter((each) => each.root === root)) {
      gone.delete(file.path);
      await this.indexFile(file, known.get(file.path));
      this.tellProgress();
    }
    for (const { id } of gone.values()) await this.writer.remove(id);
    this.counts.removed += gone.size;
  }

  private async indexFile(file: RootedFile, known: KnownArticle | undefined): Promise<void> {
    const article = await this.readOrReport(file);
    if (!article) return;
    this.counts.read++;
    const hash = hashOf(article);
    if (known?.hash === hash) {
      this.counts.unchanged++;
      return;
    }
    this.counts[known ? "changed" : "added"]++;
    const title = titleBeyondText(article);
    const passages = keyed(article.text, title, this.options.countTokens);
    this.passages += passages.length;
    await this.queue.add(passages, title, () => this.writer.put(file.root, article, hash, passages));
  }

  private async readOrReport(file: RootedFile): Promise<Article | null> {
    try {
      return await readArticle(file);
    } catch (error) {
      if (!(error instanceof ArticleError)) throw error;
      const failure = { path: file.absolutePath, reason: error.message };
      this.failures.push(failure);
      this.options.onFailure?.(failure);
      return null;
    }
  }

  private async publish(): Promise<Pick<Report, "generation" | "passages">> {
    const current = await this.options.store.current();
    if (current && !(await this.writer.changed())) return current.info;
    const sealed = await this.writer.seal();
    return this.writer.publish(await this.options.measureBackground(sealed));
  }

  private report({ generation, passages }: Pick<Report, "generation" | "passages">): Report {
    const { embedded } = this.queue;
    return {
      articles: { ...this.counts, failed: this.failures.length },
      passages,
      embedded,
      reused: passages - embedded,
      seconds: this.seconds(),
      generation,
      failures: this.failures,
    };
  }

  private tellProgress(): void {
    const { counts, failures, files, passages, queue } = this;
    const articles = { done: counts.read + failures.length, total: files.length };
    this.options.onProgress?.({ articles, passages, embedded: queue.embedded, seconds: this.seconds() });
  }

  private seconds(): number {
    return Math.round(performance.now() - this.started) / 1000;
  }
}

function keyed(text: string, title: string, countTokens: (text: string) => number): KeyedPassage[] {
  const passages = splitIntoPassages(text, { budget: SETTINGS.index.passageTokens, countTokens });
  return passages.map((passage) => {
    const sentences = passage.sentences.map(({ start, end }) => text.slice(start, end));
    return { ...passage, key: sha256(JSON.stringify([title, sentences])) };
  });
}

function hashOf(article: Article): string {
  return sha256(
    JSON.stringify([article.text, article.title, article.url, article.site, article.author, article.published]),
  );
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
