// Clients that ask and one that indexes, while the cluster is harmed: what was answered, and what was acknowledged.
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Article } from "../../src/article/article.ts";
import { StoreUnavailableError } from "../../src/errors.ts";
import { splitIntoPassages } from "../../src/passage/split.ts";
import { ask, type Engine } from "../../src/search/search.ts";
import { SETTINGS } from "../../src/settings.ts";
import type { IndexSettings, Store, Writer } from "../../src/store/store.ts";
import { countWords, DIMENSIONS, StandInEmbedder } from "../support/stand-in-embedder.ts";

export const ROOT = "/letters";
const embedder = new StandInEmbedder();

export const INDEX_SETTINGS: IndexSettings = {
  format: SETTINGS.index.format,
  model: embedder.model,
  modelFingerprint: embedder.fingerprint,
  dimensions: DIMENSIONS,
  passageTokens: 40,
};

/** No two letters share a word: who asks with one's words has to find it first, and none is a copy of another. */
const textOf = (n: number) => `Q${n}a q${n}b q${n}c q${n}d q${n}e q${n}f q${n}g q${n}h.`;

function letter(n: number): Article {
  const path = `letter-${n}.txt`;
  return { path, title: path, text: textOf(n), url: null, site: null, author: null, published: null };
}

export async function put(writer: Writer, n: number): Promise<void> {
  const article = letter(n);
  const key = createHash("sha256").update(article.text).digest("hex").slice(0, 32);
  const passages = splitIntoPassages(article.text, { budget: INDEX_SETTINGS.passageTokens, countTokens: countWords });
  await writer.saveVectors(key, await embedder.passage([article.text], ""));
  await writer.put(
    ROOT,
    article,
    key,
    passages.map((passage) => ({ ...passage, key })),
  );
}

export async function publishLetters(store: Store, count: number): Promise<void> {
  const writer = await store.write(INDEX_SETTINGS, { rebuild: false });
  try {
    for (let from = 0; from < count; from += 50)
      await Promise.all(Array.from({ length: Math.min(50, count - from) }, (_, at) => put(writer, from + at)));
    await writer.seal();
    await writer.publish(null);
  } finally {
    await writer.close();
  }
}

export interface Tally {
  answered: number;
  wrong: number;
  refused: number;
  /** ms of the slowest question, answered or refused. */
  slowest: number;
}

/** Asks for letters 0 to `known` from so many clients until `stop`; each rests a little between its questions. */
export async function askUntil(stop: AbortSignal, store: Store, clients: number, known: number): Promise<Tally> {
  const tally = { answered: 0, wrong: 0, refused: 0, slowest: 0 };
  const client = async (first: number) => {
    for (let n = first; !stop.aborted; n += clients) {
      const started = performance.now();
      const outcome = await askOnce({ store, embedder }, n % known);
      tally[outcome]++;
      tally.slowest = Math.max(tally.slowest, performance.now() - started);
      await sleep(RESTS);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, at) => client(at)));
  return tally;
}

/** A person's pause; it keeps the clients, the nodes and the tests from fighting over two cores, ms. */
const RESTS = 2_000;

async function askOnce(engine: Engine, n: number): Promise<"answered" | "wrong" | "refused"> {
  try {
    const { passages } = await ask(engine, { text: textOf(n), limit: 3 });
    return passages[0]?.source.path === `letter-${n}.txt` ? "answered" : "wrong";
  } catch (error) {
    if (error instanceof StoreUnavailableError) return "refused";
    throw error;
  }
}

/** Puts letters from `first` on until `stop`; numbers of those that were acknowledged. */
export async function putUntil(stop: AbortSignal, writer: Writer, first: number): Promise<number[]> {
  const acknowledged: number[] = [];
  for (let n = first; !stop.aborted; n++) {
    await put(writer, n);
    acknowledged.push(n);
  }
  return acknowledged;
}
