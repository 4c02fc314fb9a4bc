// How long does a question take in the cluster beside the embedded store, and how does each grow?
// Real questions over variants of real articles (see grown.ts). Both stores are asked the same questions in turns; the
// question's embedding, the same for both, is not counted.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findRoot } from "../../src/article/files.ts";
import { ON_TOPIC_QUESTIONS } from "../../src/evaluation/on-topic-questions.ts";
import { quantile } from "../../src/quantile.ts";
import { BACKGROUND_QUESTIONS } from "../../src/search/background-questions.ts";
import { type Understood, understand } from "../../src/search/question.ts";
import { answerFrom } from "../../src/search/search.ts";
import { SETTINGS } from "../../src/settings.ts";
import { EmbeddedStore } from "../../src/store/embedded/store.ts";
import { Cluster } from "../../src/store/opensearch/cluster.ts";
import type { Generation, IndexSettings, Store } from "../../src/store/store.ts";
import { environment } from "../command.ts";
import { clusterOptions, openCluster } from "../open-store.ts";
import { indexInto, openEngine, SEEDS } from "../wiring.ts";
import { type GrownArticle, grown, putGrown } from "./grown.ts";

/** Asked of each size, and of them unmeasured at first. */
const QUESTIONS = { all: 120, first: 20 };
/** Articles written at the same time. */
const TOGETHER = 64;

/** Grows both stores to each of the sizes (passages, ascending), from the articles of the index in `folder`, or of the seeds. */
export async function benchCluster(sizes: readonly number[], folder?: string): Promise<void> {
  const place = await mkdtemp(join(tmpdir(), "askwire-bench-"));
  const engine = await openEngine({ index: environment.index, model: environment.model });
  const source = new EmbeddedStore({ folder: folder ?? join(place, "source") });
  const embedded = new EmbeddedStore({ folder: join(place, "grown") });
  const prefix = `bench-${process.pid}`;
  const cluster = await openCluster(prefix);
  const nodes = new Cluster(clusterOptions());
  try {
    if (!folder) await indexInto({ ...engine, store: source }, [await findRoot(SEEDS)]);
    const from = await source.current();
    if (!from) throw new Error(`there is no index in ${folder}`);
    const texts = [...ON_TOPIC_QUESTIONS, ...BACKGROUND_QUESTIONS];
    const questions = await Promise.all(
      Array.from({ length: QUESTIONS.all }, (_, n) => understand(engine.embedder, texts[n % texts.length])),
    );
    console.log(`${QUESTIONS.all - QUESTIONS.first} questions in turns; ms without embedding, median and p95`);
    console.log("  passages   embedded          cluster           bytes a passage in the cluster, one copy");
    const articles = grown(from);
    for (const size of sizes) {
      const generations = await growTo(size, [embedded, cluster], articles, from.info.settings);
      const [ours, theirs] = await compare(generations, questions);
      const { passages } = generations[0].info;
      const bytes = ((await bytesOf(nodes, prefix)) / passages).toFixed(0);
      console.log(`  ${String(passages).padStart(8)}   ${ours}   ${theirs}   ${bytes}`);
    }
  } finally {
    await nodes.ask({ method: "DELETE", path: `/${prefix}-*` }, SETTINGS.opensearch.writing);
    await Promise.all([nodes.close(), cluster.close(), embedded.close(), source.close(), engine.close()]);
    await rm(place, { recursive: true });
  }
}

async function growTo(
  size: number,
  stores: readonly Store[],
  articles: AsyncGenerator<GrownArticle>,
  settings: IndexSettings,
): Promise<Generation[]> {
  const writers = await Promise.all(stores.map((store) => store.write(settings, { rebuild: false })));
  try {
    for (let count = writers[0].published?.passages ?? 0; count < size; ) {
      const some = await take(articles, TOGETHER);
      await Promise.all(writers.flatMap((writer) => some.map((article) => putGrown(writer, article))));
      count += some.reduce((sum, { passages }) => sum + passages.length, 0);
    }
    for (const writer of writers) {
      await writer.seal();
      await writer.publish(null);
    }
    return await Promise.all(stores.map((store, at) => reading(store, writers[at].generation)));
  } finally {
    for (const writer of writers) await writer.close();
  }
}

async function take<T>(from: AsyncGenerator<T>, count: number): Promise<T[]> {
  const taken: T[] = [];
  while (taken.length < count) taken.push((await from.next()).value);
  return taken;
}

/** A store is told of what is new within a second. */
async function reading(store: Store, generation: number): Promise<Generation> {
  for (;;) {
    const current = await store.current();
    if (current?.info.generation === generation) return current;
    await sleep(100);
  }
}

/** On disk, without replicas. */
async function bytesOf(nodes: Cluster, prefix: string): Promise<number> {
  type Stats = { _all: { primaries: { store: { size_in_bytes: number } } } };
  const { body } = await nodes.ask<Stats>(
    { method: "GET", path: `/${prefix}-*/_stats/store` },
    SETTINGS.opensearch.asking,
  );
  return body._all.primaries.store.size_in_bytes;
}

/** Median and 95th percentile of each. */
async function compare(generations: readonly Generation[], questions: readonly Understood[]): Promise<string[]> {
  const times: number[][] = generations.map(() => []);
  for (const [n, question] of questions.entries())
    for (const [at, generation] of generations.entries()) {
      const started = performance.now();
      await answerFrom(generation.forOneQuestion(), question, { limit: 5 });
      if (n >= QUESTIONS.first) times[at].push(performance.now() - started);
    }
  const ms = (values: number[], q: number) => quantile(values, q).toFixed(1).padStart(6);
  return times.map((values) => `${ms(values, 0.5)} ${ms(values, 0.95)} ms`);
}
