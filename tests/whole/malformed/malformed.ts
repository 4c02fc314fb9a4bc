// What does a server do about requests that are none? By hand: node scripts/run.mjs tests/whole/malformed/malformed.ts 10000
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { residentMegabytes, startServer } from "../../../scripts/bench/server.ts";
import { seededRandom } from "../../../src/seeded-random.ts";

export interface Outcome {
  /** Statuses of the malformed requests, with how often each came; "none" where the connection was cut. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Good questions asked meanwhile, and those that were not answered with 200. */
  readonly asked: number;
  readonly failed: number;
  /** Resident memory of the server before and after, MB. */
  readonly megabytes: readonly [before: number, after: number];
}

const AT_ONCE = 50;
/** A connection that is left open is given up after this, ms. */
const PATIENCE = 2000;

/** Sends `count` malformed requests to a server over an index of the seeds, with good questions among them. */
export async function malformed(count: number): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), "askwire-malformed-"));
  const server = await startServer(folder);
  try {
    const warm = Math.min(count, 1000);
    await sendAll(server.address, warm, 1);
    await wait(PATIENCE);
    const before = await residentMegabytes(server.address);
    const asking = new AbortController();
    const questions = ask(server.address, asking.signal);
    const statuses = await sendAll(server.address, count, 2);
    asking.abort();
    await wait(PATIENCE);
    return { statuses, ...(await questions), megabytes: [before, await residentMegabytes(server.address)] };
  } finally {
    await server.stop();
    await rm(folder, { recursive: true });
  }
}

async function ask(address: string, signal: AbortSignal): Promise<{ asked: number; failed: number }> {
  let asked = 0;
  let failed = 0;
  for (; !signal.aborted; asked++) {
    const { status } = await fetch(`${address}/api/search?q=What+did+Putin+agree+to+${asked}`);
    if (status !== 200) failed++;
    await wait(50);
  }
  return { asked, failed };
}

async function sendAll(address: string, count: number, seed: number): Promise<Record<string, number>> {
  const next = seededRandom(seed);
  const statuses: Record<string, number> = {};
  const { hostname, port } = new URL(address);
  let sent = 0;
  const client = async () => {
    while (sent < count) {
      const request = REQUESTS[sent++ % REQUESTS.length](next, `${hostname}:${port}`);
      const status = await send(Number(port), hostname, request);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  return statuses;
}

/** The status of the first answer; "none" where the connection is cut, or nothing comes in time. */
function send(port: number, host: string, request: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    let answer = "";
    socket.setTimeout(PATIENCE, () => socket.destroy());
    socket.on("data", (data) => {
      answer += data.toString("latin1");
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => resolve(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? "none"));
    // Half closed: all is said, the answer may still come.
    socket.end(request);
  });
}

type Next = () => number;

const bytes = (next: Next, length: number) => Buffer.from(Array.from({ length }, () => Math.floor(next() * 256)));
const words = (next: Next, length: number) => bytes(next, length).toString("base64url");
const head = (host: string, line: string, ...headers: string[]) =>
  `${[`${line} HTTP/1.1`, `Host: ${host}`, "Connection: close", ...headers].join("\r\n")}\r\n\r\n`;
const post = (host: string, body: string, ...headers: string[]) =>
  head(host, "POST /api/search", "Content-Type: application/json", `Content-Length: ${body.length}`, ...headers) + body;

const REQUESTS: readonly ((next: Next, host: string) => string | Buffer)[] = [
  (next) => bytes(next, 1 + Math.floor(next() * 2000)),
  (next, host) => head(host, `${words(next, 6)} /api/search?q=x`),
  (next, host) => head(host, `GET /${words(next, 20)}`),
  (_, host) => head(host, "GET /api/search?q=%E0%A4%A"),
  (_, host) => head(host, "GET /api/articles/..%2f..%2fetc%2fpasswd"),
  (_, host) => head(host, "GET /../../etc/passwd"),
  (next, host) => head(host, `GET /api/search?q=${"x".repeat(Math.floor(next() * 20_000))}`),
  (next, host) => head(host, `GET /api/search?q=a&limit=${words(next, 4)}&offset=-1&after=never`),
  (next, host) => head(host, `GET /api/passages/${words(next, 12)}/similar`),
  (_, host) => head(host, "GET /api/search?q=%00%ff%fe"),
  (next, host) => head(host, "GET /api/search?q=x", `X-Large: ${"y".repeat(Math.floor(next() * 40_000))}`),
  (_, host) => head(host, "GET /api/search?q=x", "Content-Length: 5", "Content-Length: 7"),
  (_, host) => head(host, "POST /api/search", "Transfer-Encoding: chunked", "Content-Length: 4"),
  (_, host) => `${head(host, "POST /api/search", "Transfer-Encoding: chunked")}zz\r\nnot a chunk\r\n`,
  () => "GET /api/search?q=x HTTP/1.1\r\n\r\n",
  (next) => head(`${words(next, 5)}.example`, "GET /api/search?q=x"),
  (_, host) => head(host, "GET /api/search?q=x", "Origin: https://elsewhere.example"),
  (_, host) => post(host, "{"),
  (_, host) => post(host, "[".repeat(50_000)),
  (_, host) => post(host, '{"q": 7, "limit": "many", "include": {}}'),
  (next, host) => post(host, bytes(next, 200).toString("latin1")),
  (_, host) => post(host, JSON.stringify({ questions: Array.from({ length: 101 }, () => ({ q: "x" })) })),
  (_, host) => post(host, '{"q": "x"}', "Content-Encoding: gzip"),
  (_, host) => post(host, '{"q": "x"}', "Expect: something"),
  (next, host) => post(host, `{"q": "${"x".repeat(Math.floor(next() * 2_000_000))}"}`),
  (_, host) => `${head(host, "POST /mcp", "Content-Type: application/json", "Content-Length: 3")}not`,
  // Half a request: it says more than it sends.
  (_, host) => `${head(host, "POST /api/search", "Content-Type: application/json", "Content-Length: 5000")}{`,
  (_, host) => `GET /api/search?q=x HTTP/1.1\r\nHost: ${host}\r\nX-Never-Ends: `,
];

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await malformed(Number(process.argv[2] ?? 10_000)));
