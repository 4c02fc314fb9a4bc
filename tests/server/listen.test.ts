import { connect } from "node:net";
import { text as textOf } from "node:stream/consumers";
import { setImmediate } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { AskwireError } from "../../src/errors.ts";
import { createApp } from "../../src/server/app.ts";
import { type Limits, type Listening, listen } from "../../src/server/listen.ts";
import { SETTINGS } from "../../src/settings.ts";
import { SlowEmbedder } from "../support/slow-embedder.ts";
import { SmallIndex } from "../support/small-index.ts";

const ANY_PORT = { host: "127.0.0.1", port: 0 };

describe("a listening server", () => {
  let index: SmallIndex;
  let running: Listening | null = null;
  beforeAll(async () => {
    index = await SmallIndex.make();
  });
  afterAll(() => index.remove());
  afterEach(async () => {
    await running?.stop();
    running = null;
  });

  const start = async (embedder = new SlowEmbedder(0), limits: Partial<Limits> = {}) => {
    running = await listen(createApp({ store: index.store, embedder }), ANY_PORT, { ...SETTINGS.server, ...limits });
    return running.address;
  };
  /** What the server says to these bytes until it closes the connection. */
  const said = (address: string, bytes: string) => {
    const socket = connect(Number(new URL(address).port), "127.0.0.1");
    socket.write(bytes);
    return textOf(socket);
  };

  it("answers everything that was asked before it stops, and nothing after", async () => {
    const address = await start(new SlowEmbedder(300));
    const asked = Array.from({ length: 20 }, (_, n) => fetch(`${address}/api/search?q=question+${n}`));
    await expect.poll(async () => (await fetch(`${address}/metrics`)).text()).toContain("askwire_questions_waiting 20");
    const stopping = running?.stop();
    const answers = await Promise.all(asked);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    await Promise.all(answers.map((answer) => answer.json()));
    await stopping;
    await expect(fetch(`${address}/healthz`)).rejects.toThrow();
  });

  it("ends though a connection is open on which nothing was ever sent", async () => {
    const address = await start(new SlowEmbedder(0), { stopping: 30_000 });
    const silent = said(address, "");
    await fetch(`${address}/healthz`);
    await running?.stop();
    expect(await silent).toBe("");
  });

  it("counts each request by its route, and one that broke off while it sent as the client's", async () => {
    const address = await start();
    const metrics = async () => (await fetch(`${address}/metrics`)).text();
    await fetch(`${address}/api/articles`);
    await fetch(`${address}/nowhere`);
    const half = connect(Number(new URL(address).port), "127.0.0.1");
    const post = "POST /api/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 30";
    half.write(`${post}\r\n\r\n{"ques`, () => half.destroy());
    await expect.poll(metrics).toContain('method="POST",route="/api/search",status="499"');
    expect(await metrics()).toContain('method="GET",route="/api/articles",status="200"');
    expect(await metrics()).toContain('method="GET",route="none",status="404"');
  });

  it("refuses a method so that a client that takes compressed answers can read why", async () => {
    const refused = await fetch(`${await start()}/api/search`, { method: "PUT" });
    expect(refused.status).toBe(405);
    expect(await refused.json()).toMatchObject({ detail: "/api/search takes GET, HEAD, POST, not PUT." });
  });

  it("ends in time though a client does not", async () => {
    const address = await start(new SlowEmbedder(60_000), { stopping: 300 });
    const asked = fetch(`${address}/api/search?q=a`);
    const lost = expect(asked).rejects.toThrow();
    await expect.poll(async () => (await fetch(`${address}/metrics`)).text()).toContain("askwire_questions_waiting 1");
    const started = Date.now();
    await running?.stop();
    expect(Date.now() - started).toBeLessThan(3000);
    await lost;
  });

  it("gives the place of a client that hangs up to others", async () => {
    const embedder = new SlowEmbedder(60_000);
    const address = await start(embedder);
    const hangUp = new AbortController();
    const asked = expect(fetch(`${address}/api/search?q=a`, { signal: hangUp.signal })).rejects.toThrow();
    const waiting = async () => (await fetch(`${address}/metrics`)).text();
    await expect.poll(waiting).toContain("askwire_questions_waiting 1");
    hangUp.abort();
    await asked;
    await expect.poll(waiting).toContain("askwire_questions_waiting 0");
    expect(embedder.abandoned).toBe(1);
  });

  it("cuts off clients that are slow, and answers others meanwhile", async () => {
    const address = await start(new SlowEmbedder(0), { headersTimeout: 200, requestTimeout: 400 });
    const slowHeader = said(address, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow:");
    const post = "POST /api/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 30";
    const slowBody = said(address, `${post}\r\n\r\n{"ques`);
    expect((await fetch(`${address}/api/search?q=clock`)).status).toBe(200);
    expect(await slowHeader).toMatch(/^HTTP\/1\.1 408 /);
    expect(await slowBody).not.toContain("200 OK");
  });

  it("takes no header that is longer than allowed", async () => {
    const address = await start();
    const long = "a".repeat(SETTINGS.server.headerBytes);
    expect(await said(address, `GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ${long}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 /,
    );
  });

  it("takes no body that is longer than allowed, whether its length is told or not", async () => {
    const address = await start();
    const headers = { "content-type": "application/json" };
    const long = JSON.stringify({ question: "a".repeat(SETTINGS.server.body) });
    const told = await fetch(`${address}/api/search`, { method: "POST", headers, body: long });
    expect(told.status).toBe(413);
    const body = new Blob([long]).stream();
    const streamed = { method: "POST", headers, body, duplex: "half" } as RequestInit;
    expect((await fetch(`${address}/api/search`, streamed)).status).toBe(413);
  });

  it("says which port is in use", async () => {
    const address = await start();
    const again = listen(createApp(index), { host: "127.0.0.1", port: Number(new URL(address).port) });
    await expect(again).rejects.toThrow(AskwireError);
    await expect(again).rejects.toThrow(/in use: stop what listens there, or choose another with --port/);
  });

  it("answers by the deadline, and at once when too many wait", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    try {
      const embedder = new SlowEmbedder(0);
      embedder.question = () => new Promise(() => {});
      const app = createApp({ store: index.store, embedder });
      const { waiting } = SETTINGS.embedding;
      const asked = Array.from({ length: waiting }, (_, n) => app.request(`/api/search?q=late+question+${n}`));
      const metrics = async () => (await app.request("/metrics")).text();
      while (!(await metrics()).includes(`askwire_questions_waiting ${waiting}`)) await setImmediate();
      const refused = await app.request("/api/search?q=one+more");
      expect(refused.status).toBe(503);
      expect(refused.headers.get("retry-after")).toBe("1");
      vi.advanceTimersByTime(SETTINGS.server.deadline);
      for (const late of await Promise.all(asked)) {
        expect(late.status).toBe(503);
        expect(late.headers.get("retry-after")).toBe("1");
        expect(await late.text()).toContain("took too long");
      }
    } finally {
      vi.useRealTimers();
    }
  });
});
