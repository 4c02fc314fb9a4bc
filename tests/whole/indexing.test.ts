// The indexing script as a process beside others: stopped with Ctrl-C, and watching a folder that a server answers from.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rename, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { lockForWriting } from "../../src/store/embedded/lock.ts";
import { textOf, writeFiles } from "../support/corpus.ts";

let folder: string;
let articles: string;
let index: string;
let running: Script[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "askwire-indexing-"));
  articles = join(folder, "articles");
  index = join(folder, "index");
  running = [];
});
afterEach(async () => {
  for (const script of running) await script.end("SIGKILL");
  await rm(folder, { recursive: true });
});

/** A script that runs; what it prints is kept, line by line. */
class Script {
  readonly lines: string[] = [];
  private readonly child: ChildProcess;
  private readonly ended: Promise<unknown>;

  constructor(name: string, ...args: string[]) {
    this.child = spawn(process.execPath, ["scripts/run.mjs", `scripts/${name}.ts`, "--index", index, ...args]);
    this.ended = once(this.child, "exit");
    for (const stream of [this.child.stdout, this.child.stderr])
      if (stream) createInterface({ input: stream }).on("line", (line) => this.lines.push(line));
    running.push(this);
  }

  /** The first line that matches, once it is there. */
  async says(pattern: RegExp): Promise<string> {
    await expect.poll(() => this.lines.some((line) => pattern.test(line)), { timeout: 60_000 }).toBe(true);
    return this.lines.find((line) => pattern.test(line)) as string;
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    await this.ended;
    return this.child.exitCode;
  }
}

it("keeps on Ctrl-C what it has, says how to go on, and ends with 130", async () => {
  await writeFiles(articles, Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`${at}.txt`, textOf(at, 150)])));
  const first = new Script("index", articles, "--json");
  await first.says(/"embedded":[1-9]/);
  expect(await first.end("SIGINT")).toBe(130);
  expect(first.lines.at(-1)).toMatch(/every passage that was embedded is kept; run the same command again to go on/);
  const second = new Script("index", articles);
  const [, passages, embedded] =
    /40 articles read .*, (\d+) passages, (\d+) embedded/.exec(await second.says(/read/)) ?? [];
  expect(Number(embedded)).toBeGreaterThan(0);
  expect(Number(embedded)).toBeLessThan(Number(passages));
});

it("indexes what changes while it watches, and a server answers from it at once, and never fails meanwhile", async () => {
  await writeFiles(articles, { "a.txt": "The lighthouse\n\nThe lighthouse keeper counted forty ships.\n" });
  const watching = new Script("index", articles, "--watch");
  await watching.says(/Watching/);
  const server = new Script("start", "--port", "0");
  const address = /http:\S+/.exec(await server.says(/answers at/))?.[0];
  const failures: number[] = [];
  const ask = async () => {
    const response = await fetch(`${address}/api/search?q=How+many+ships`);
    if (!response.ok) failures.push(response.status);
    return ((await response.json()) as { passages: { text: string }[] }).passages.map(({ text }) => text).join(" ");
  };
  expect(await ask()).toContain("forty ships");
  for (const number of ["fifty", "sixty"]) {
    await writeFiles(articles, { "a.txt": `The lighthouse\n\nThe lighthouse keeper counted ${number} ships.\n` });
    await expect.poll(ask, { timeout: 30_000 }).toContain(`${number} ships`);
  }
  expect(failures).toEqual([]);
  expect(await watching.end("SIGINT")).toBe(0);
});

it("goes on watching after its folder was away and after another run held the index, and looks at nothing else", async () => {
  await writeFiles(articles, { "a.txt": "The lighthouse\n\nThe lighthouse keeper counted forty ships.\n" });
  // Links that lead round and out, and an index that every run writes, would each make it run again and again.
  await symlink(articles, join(articles, "round"));
  await symlink(tmpdir(), join(articles, "out"));
  index = join(articles, "index");
  const watching = new Script("index", articles, "--watch", "--json");
  await watching.says(/Watching/);
  const runs = () => watching.lines.filter((line) => line.includes('"event":"done"')).length;
  await writeFiles(folder, { "elsewhere.txt": "x" });
  await writeFiles(articles, { ".hidden/b.txt": "x" });
  await setTimeout(2000);
  expect(runs()).toBe(1);
  expect(watching.lines.find((line) => line.includes('"event":"done"'))).toContain('"failed":0');

  const release = lockForWriting(index);
  await writeFiles(articles, { "c.txt": "The ferry\n\nThe ferry sailed at dawn.\n" });
  await watching.says(/Another indexing run/);
  release();
  await watching.says(/"added":1,"changed":0.*"generation":2/);

  await rename(articles, join(folder, "away"));
  await watching.says(/There are no articles in/);
  await rename(join(folder, "away"), articles);
  await expect.poll(runs, { timeout: 30_000 }).toBe(3);
  await writeFiles(articles, { "d.txt": "The baker\n\nThe baker sold bread.\n" });
  await watching.says(/"generation":3/);
  expect(await watching.end("SIGINT")).toBe(0);
});
