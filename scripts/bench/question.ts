// How long does a question take beside its bare embedding? And how soon does a server answer its first?
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { findRoot } from "../../src/article/files.ts";
import { ON_TOPIC_QUESTIONS } from "../../src/evaluation/on-topic-questions.ts";
import { quantile } from "../../src/quantile.ts";
import { BACKGROUND_QUESTIONS } from "../../src/search/background-questions.ts";
import { ask } from "../../src/search/search.ts";
import { indexInto, type OpenEngine, openEngine, SEEDS } from "../wiring.ts";

/** Questions asked unmeasured first, and rounds in which each is embedded alone and asked whole. */
const WARM_UP = 20;
const ROUNDS = 200;

/** Over the seeds, or over the index in `folder`. */
export async function benchQuestion(folder?: string): Promise<void> {
  const made = folder ? null : await mkdtemp(join(tmpdir(), "askwire-bench-"));
  const engine = await openEngine({ index: folder ?? (made as string), model: {} });
  try {
    if (made) await indexInto(engine, [await findRoot(SEEDS)]);
    await compare(engine);
  } finally {
    await engine.close();
  }
  if (!made) return;
  await firstAnswer(made);
  await rm(made, { recursive: true });
}

/** In turns, so that a machine that slows down slows both. */
async function compare(engine: OpenEngine): Promise<void> {
  const questions = [...ON_TOPIC_QUESTIONS, ...BACKGROUND_QUESTIONS];
  const bare: number[] = [];
  const whole: number[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const text = questions[(round + WARM_UP) % questions.length];
    const embedding = await milliseconds(() => engine.embedder.question(text));
    const asking = await milliseconds(() => ask(engine, { text, limit: 5 }));
    if (round < 0) continue;
    bare.push(embedding);
    whole.push(asking);
  }
  const { info } = (await engine.store.current()) ?? {};
  const ratios = whole.map((value, at) => value / bare[at]);
  console.log(`a question over ${info?.passages} passages, ${ROUNDS} rounds in turns, middle values`);
  console.log(`  bare embedding        ${quantile(bare, 0.5).toFixed(1)} ms`);
  console.log(`  the whole question    ${quantile(whole, 0.5).toFixed(1)} ms`);
  console.log(`  whole / bare          ${quantile(ratios, 0.5).toFixed(2)}`);
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** `npm start` on an index that is there, from its start to the answer. */
async function firstAnswer(folder: string): Promise<void> {
  const started = performance.now();
  const server = spawn("npm", ["start", "--", "--index", folder, "--port", "0"], { detached: true });
  try {
    let address: string | undefined;
    for await (const line of createInterface({ input: server.stdout })) {
      address = /http:\/\/\S+?:\d+/.exec(line)?.[0];
      if (address) break;
    }
    const answer = await fetch(`${address}/api/search?q=Who+met+Putin%3F`);
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    console.log(`  npm start to the first answer  ${((performance.now() - started) / 1000).toFixed(2)} s`);
  } finally {
    if (server.pid) process.kill(-server.pid, "SIGTERM");
    await once(server, "exit");
  }
}
