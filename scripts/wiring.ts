// Which parts make an Askwire, and how are they put together?
import { realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { Root } from "../src/article/files.ts";
import type { Embedder } from "../src/embedding/embedder.ts";
import { findModel, type ModelChoice } from "../src/embedding/find-model.ts";
import type { Model } from "../src/embedding/models.ts";
import { EmbeddingPool } from "../src/embedding/pool.ts";
import { homePath } from "../src/home.ts";
import { type Embedded, type EmbeddingOptions, embedOnly } from "../src/indexing/embed-only.ts";
import { type IndexingOptions, indexArticles, indexSettings } from "../src/indexing/index-articles.ts";
import { removeRoot } from "../src/indexing/remove-root.ts";
import type { Report } from "../src/indexing/report.ts";
import { measureBackground } from "../src/search/background.ts";
import { backgroundVectors } from "../src/search/background-vectors.ts";
import type { Engine } from "../src/search/search.ts";
import type { OpenSearchStore } from "../src/store/opensearch/store.ts";
import type { Background, Generation, Store } from "../src/store/store.ts";
import { openStore } from "./open-store.ts";

/** The articles that come with Askwire. */
export const SEEDS = homePath("seeds");

export interface OpenEngine extends Engine {
  readonly model: Model;
  readonly store: Store;
  readonly embedder: Embedder;
  /** What is kept between runs is here; absolute, links resolved. */
  readonly folder: string;
  close(): Promise<void>;
}

export interface EngineOptions {
  /** Folder of the index. */
  readonly index: string;
  readonly model: ModelChoice;
  /** Embedding threads; as many as cores where it is left out. */
  readonly workers?: number;
}

export async function openEngine({ index, model: choice, workers }: EngineOptions): Promise<OpenEngine> {
  const model = await findModel(choice);
  const embedder = new EmbeddingPool(model, workers);
  const store = await openStore(index);
  return {
    model,
    embedder,
    store,
    folder: await realFolder(index),
    async close() {
      await embedder.close();
      await store.close();
    },
  };
}

/** The index, and folders on its path, may be made only later. */
async function realFolder(folder: string): Promise<string> {
  const path = resolve(folder);
  if (dirname(path) === path) return path;
  return realpath(path).catch(async () => join(await realFolder(dirname(path)), basename(path)));
}

type Telling = Omit<IndexingOptions, "store" | "embedder" | "roots" | "countTokens" | "measureBackground" | "leaveOut">;

export async function indexInto(engine: OpenEngine, roots: readonly Root[], telling: Telling = {}): Promise<Report> {
  return indexArticles({
    ...telling,
    store: engine.store,
    embedder: engine.embedder,
    roots,
    leaveOut: engine.folder,
    countTokens: await tokenCounter(engine.model),
    measureBackground: (sealed) => measured(engine, sealed),
  });
}

type EmbeddingTelling = Omit<EmbeddingOptions, "vectors" | "embedder" | "countTokens" | "leaveOut">;

/** Embeds for whoever indexes into that cluster later. */
export async function embedInto(
  { model, embedder, folder }: OpenEngine,
  cluster: OpenSearchStore,
  telling: EmbeddingTelling,
): Promise<Embedded> {
  const vectors = await cluster.vectors(indexSettings(embedder));
  return embedOnly({ ...telling, vectors, embedder, leaveOut: folder, countTokens: await tokenCounter(model) });
}

async function tokenCounter(model: Model): Promise<(text: string) => number> {
  // Not before it is needed: loading the model's library takes as long as all else.
  const { loadTokenizer } = await import("../src/embedding/encoder.ts");
  const tokenize = await loadTokenizer(model);
  return (text) => tokenize(text).length;
}

/** Takes the articles of a root out of the index. */
export function removeFrom(engine: OpenEngine, root: string): ReturnType<typeof removeRoot> {
  const settings = indexSettings(engine.embedder);
  return removeRoot({ store: engine.store, settings, root, measureBackground: (sealed) => measured(engine, sealed) });
}

async function measured({ embedder, folder }: OpenEngine, sealed: Generation): Promise<Background> {
  const vectors = await backgroundVectors(embedder, join(folder, "background-questions.bin"));
  return measureBackground(vectors, sealed);
}
