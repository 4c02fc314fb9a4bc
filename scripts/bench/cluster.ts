// How long does a question take in the cluster beside the embedded store, and how does each grow?
// Articles are made by rule, the same at every run: what is measured is the stores, not the model. Both are asked the
// same questions in turns.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EmbeddedStore } from "../../src/store/embedded/store.ts";
import type { CandidateQuery, Generation, IndexSettings, KeyedPassage, Store, Writer } from "../../src/store/store.ts";
import { terms } from "../../src/text/terms.ts";

const INDEX_SETTINGS: IndexSettings = {
  ...{ format: 1, model: "bench", modelFingerprint: "bench", dimensions: 384, passageTokens: 126 },
};
/** Passages of an article, words of a passage, and different words: about as in news. */
const SHAPE = { passages: 10, words: 60, vocabulary: 50_000 };
/** Asked unmeasured first, and then measured. */
const QUESTIONS = { first: 20, measured: 50 };
/** Articles written at the same time. */
const TOGETHER = 16;

/** Milliseconds, of all questions measured. */
export interface Times {
  readonly passages: number;
  readonly embedded: { readonly median: number; readonly p95: number };
  readonly cluster: { readonly median: number; readonly p95: number };
}

/** `cluster` must be empty, and is filled. */
export async function benchCluster(cluster: Store, passages: number): Promise<Times> {
  const folder = await mkdtemp(join(tmpdir(), "askwire-bench-"));
  const embedded = new EmbeddedStore({ folder });
  try {
    const generations = [await filled(embedded, passages), await filled(cluster, passages)];
    const times: number[][] = [[], []];
    for (let n = 0; n < QUESTIONS.first + QUESTIONS.measured; n++)
      for (const [at, generation] of generations.entries()) {
        const took = await timed(generation, question(n));
        if (n >= QUESTIONS.first) times[at].push(took);
      }
    const [ours, theirs] = times.map(summary);
    return { passages, embedded: ours, cluster: theirs };
  } finally {
    await embedded.close();
    await rm(folder, { recursive: true });
  }
}

async function filled(store: Store, passages: number): Promise<Generation> {
  const writer = await store.write(INDEX_SETTINGS, { rebuild: false });
  try {
    const articles = Math.ceil(passages / SHAPE.passages);
    for (let from = 0; from < articles; from += TOGETHER)
      await Promise.all(
        Array.from({ length: Math.min(TOGETHER, articles - from) }, (_, at) => putArticle(writer, from + at)),
      );
    await writer.seal();
    await writer.publish(null);
  } finally {
    await writer.close();
  }
  const generation = await store.current();
  if (!generation) throw new Error("nothing was published");
  return generation;
}

async function putArticle(writer: Writer, n: number): Promise<void> {
  const passages: KeyedPassage[] = [];
  let text = "";
  for (let at = 0; at < SHAPE.passages; at++) {
    const random = randomFrom(n * SHAPE.passages + at);
    const part = `${words(random, SHAPE.words)}.`;
    const span = { start: text.length, end: text.length + part.length };
    const key = `${n}-${at}`;
    passages.push({ ...span, text: part, paragraph: at + 1, sentences: [span], key });
    text += `${part}\n`;
    await writer.saveVectors(key, { vector: unit(random), sentences: unit(random) });
  }
  const path = `${n}.txt`;
  const article = { path, title: path, text: text.trimEnd(), url: null, site: null, author: null, published: null };
  await writer.put("/bench", article, path, passages);
}

function question(n: number): CandidateQuery {
  const random = randomFrom(1e9 + n);
  const stems = [...new Set(terms(words(random, 6)).map(({ stem }) => stem))];
  return { vector: unit(random), stems, limit: 200 };
}

/** A question as `search` asks it: candidates, and the texts of the first ten. */
async function timed(generation: Generation, query: CandidateQuery): Promise<number> {
  const started = performance.now();
  const { passages } = await generation.candidates(query);
  await generation.passages(passages.slice(0, 10).map(({ id }) => id));
  return performance.now() - started;
}

/** Few words are common and many are rare: the n-th stands about 1/n as often as the first (Zipf). */
function words(random: () => number, count: number): string {
  return Array.from({ length: count }, () => `w${Math.floor(SHAPE.vocabulary ** random())}q`).join(" ");
}

function unit(random: () => number): Float32Array {
  const vector = Float32Array.from({ length: INDEX_SETTINGS.dimensions }, () => random() - 0.5);
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** 0 to 1, the same sequence for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function summary(times: number[]): { median: number; p95: number } {
  const sorted = times.toSorted((a, b) => a - b);
  return { median: sorted[sorted.length >> 1], p95: sorted[Math.floor(sorted.length * 0.95)] };
}
