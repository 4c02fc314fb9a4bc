// What does the map of a generation show?
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { workerPath } from "../../home.ts";
import type { Generation, StoredArticle } from "../../store/store.ts";
import type { MapTask } from "./worker.ts";

export interface CorpusMap {
  readonly articles: readonly StoredArticle[];
  /** Ids of the passages, which are the points. */
  readonly passages: readonly string[];
  /** For each point the place of its article in `articles`. */
  readonly articleOf: readonly number[];
  /** x and y of each point in turn, 0 to 1. */
  readonly places: Float32Array;
}

/** Articles that are listed in one read. */
const PAGE = 200;

export async function drawMap(generation: Generation): Promise<CorpusMap> {
  const { dimensions } = generation.info.settings;
  const vectors = new Float32Array(generation.info.passages * dimensions);
  const articles: StoredArticle[] = [];
  const passages: string[] = [];
  const articleOf: number[] = [];
  for await (const article of allArticles(generation)) {
    const ids = (await generation.article(article.id))?.passages.map(({ id }) => id) ?? [];
    for (const { id, vector } of await generation.passages(ids)) {
      vectors.set(vector, passages.length * dimensions);
      passages.push(id);
      articleOf.push(articles.length);
    }
    articles.push(article);
    // Questions go first: reading an archive takes seconds, an article a fraction of a millisecond.
    await setImmediate();
  }
  return { articles, passages, articleOf, places: await inWorker({ vectors, dimensions }) };
}

async function* allArticles(generation: Generation): AsyncGenerator<StoredArticle> {
  for (let offset = 0; ; offset += PAGE) {
    const articles = await generation.articles({ offset, limit: PAGE });
    yield* articles;
    if (articles.length < PAGE) return;
  }
}

function inWorker(task: MapTask): Promise<Float32Array> {
  return new Promise((resolve, reject) => {
    const buffer = task.vectors.buffer as ArrayBuffer;
    const worker = new Worker(workerPath("src/page/map/worker.ts"), {
      workerData: task,
      transferList: [buffer],
    });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.unref();
  });
}
