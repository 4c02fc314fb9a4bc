// How fast is indexing, against the plain way to do it? The same passages, in one run.
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { env, pipeline } from "@xenova/transformers";
import hnswlib from "hnswlib-node";
import { articleFiles, findRoot } from "../../src/article/files.ts";
import { entriesOf } from "../../src/article/read.ts";
import type { Embedder } from "../../src/embedding/embedder.ts";
import { Encoder, loadTokenizer } from "../../src/embedding/encoder.ts";
import { findModel, PUBLISHED } from "../../src/embedding/find-model.ts";
import type { Model } from "../../src/embedding/models.ts";
import { EmbeddingPool } from "../../src/embedding/pool.ts";
import { EmbeddingQueue } from "../../src/indexing/embedding-queue.ts";
import { indexSettings } from "../../src/indexing/index-articles.ts";
import { keyedPassages } from "../../src/indexing/keys.ts";
import { seededRandom } from "../../src/seeded-random.ts";
import { SETTINGS } from "../../src/settings.ts";
import { EmbeddedStore } from "../../src/store/embedded/store.ts";
import { SEEDS } from "../wiring.ts";

const WORD = /\p{L}+/gu;
/** Texts that the plain way embeds at once, in its second form. */
const BATCH = 32;

/** Prints passages a second, ours and the library's pipeline, and the ratios. */
export async function benchIndexing(passages = 2000): Promise<void> {
  const model = await findModel();
  const articles = await articlesOf(passages, model);
  const texts = articles.flatMap((article) => article.passages.map(({ text }) => text));
  // In turns, so that a machine that slows down slows all of them.
  const parts = 4;
  const seconds = { ours: 0, single: 0, batches: 0 };
  const plain = await plainWay(model);
  const embedder = new EmbeddingPool(model);
  for (let part = 0; part < parts; part++) {
    const of = <T>(all: readonly T[]) => all.filter((_, at) => at % parts === part);
    const own = of(articles);
    seconds.ours += await ours(own, embedder);
    const same = own.flatMap((article) => article.passages.map(({ text }) => text));
    seconds.single += await plain(same, 1);
    seconds.batches += await plain(same, BATCH);
  }
  await embedder.close();
  const { fused, published } = await oneText(model, texts);
  const row = (name: string, took: number) =>
    console.log(
      `${name.padEnd(34)} ${(texts.length / took).toFixed(1).padStart(7)}/s ${took === seconds.ours ? "" : `${(took / seconds.ours).toFixed(2)} times`}`,
    );
  console.log(`${texts.length} passages on ${cpus().length} cores; ours is so many times as fast:`);
  row("Askwire, all that indexing does", seconds.ours);
  row("pipeline per passage, addPoint", seconds.single);
  row(`pipeline in batches of ${BATCH}, addPoint`, seconds.batches);
  console.log(
    `One passage on one core takes ${fused.toFixed(1)} ms, and ${published.toFixed(1)} ms with the model as published: ${(fused / published).toFixed(2)}.`,
  );
}

interface BenchArticle {
  readonly text: string;
  readonly passages: ReturnType<typeof keyedPassages>;
}

/** The seeds again and again, as long and as uneven as they are, with a third of the words another's: no passage comes twice. */
async function articlesOf(count: number, model: Model): Promise<BenchArticle[]> {
  const tokenize = await loadTokenizer(model);
  const seeds: string[] = [];
  for (const { absolutePath, path } of await articleFiles(await findRoot(SEEDS)))
    for await (const entry of entriesOf(absolutePath, path)) if ("article" in entry) seeds.push(entry.article.text);
  const words = seeds.join(" ").match(WORD) ?? [];
  const articles: BenchArticle[] = [];
  const next = seededRandom(1);
  const another = (word: string) => (next() < 1 / 3 ? words[Math.floor(next() * words.length)] : word);
  for (let made = 0; made < count; ) {
    const text = seeds[articles.length % seeds.length].replace(WORD, another);
    const passages = keyedPassages(text, "", (each) => tokenize(each).length).slice(0, count - made);
    articles.push({ text, passages });
    made += passages.length;
  }
  return articles;
}

/** Seconds for embedding with all cores, writing tables and graph, and publishing. */
async function ours(articles: readonly BenchArticle[], embedder: Embedder): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "askwire-bench-"));
  const store = new EmbeddedStore({ folder });
  await Promise.all(Array.from({ length: 8 }, () => embedder.question("warm up")));
  const started = performance.now();
  const writer = await store.write(indexSettings(embedder), { rebuild: false });
  const queue = new EmbeddingQueue(embedder, writer);
  for (const [at, { text, passages }] of articles.entries()) {
    const about = { title: `${at}`, url: null, site: null, author: null, published: null };
    await queue.add(passages, "", () => writer.put("bench", { path: `${at}`, text, ...about }, `${at}`, passages));
  }
  await queue.drain();
  await writer.seal();
  await writer.publish(null);
  await writer.close();
  const seconds = (performance.now() - started) / 1000;
  await store.close();
  await rm(folder, { recursive: true });
  return seconds;
}

/** Mean ms that one thread takes for a passage, with the model that is run and with the one it was made of, in turns. */
async function oneText(model: Model, texts: readonly string[]): Promise<{ fused: number; published: number }> {
  const onnxFile = join(model.folder, model.card.name, PUBLISHED);
  const encoders = { fused: await Encoder.load(model), published: await Encoder.load({ ...model, onnxFile }) };
  const took = { fused: 0, published: 0 };
  const some = texts.slice(0, 200);
  for (const text of some) {
    for (const form of ["fused", "published"] as const) {
      const started = performance.now();
      await encoders[form].passage([text], "");
      took[form] += (performance.now() - started) / some.length;
    }
  }
  return took;
}

/** The way of every tutorial: the library's pipeline, `batch` texts a call, and a graph in memory. */
async function plainWay(model: Model): Promise<(texts: readonly string[], batch: number) => Promise<number>> {
  env.allowRemoteModels = false;
  env.localModelPath = model.folder;
  const extract = await pipeline("feature-extraction", model.card.name);
  await extract("warm up", { pooling: "cls", normalize: true } as object);
  return async (texts, batch) => {
    const { m, efConstruction } = SETTINGS.index.graph;
    const graph = new hnswlib.HierarchicalNSW("ip", model.card.dimensions);
    graph.initIndex({ maxElements: texts.length, m, efConstruction });
    const started = performance.now();
    for (let from = 0; from < texts.length; from += batch) {
      const some = texts.slice(from, from + batch);
      const vectors = await extract([...some], { pooling: "cls", normalize: true } as object);
      for (const [at, vector] of (vectors.tolist() as number[][]).entries()) graph.addPoint(vector, from + at);
    }
    return (performance.now() - started) / 1000;
  };
}
