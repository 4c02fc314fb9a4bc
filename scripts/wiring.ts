// Which parts make an Askwire, and how are they put together?
import { fileURLToPath } from "node:url";
import type { Root } from "../src/article/files.ts";
import type { Embedder } from "../src/embedding/embedder.ts";
import { loadTokenizer } from "../src/embedding/encoder.ts";
import { findModel, type ModelChoice } from "../src/embedding/find-model.ts";
import type { Model } from "../src/embedding/models.ts";
import { EmbeddingPool } from "../src/embedding/pool.ts";
import { type Embedded, type EmbeddingOptions, embedOnly } from "../src/indexing/embed-only.ts";
import { type IndexingOptions, indexArticles, indexSettings } from "../src/indexing/index-articles.ts";
import { removeRoot } from "../src/indexing/remove-root.ts";
import type { Report } from "../src/indexing/report.ts";
import { measureBackground } from "../src/search/background.ts";
import type { Engine } from "../src/search/search.ts";
import type { OpenSearchStore } from "../src/store/opensearch/store.ts";
import type { Store } from "../src/store/store.ts";
import { openStore } from "./open-store.ts";

/** The articles that come with Askwire. */
export const SEEDS = fileURLToPath(new URL("../seeds", import.meta.url));

export interface OpenEngine extends Engine {
  readonly model: Model;
  readonly store: Store;
  readonly embedder: Embedder;
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
  const store = openStore(index);
  return {
    model,
    embedder,
    store,
    async close() {
      await embedder.close();
      await store.close();
    },
  };
}

type Telling = Omit<IndexingOptions, "store" | "embedder" | "roots" | "countTokens" | "measureBackground">;

export async function indexInto(engine: OpenEngine, roots: readonly Root[], telling: Telling = {}): Promise<Report> {
  const tokenize = await loadTokenizer(engine.model);
  return indexArticles({
    ...telling,
    store: engine.store,
    embedder: engine.embedder,
    roots,
    countTokens: (text) => tokenize(text).length,
    measureBackground: (generation) => measureBackground(engine.embedder, generation),
  });
}

type EmbeddingTelling = Omit<EmbeddingOptions, "vectors" | "embedder" | "countTokens">;

/** Embeds for whoever indexes into that cluster later. */
export async function embedInto(
  { model, embedder }: OpenEngine,
  cluster: OpenSearchStore,
  telling: EmbeddingTelling,
): Promise<Embedded> {
  const tokenize = await loadTokenizer(model);
  const vectors = await cluster.vectors(indexSettings(embedder));
  return embedOnly({ ...telling, vectors, embedder, countTokens: (text) => tokenize(text).length });
}

/** Takes the articles of a root out of the index. */
export function removeFrom({ store, embedder }: OpenEngine, root: string): ReturnType<typeof removeRoot> {
  const settings = indexSettings(embedder);
  return removeRoot({ store, settings, root, measureBackground: (sealed) => measureBackground(embedder, sealed) });
}
