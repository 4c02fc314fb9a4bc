// npm run bench -- http [--seconds N]: what does asking over HTTP cost beside the bare embedding of the question?
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import autocannon from "autocannon";
import { findRoot } from "../../src/article/files.ts";
import type { Embedder } from "../../src/embedding/embedder.ts";
import { indexInto, openEngine, SEEDS } from "../wiring.ts";
import { residentMegabytes, startServer } from "./server.ts";

const CONNECTIONS = 32;
/** Until compiled code is what runs, s. */
const WARM_UP = 5;
/** Questions that are asked again and again. */
const REPEATED = 20;

type Row = readonly [what: string, figure: string];

/** Each part takes `seconds`; prints a row as soon as it is known. */
export async function benchHttp(seconds = 10): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "askwire-bench-"));
  const engine = await openEngine({ index: folder, model: {} });
  try {
    await indexInto(engine, [await findRoot(SEEDS)]);
    const server = await startServer(folder);
    try {
      await measure(server.address, () => bareRate(engine.embedder, seconds), seconds);
    } finally {
      await server.stop();
    }
  } finally {
    await engine.close();
    await rm(folder, { recursive: true });
  }
}

async function measure(address: string, bareRate: () => Promise<number>, seconds: number): Promise<void> {
  await load(address, WARM_UP, { connections: CONNECTIONS }, distinct);
  const alone = await load(address, 3, { connections: 1 }, distinct);
  // Before and after, since a shared machine is not always as fast.
  const before = await bareRate();
  const distinctly = await load(address, seconds, { connections: CONNECTIONS }, distinct);
  const after = await bareRate();
  const rate = distinctly["2xx"] / distinctly.duration;
  const share = rate / ((before + after) / 2);
  print(["bare embedding, before and after", `${before.toFixed(0)} and ${after.toFixed(0)} questions/s`]);
  print([`${CONNECTIONS} connections, distinct questions`, `${rate.toFixed(0)}/s, ${share.toFixed(2)} of bare`]);
  print(["  latency", latencies(distinctly)]);
  print(["  failed", String(failed(distinctly))]);
  const repeated = await load(address, seconds, { connections: CONNECTIONS }, (n) => distinct(n % REPEATED));
  print(["repeated questions", `${(repeated["2xx"] / repeated.duration).toFixed(0)}/s, failed ${failed(repeated)}`]);
  const megabytes = await residentMegabytes(address);
  const tenfold = { connections: 10 * CONNECTIONS, overallRate: Math.ceil(10 * after) };
  const over = await load(address, seconds, tenfold, distinct);
  print([
    "ten times the capacity",
    `${over["2xx"]} answered, ${over["5xx"]} refused with 503, ${over.errors + over.timeouts} lost`,
  ]);
  print(["  memory", `${megabytes} MB before, ${await residentMegabytes(address)} MB after`]);
  const again = await load(address, 3, { connections: 1 }, distinct);
  print(["  one connection, before and after", `p50 ${alone.latency.p50} ms and ${again.latency.p50} ms`]);
}

let asked = 0;

/** A question of usual length; another one for each number. */
function distinct(number: number): string {
  const topics = ["the ceasefire", "oil prices", "the election", "power plants", "the negotiations"];
  return `What did officials say about ${topics[number % topics.length]} in statement ${number}?`;
}

type Load = Pick<autocannon.Options, "connections" | "overallRate">;

function load(address: string, seconds: number, how: Load, question: (number: number) => string) {
  const setupRequest = (request: autocannon.Request) => ({
    ...request,
    path: `/api/search?q=${encodeURIComponent(question(asked++))}`,
  });
  return autocannon({ url: address, duration: seconds, ...how, requests: [{ setupRequest }] });
}

function latencies({ latency: { p50, p90, p99 } }: autocannon.Result): string {
  return `p50 ${p50} ms, p90 ${p90} ms, p99 ${p99} ms`;
}

function failed(result: autocannon.Result): number {
  return result.non2xx + result.errors + result.timeouts;
}

/** Questions a second that two workers embed with nothing around them. */
async function bareRate(pool: Embedder, seconds: number): Promise<number> {
  await Promise.all(Array.from({ length: CONNECTIONS }, () => pool.question(distinct(asked++))));
  const started = performance.now();
  let done = 0;
  const ask = async () => {
    while (performance.now() - started < seconds * 1000) {
      await pool.question(distinct(asked++));
      done++;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, ask));
  return done / ((performance.now() - started) / 1000);
}

function print([what, figure]: Row): void {
  console.log(`${what.padEnd(40)} ${figure}`);
}
