// The commands as a person runs them: what they print, what they answer to a mistake, and how they end.
import { execFile } from "node:child_process";
import { once } from "node:events";
import { access, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lockForWriting } from "../../src/store/embedded/lock.ts";

interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function npmRun(command: string, args: readonly string[], env: Record<string, string> = {}): Promise<Outcome> {
  const script = ["scripts/run.mjs", `scripts/${command}.ts`, ...args];
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, script, { env: { ...process.env, ...env } });
    return { status: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { status: code, stdout, stderr };
  }
}

let folder: string;
let index: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "askwire-commands-"));
  index = join(folder, "index");
  const { status, stdout } = await npmRun("index", ["--index", index, "--json"]);
  expect(status).toBe(0);
  const last = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
  expect(last.articles).toMatchObject({ read: 5, added: 5, changed: 0, removed: 0, unchanged: 0, failed: 0 });
  expect(last).toMatchObject({ generation: 1, reused: 0 });
  expect(last.embedded).toBe(last.passages);
});
afterAll(() => rm(folder, { recursive: true }));

describe("npm run index", () => {
  it("does nothing where nothing has changed", async () => {
    const { status, stdout } = await npmRun("index", ["--index", index, "--json"]);
    expect(status).toBe(0);
    const last = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
    expect(last).toMatchObject({ embedded: 0, generation: 1, articles: { read: 5, unchanged: 5 } });
  });

  it("tells a summary without colours or a bar where nobody looks at a terminal", async () => {
    const { stdout } = await npmRun("index", ["--index", index]);
    expect(stdout).toMatch(/5 articles/);
    expect(stdout).not.toContain("\x1b");
  });

  it.each([
    ["a path that is not there", ["/nowhere/at/all"], 1, /Cannot read \/nowhere\/at\/all: there is no such/],
    ["an option that does not exist", ["--fast"], 2, /Unknown option '--fast'; see --help/],
  ])("answers %s in one sentence", async (_, args, expected, sentence) => {
    const { status, stderr } = await npmRun("index", [...args, "--index", index]);
    expect(status).toBe(expected);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(sentence);
  });

  it("makes no index in order to take something out of it", async () => {
    const mistyped = join(folder, "mistyped");
    const { status, stderr } = await npmRun("index", ["--remove", "seeds", "--index", mistyped]);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/^There is no index in .*mistyped/),
    });
    await expect(access(mistyped)).rejects.toThrow("ENOENT");
  });

  it("says that a folder has no articles", async () => {
    const empty = join(folder, "empty");
    await mkdir(empty, { recursive: true });
    const { status, stderr } = await npmRun("index", [empty, "--index", join(folder, "unused")]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/no articles/);
  });

  it("indexes the good files and reports the bad one, with status 1", async () => {
    const mixed = join(folder, "mixed");
    await mkdir(mixed, { recursive: true });
    await writeFile(join(mixed, "good.txt"), "The ferry sails at dawn. It carries lemons.");
    await writeFile(join(mixed, "empty.txt"), "");
    const { status, stdout, stderr } = await npmRun("index", [mixed, "--index", join(folder, "mixed-index"), "--json"]);
    expect(status).toBe(1);
    expect(stderr + stdout).toMatch(/empty\.txt/);
    expect(JSON.parse(stdout.trim().split("\n").at(-1) ?? "").articles).toMatchObject({ read: 1, failed: 1 });
  });

  it("does not write while another run does", async () => {
    const release = lockForWriting(index);
    const { status, stderr } = await npmRun("index", ["--index", index]);
    release();
    expect(status).toBe(1);
    expect(stderr).toMatch(/Another indexing run is writing/);
  });

  it("refuses a model that is not here, with what to do", async () => {
    const { status, stderr } = await npmRun("index", ["--index", index], { ASKWIRE_MODEL: "Xenova/all-MiniLM-L6-v2" });
    expect(status).toBe(1);
    expect(stderr).toMatch(/ASKWIRE_ALLOW_DOWNLOAD=1/);
  });
});

describe("npm run ask", () => {
  it("prints passages with their sources", async () => {
    const { status, stdout } = await npmRun("ask", [
      "Who did Steve Witkoff meet in Moscow?",
      "--index",
      index,
      "--limit",
      "2",
    ]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^1\. /);
    expect(stdout).toContain("Witkoff");
    expect(stdout).toMatch(/000_a648c7ec1a727d2b\.txt, paragraph \d+/);
  });

  it("gives with --json what the HTTP API gives", async () => {
    const { stdout } = await npmRun("ask", ["ice hockey", "--index", index, "--json"]);
    const answer = JSON.parse(stdout);
    expect(Object.keys(answer)).toEqual(["question", "answered", "confidence", "passages", "index"]);
    expect(answer.passages[0].alsoIn).toHaveLength(1);
  });

  it.each([
    ["no question", [], 2, /Say what you want to know/],
    ["a limit of 0", ["why?", "--limit", "0"], 2, /--limit takes a whole number from 1 to 50, not "0"/],
    ["no index", ["why?", "--index", "/tmp/askwire-no-index"], 1, /Nothing is indexed yet: run `npm run index/],
  ])("answers %s in one sentence", async (_, args, expected, sentence) => {
    const { status, stderr } = await npmRun("ask", args);
    expect({ status, stderr: stderr.trim().split("\n").length }).toEqual({ status: expected, stderr: 1 });
    expect(stderr).toMatch(sentence);
  });
});

describe("npm start", () => {
  it("says that its port is in use", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as { port: number };
    const { status, stderr, stdout } = await npmRun("start", ["--index", index, "--port", String(port)]);
    taken.close();
    expect(status).toBe(1);
    expect(stderr + stdout).toMatch(new RegExp(`Port ${port} .* is in use`));
  });
});

describe("every command", () => {
  it.each(["index", "ask", "start", "evaluate", "bench"])("%s has a --help", async (command) => {
    const { status, stdout } = await npmRun(command, ["--help"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/-h, --help/);
  });
});

describe("README.md", () => {
  it("names only commands that exist", async () => {
    const readme = await readFile("README.md", "utf8");
    const { scripts } = JSON.parse(await readFile("package.json", "utf8"));
    const named = [...readme.matchAll(/npm (?:run (?:-s |--silent )?)?([a-z:]+)/g)].map(([, name]) => name);
    expect(named).toContain("start");
    expect(named.filter((name) => !["ci", "install"].includes(name) && !scripts[name])).toEqual([]);
  });

  it("asks in its examples what the seeds answer", async () => {
    const readme = await readFile("README.md", "utf8");
    const questions = [...readme.matchAll(/npm run ask -- "([^"]+)"/g)].map(([, question]) => question);
    expect(questions.length).toBeGreaterThan(0);
    for (const question of questions) {
      const { stdout } = await npmRun("ask", [question, "--index", index, "--json"]);
      expect({ question, answered: JSON.parse(stdout).answered }).toEqual({ question, answered: true });
    }
  });
});
