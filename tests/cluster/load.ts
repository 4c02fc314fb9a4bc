// Clients that ask and one that indexes, while the cluster is harmed: what was answered, and what was acknowledged.
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import type { Article } from "../../src/article/article.ts";
import { splitIntoPassages } from "../../src/passage/split.ts";
import type { Answer } from "../../src/search/answer.ts";
import { createApp } from "../../src/server/app.ts";
import { SETTINGS } from "../../src/settings.ts";
import { OpenSearchStore, type OpenSearchStoreOptions } from "../../src/store/opensearch/store.ts";
import type { IndexSettings, Store, Writer } from "../../src/store/store.ts";
import { countWords, DIMENSIONS, StandInEmbedder } from "../support/stand-in-embedder.ts";

const ROOT = "/letters";
const embedder = new StandInEmbedder();

export const INDEX_SETTINGS: IndexSettings = {
  format: SETTINGS.index.format,
  model: embedder.model,
  modelFingerprint: embedder.fingerprint,
  dimensions: DIMENSIONS,
  passageTokens: 40,
};

/** No two letters share a word: who asks with one's words has to find it first, and none is a copy of another. */
export const textOf = (n: number) => `Q${n}a q${n}b q${n}c q${n}d q${n}e q${n}f q${n}g q${n}h.`;

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
  /** What those that were not answered in time were told. */
  readonly refused: string[];
  /** ms of the slowest question, answered or refused. */
  slowest: number;
}

/** Asks over HTTP for letters 0 to `known` from so many clients until `stop`; each rests a little between its questions. */
export async function askUntil(stop: AbortSignal, store: Store, clients: number, known: number): Promise<Tally> {
  const app = createApp({ store, embedder });
  const tally: Tally = { answered: 0, wrong: 0, refused: [], slowest: 0 };
  const client = async (first: number) => {
    for (let n = first; !stop.aborted; n += clients) {
      const started = performance.now();
      // Nobody has asked this before: an answer that is remembered would say nothing about the cluster.
      const question = `${textOf(n % known)} ${clients}x${n}`;
      const answer = await app.request(`/api/search?limit=3&q=${encodeURIComponent(question)}`);
      const took = performance.now() - started;
      const body = (await answer.json()) as Answer & { detail?: string };
      if (answer.status !== 200 || took > IN_TIME) tally.refused.push(body.detail ?? `answered after ${took} ms`);
      else if (body.passages[0]?.source.path === `letter-${n % known}.txt`) tally.answered++;
      else tally.wrong++;
      tally.slowest = Math.max(tally.slowest, took);
      await sleep(RESTS);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, at) => client(at)));
  return tally;
}

/** Of all questions. */
export function refusedShare({ answered, wrong, refused }: Tally): number {
  return refused.length / (answered + wrong + refused.length);
}

/** What a question may take, ms. */
const IN_TIME = 5_000;
/** A person's pause; it keeps the clients, the nodes and the tests from fighting over two cores, ms. */
const RESTS = 2_000;

/** Puts letters from `first` on until `stop`; numbers of those that were acknowledged. */
export async function putUntil(stop: AbortSignal, writer: Writer, first: number): Promise<number[]> {
  const acknowledged: number[] = [];
  for (let n = first; !stop.aborted; n++) {
    await put(writer, n);
    acknowledged.push(n);
  }
  return acknowledged;
}

/** Numbers of the letters that are published, as a reader finds them who has just come. */
async function lettersIn(options: OpenSearchStoreOptions): Promise<number[]> {
  const reader = new OpenSearchStore(options);
  try {
    const generation = await reader.current();
    const listed = (await generation?.articles({ offset: 0, limit: 10_000 })) ?? [];
    return listed.map(({ path }) => Number(/\d+/.exec(path)?.[0]));
  } finally {
    await reader.close();
  }
}

/** What must hold after the harm: all that was acknowledged is published, and nothing is there twice. */
export async function expectKept(writer: Writer, options: OpenSearchStoreOptions, acknowledged: readonly number[]) {
  await writer.seal();
  const { articles, passages } = await writer.publish(null);
  await writer.close();
  const letters = await lettersIn(options);
  const there = new Set(letters);
  expect(acknowledged.filter((n) => !there.has(n))).toEqual([]);
  // A letter is one article of one passage, whatever was sent again.
  expect([there.size, articles, passages]).toEqual([letters.length, letters.length, letters.length]);
}
