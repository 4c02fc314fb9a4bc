// The same articles give the same answers from the cluster as from the embedded store, and copies lose nothing.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { indexInto, type OpenEngine, SEEDS } from "../../scripts/wiring.ts";
import { findRoot } from "../../src/article/files.ts";
import { findModel } from "../../src/embedding/find-model.ts";
import { EmbeddingPool } from "../../src/embedding/pool.ts";
import { copyIndex } from "../../src/indexing/copy.ts";
import { ask } from "../../src/search/search.ts";
import { EmbeddedStore } from "../../src/store/embedded/store.ts";
import { OpenSearchStore } from "../../src/store/opensearch/store.ts";
import type { Store } from "../../src/store/store.ts";
import { newPlace } from "./place.ts";

/** Of names, of numbers, of paraphrases, and some that no article answers. */
const QUESTIONS = [
  "When will Putin and Trump talk on the phone?",
  "What does Ukraine say about attacks on oil facilities?",
  "Who visited Moscow to negotiate?",
  "How long should the truce last?",
  "Which conditions did the Kremlin set?",
  "Why was someone deported?",
  "What did the judge order?",
  "How many people were killed?",
  "Who is the president of France?",
  "What is the best recipe for bread?",
];

describe("the seed articles in a cluster", () => {
  const { options, remove } = newPlace();
  const cluster = new OpenSearchStore(options);
  let folder: string;
  let engine: OpenEngine;
  let embedded: Store;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "askwire-parity-"));
    const model = await findModel({ name: undefined, allowDownload: false });
    const embedder = new EmbeddingPool(model);
    embedded = new EmbeddedStore({ folder: join(folder, "original") });
    engine = { model, embedder, store: embedded, folder, close: () => embedder.close() };
    await indexInto(engine, [await findRoot(SEEDS)]);
    await copyIndex({ from: embedded, to: cluster });
  });
  afterAll(async () => {
    await engine.close();
    await embedded.close();
    await cluster.close();
    await remove();
    await rm(folder, { recursive: true });
  });

  it.each(QUESTIONS)("answer alike: %s", async (text) => {
    const question = { text, limit: 10 };
    const here = await ask(engine, question);
    const there = await ask({ ...engine, store: cluster }, question);
    expect(there.passages.map(({ id }) => id)).toEqual(here.passages.map(({ id }) => id));
    for (const [at, { score, sentence }] of there.passages.entries()) {
      expect(score).toBeCloseTo(here.passages[at].score, 4);
      expect(sentence).toEqual(here.passages[at].sentence);
    }
    expect(there.confidence).toBeCloseTo(here.confidence, 4);
  });

  it("go back into a folder as they came", async () => {
    const back = new EmbeddedStore({ folder: join(folder, "back") });
    const { articles, passages, settings } = await copyIndex({ from: cluster, to: back });
    const original = (await embedded.current())?.info;
    expect({ articles, passages, settings }).toEqual({
      articles: original?.articles,
      passages: original?.passages,
      settings: original?.settings,
    });
    await back.close();
  });

  it("are not written again where nothing changed", async () => {
    const report = await indexInto({ ...engine, store: cluster }, [await findRoot(SEEDS)]);
    expect(report).toMatchObject({ embedded: 0, generation: 1 });
    expect(report.articles.unchanged).toBe(report.articles.read);
  });
});
