// How do several machines share the embedding of one archive? Each embeds a part of it and publishes nothing; whoever
// indexes the whole then finds the vectors there.
import { articleFiles, type Unreadable } from "../article/files.ts";
import { ReadingThread } from "../article/reading-thread.ts";
import { titleBeyondText } from "../article/title.ts";
import { InterruptedError } from "../errors.ts";
import type { VectorCache } from "../store/store.ts";
import { EmbeddingQueue } from "./embedding-queue.ts";
import type { IndexingOptions } from "./index-articles.ts";
import { keyedPassages } from "./keys.ts";
import { type Failure, failureIn } from "./report.ts";

export interface EmbeddingOptions
  extends Pick<
    IndexingOptions,
    "embedder" | "countTokens" | "roots" | "include" | "leaveOut" | "signal" | "onFailure"
  > {
  readonly vectors: VectorCache;
}

export interface Embedded {
  readonly articles: number;
  readonly passages: number;
  /** Those that nobody had embedded before. */
  readonly embedded: number;
  readonly failed: number;
}

/** @throws InterruptedError where the signal stopped it. */
export async function embedOnly(options: EmbeddingOptions): Promise<Embedded> {
  const { vectors, embedder, countTokens, signal, onFailure } = options;
  const queue = new EmbeddingQueue(embedder, vectors);
  const reader = new ReadingThread();
  const counts = { articles: 0, passages: 0, failed: 0 };
  try {
    const fail = (failure: Failure) => {
      counts.failed++;
      onFailure?.(failure);
    };
    for await (const file of filesOf(options, fail)) {
      for await (const entry of reader.entries(file)) {
        if (signal?.aborted) throw new InterruptedError("Stopped: what was embedded is kept; run it again to go on.");
        if ("reason" in entry) {
          fail(failureIn(file, entry));
        } else {
          const title = titleBeyondText(entry.article);
          const passages = keyedPassages(entry.article.text, title, countTokens);
          await queue.add(passages, title, async () => {});
          counts.articles++;
          counts.passages += passages.length;
        }
      }
    }
    await queue.drain();
    return { ...counts, embedded: queue.embedded };
  } finally {
    await Promise.all([queue.stop(), reader.close()]);
  }
}

async function* filesOf({ roots, include, leaveOut }: EmbeddingOptions, fail: (failure: Failure) => void) {
  const onUnreadable = ({ absolutePath, reason }: Unreadable) => fail({ path: absolutePath, reason });
  for (const root of roots) yield* await articleFiles(root, { include, leaveOut, onUnreadable });
}
