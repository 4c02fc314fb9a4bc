// The server as a process: started, asked under load, stopped and killed; with the real model over the seeds.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lockForWriting } from "../../src/store/embedded/lock.ts";

describe("the server's process", () => {
  let folder: string;
  let server: { process: ChildProcess; address: string; lines: string[] };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "askwire-server-"));
    server = await start();
  });
  afterAll(async () => {
    server.process.kill("SIGKILL");
    await rm(folder, { recursive: true });
  });

  async function start(index = folder) {
    const args = ["scripts/run.mjs", "scripts/start.ts", "--index", index, "--port", "0"];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    const lines: string[] = [];
    createInterface({ input: child.stderr }).on("line", (line) => lines.push(line));
    const output = createInterface({ input: child.stdout });
    const address = await new Promise<string>((resolve) => {
      output.on("line", (line) => {
        lines.push(line);
        const found = /answers at (\S+)/.exec(line)?.[1];
        if (found) resolve(found);
      });
    });
    return { process: child, address, lines };
  }

  it("listens at once, indexes the seeds where there is no index, says so, and answers", async () => {
    const early = await fetch(server.address, { headers: { accept: "text/html" } });
    expect(early.status).toBe(503);
    expect(await early.text()).toContain("The index is being built");
    const asked = await fetch(`${server.address}/api/search?q=early`);
    expect([asked.status, asked.headers.get("retry-after")]).toEqual([503, "2"]);
    expect((await asked.json()) as object).toMatchObject({ detail: expect.stringContaining("is being built") });
    await expect.poll(async () => (await fetch(`${server.address}/readyz`)).status, { timeout: 60_000 }).toBe(200);
    // Lines of the log are JSON.
    await expect
      .poll(() => server.lines.filter((line) => !line.startsWith("{")))
      .toEqual([
        `Askwire answers at ${server.address}`,
        `There is no index in ${folder} yet: indexing the articles in seeds/.`,
        expect.stringMatching(/^Indexed 5 articles, \d+ passages, in [\d.]+ s\.$/),
      ]);
    const response = await fetch(`${server.address}/api/search?q=${encodeURIComponent("What did Putin agree to?")}`);
    expect(response.status).toBe(200);
    expect((await response.json()) as object).toMatchObject({ index: { articles: 5, model: "bge-small-en-v1.5" } });
  });

  it("gives the tools to an assistant over standard input and output", async () => {
    const client = new Client({ name: "test", version: "1.0.0" });
    const args = ["scripts/run.mjs", "scripts/mcp.ts", "--index", folder];
    await client.connect(new StdioClientTransport({ command: process.execPath, args }));
    const found = await client.callTool({
      name: "search_passages",
      arguments: { question: "Who met Putin?", limit: 2 },
    });
    expect(found.structuredContent).toMatchObject({ passages: [{ source: {} }, { source: {} }] });
    await client.close();
  });

  it("loses no answer when it is stopped under load, and ends well", async () => {
    const outcomes: string[] = [];
    let stopped = false;
    const ask = async (client: number) => {
      for (let n = 0; !stopped; n++) {
        try {
          const response = await fetch(`${server.address}/api/search?q=question+${client}+${n}`);
          await response.json();
          outcomes.push(String(response.status));
        } catch (error) {
          // Nothing listens any more: the request was never taken.
          const { code } = (error as Error).cause as { code?: string };
          if (code === "ECONNREFUSED") return;
          outcomes.push(String(code));
        }
      }
    };
    const clients = Promise.all(Array.from({ length: 32 }, (_, client) => ask(client)));
    await expect.poll(() => outcomes.length, { timeout: 20_000 }).toBeGreaterThan(100);
    const started = Date.now();
    server.process.kill("SIGTERM");
    const [status] = await once(server.process, "exit");
    stopped = true;
    await clients;
    expect(status).toBe(0);
    expect(Date.now() - started).toBeLessThan(10_000);
    expect(new Set(outcomes)).toEqual(new Set(["200"]));
  });

  it("says on the terminal and on the page why it cannot index, and goes on serving", async () => {
    const busy = await mkdtemp(join(tmpdir(), "askwire-busy-"));
    const release = lockForWriting(busy);
    const waiting = await start(busy);
    const sentence = `Another indexing run is writing ${busy};`;
    await expect.poll(() => waiting.lines.join("\n")).toContain(sentence);
    const page = await (await fetch(waiting.address, { headers: { accept: "text/html" } })).text();
    expect(page).toContain("The index could not be built");
    expect(page).toContain(sentence);
    waiting.process.kill("SIGTERM");
    expect(await once(waiting.process, "exit")).toEqual([0, null]);
    release();
    await rm(busy, { recursive: true });
  });

  it("answers soon after it was killed and started again", async () => {
    server = await start();
    server.process.kill("SIGKILL");
    await once(server.process, "exit");
    server = await start();
    const ready = await fetch(`${server.address}/readyz`);
    expect(await ready.json()).toEqual({ status: "ready", generation: 1 });
    expect(server.lines[0]).toContain("answers at");
  });
});
