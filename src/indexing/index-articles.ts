// How do folders of articles become the next generation of an index? Read, split, embed, write, publish.
import type { Article } from "../article/article.ts";
import type { ArticleFile, Root } from "../article/files.ts";
import { formatOf } from "../article/read.ts";
import { ReadingThread } from "../article/reading-thread.ts";
import { titleBeyondText } from "../article/title.ts";
import type { Embedder } from "../embedding/embedder.ts";
import { ArticleError, InterruptedError } from "../errors.ts";
import { SETTINGS } from "../settings.ts";
import { hashOf } from "../store/keys.ts";
import type { Background, Generation, IndexSettings, KnownArticle, Store, Writer } from "../store/store.ts";
import { EmbeddingQueue } from "./embedding-queue.ts";
import { Estimate } from "./estimate.ts";
import { keyedPassages } from "./keys.ts";
import { type Found, findFiles, type Plan, planFor } from "./plan.ts";
import { type Failure, failureIn, type Progress, type Report } from "./report.ts";

export interface IndexingOptions {
  readonly store: Store;
  readonly embedder: Embedder;
  /** Tokens of a text without the model's special ones. */
  readonly countTokens: (text: string) => number;
  readonly roots: readonly Root[];
  /** Patterns as in .gitignore: only files that match one are taken. */
  readonly include?: readonly string[];
  /** A folder that is never gone into, absolute, links resolved: that of the index. */
  readonly leaveOut?: string;
  /** Makes every passage anew (vectors that fit are still used), whatever the settings of the published generation. */
  readonly rebuild?: boolean;
  /** Stops the run: what is being embedded is kept, and the next run goes on from there. */
  readonly signal?: AbortSignal;
  /** Measures a sealed generation before it is published. */
  readonly measureBackground: (generation: Generation) => Promise<Background | null>;
  readonly onProgress?: (progress: Progress) => void;
  readonly onFailure?: (failure: Failure) => void;
  /** Told, in a sentence, of what is left out. */
  readonly onNotice?: (notice: string) => void;
}

/**
 * Brings the index up to date with what is under the roots; articles of other roots stay.
 * One unreadable file does not stop it: the article keeps the state it had, and the file is among the failures.
 * @throws ArticleError where the roots hold no article file at all, or none of them can be read.
 * @throws InterruptedError where the signal stopped it, DiskError where the disk did; the next run goes on.
 */
