// Which parts make an Askwire, and how are they put together?
import { fileURLToPath } from "node:url";
import type { Root } from "../src/article/read.ts";
import { loadTokenizer } from "../src/embedding/encoder.ts";
import { findModel, type ModelChoice } from "../src/embedding/find-model.ts";
import type { Model } from "../src/embedding/models.ts";
import { EmbeddingPool } from "../src/embedding/pool.ts";
import { type IndexingOptions, indexArticles } from "../src/indexing/index-articles.ts";
import type { Report } from "../src/indexing/report.ts";
import { measureBackground } from "../src/search/background.ts";
import type { Engine } from "../src/search/search.ts";
import { openStore } from "./open-store.ts";

/** The articles that come with Askwire. */
export const SEEDS = fileURLToPath(new URL("../seeds", import.meta.url));

export interface OpenEngine extends Engine {
  readonly model: Model;
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

type Telling = Pick<IndexingOptions, "rebuild" | "onProgress" | "onFailure">;

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