export async function indexArticles(options: IndexingOptions): Promise<Report> {
  const found = await findFiles(options.roots, options);
  const writer = await options.store.write(indexSettings(options.embedder), { rebuild: options.rebuild ?? false });
  try {
    return await new Run(options, writer, found).toEnd();
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

class Run {
  private readonly started = performance.now();
  private readonly failures: Failure[] = [];
  private readonly counts = { added: 0, changed: 0, moved: 0, removed: 0, unchanged: 0 };
  /** Ids of articles that were found in another place than they were. */
  private readonly moved = new Set<string>();
  private readonly files = { done: 0, total: 0 };
  private readonly estimate = new Estimate();
  private readonly queue: EmbeddingQueue;
  private readonly reader = new ReadingThread();

  constructor(
    private readonly options: IndexingOptions,
    private readonly writer: Writer,
    private readonly found: readonly Found[],
  ) {
    this.queue = new EmbeddingQueue(options.embedder, writer, () => this.tellProgress());
  }

  async toEnd(): Promise<Report> {
    const { signal } = this.options;
    const stop = () => this.stop();
    signal?.addEventListener("abort", stop);
    try {
      await this.indexRoots();
    } catch (error) {
      throw signal?.aborted ? this.interrupted() : error;
    } finally {
      signal?.removeEventListener("abort", stop);
      await this.stop();
    }
    return this.report(await this.publish());
  }

  private async indexRoots(): Promise<void> {
    for (const { absolutePath, reason } of this.found.flatMap(({ unreadable }) => unreadable))
      this.fail({ path: absolutePath, reason });
    const plans: Plan[] = [];
    for (const found of this.found) plans.push(await planFor(found, this.writer));
    for (const { files, unchanged } of plans) {
      this.counts.unchanged += unchanged;
      this.files.total += files.length;
      for (const { path, bytes } of files) this.estimate.expect(formatOf(path), bytes);
    }
    for (const plan of plans) await this.indexRoot(plan);
    await this.queue.drain();
    if (this.read === 0) throw new ArticleError(this.whyNone());
  }

  private whyNone(): string {
    const [first] = this.failures;
    if (first) return `None of the ${this.files.total} article files can be read: ${first.path}: ${first.reason}.`;
    const roots = this.found.map(({ root }) => root).join(" and ");
    return `The article files in ${roots} are empty: put articles into them, or take the folder out of the index with --remove.`;
  }

  private async indexRoot(plan: Plan): Promise<void> {
    const gone = new Map(plan.gone.map((article) => [article.hash, article.id]));
    for (const file of plan.files) {
      this.options.signal?.throwIfAborted();
      await this.indexFile(plan, file, gone);
      this.files.done++;
      this.tellProgress();
    }
    for (const path of plan.goneFiles) await this.writer.saveFile(plan.root, path, null);
    const removed = plan.gone.filter(({ id }) => !this.moved.has(id));
    for (const { id } of removed) await this.writer.remove(id);
    this.counts.removed += removed.length;
  }

  /** `gone` are the ids of articles, by their hashes, that a new one may be: then it has moved. */
  private async indexFile({ root, known }: Plan, file: ArticleFile, gone: Map<string, string>): Promise<void> {
    const left = new Map(known.get(file.path));
    const failed = new Set<string>();
    let consumed = 0;
    await this.writer.saveFile(root, file.path, null);
    for await (const entry of this.reader.entries(file)) {
      const passages = "article" in entry ? await this.indexArticle(root, entry.article, left, gone) : 0;
      if ("reason" in entry) {
        this.fail(failureIn(file, entry));
        failed.add(entry.path);
      }
      this.estimate.saw(formatOf(file.path), entry.consumed - consumed, passages);
      consumed = entry.consumed;
      this.tellProgress();
    }
    // Where the file cannot be read to its end, all that it had stays; else what of it cannot be read.
    if (failed.has(file.path)) return;
    for (const path of failed) left.delete(path);
    for (const { id } of left.values()) await this.writer.remove(id);
    this.counts.removed += left.size;
    // Without a stamp it is read again by the next run, which tells again what is wrong with it.
    if (failed.size === 0) await this.queue.add([], "", () => this.writer.saveFile(root, file.path, file.stamp));
  }

  /** Takes the article out of `left`, the articles that its file had; passages that have to be written. */
  private async indexArticle(
    root: string,
    article: Article,
    left: Map<string, KnownArticle>,
    gone: Map<string, string>,
  ): Promise<number> {
    const hash = hashOf(article);
    const known = left.get(article.path);
    left.delete(article.path);
    if (known?.hash === hash) {
      this.counts.unchanged++;
      return 0;
    }
    const moved = known ? undefined : gone.get(hash);
    if (moved) {
      gone.delete(hash);
      this.moved.add(moved);
    }
    this.counts[known ? "changed" : moved ? "moved" : "added"]++;
    const title = titleBeyondText(article);
    const passages = keyedPassages(article.text, title, this.options.countTokens);
    await this.queue.add(passages, title, () => this.writer.put(root, article, hash, passages, moved));
    return passages.length;
  }

  private fail(failure: Failure): void {
    this.failures.push(failure);
    this.options.onFailure?.(failure);
  }

  private async stop(): Promise<void> {
    await Promise.all([this.queue.stop(), this.reader.close()]);
  }

  private interrupted(): InterruptedError {
    const { done, total } = this.files;
    return new InterruptedError(
      `Stopped: ${done} of ${total} files are done, and every passage that was embedded is kept; run the same command again to go on.`,
    );
  }

  private async publish(): Promise<Pick<Report, "generation" | "passages" | "published">> {
    const { published: before } = this.writer;
    if (before && !(await this.writer.changed())) return { ...before, published: false };
    const sealed = await this.writer.seal();
    return { ...(await this.writer.publish(await this.options.measureBackground(sealed))), published: true };
  }

  private report({ generation, passages, published }: Pick<Report, "generation" | "passages" | "published">): Report {
    const { embedded } = this.queue;
    return {
      articles: { read: this.read, ...this.counts, failed: this.failures.length },
      ...{ passages, embedded, reused: passages - embedded, seconds: this.seconds, generation, published },
      failures: this.failures,
    };
  }

  private tellProgress(): void {
    const { files, queue, seconds } = this;
    const passages = { done: queue.written, expected: Math.max(queue.written, this.estimate.passages) };
    const rate = queue.written / Math.max(seconds, 1e-3);
    this.options.onProgress?.({
      ...{ files: { ...files }, articles: this.read, unchanged: this.counts.unchanged, passages },
      ...{ embedded: queue.embedded, reused: Math.max(0, queue.written - queue.embedded) },
      ...{ failed: this.failures.length, seconds, rate },
      secondsLeft: queue.written > 0 ? (passages.expected - passages.done) / rate : null,
    });
  }

  private get read(): number {
    const { added, changed, moved, unchanged } = this.counts;
    return added + changed + moved + unchanged;
  }

  private get seconds(): number {
    return Math.round(performance.now() - this.started) / 1000;
  }
}
