// Kills an indexing run at a random moment, again and again, and looks at what is left.
// By hand, with any number of rounds: node scripts/run.mjs tests/whole/crash/crash.ts 200
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { seededRandom } from "../../../src/seeded-random.ts";
import { databasePath } from "../../../src/store/embedded/database.ts";
import { EmbeddedStore } from "../../../src/store/embedded/store.ts";
import { verifyIndex } from "../../../src/store/embedded/upkeep/verify.ts";
import { passageKey } from "../../../src/store/keys.ts";
import { textOf, writeFiles } from "../../support/corpus.ts";
import { everyRow, indexFolder } from "../../support/index-folder.ts";
import { StandInEmbedder, vectorOf } from "../../support/stand-in-embedder.ts";

const CHILD = "tests/whole/crash/child.ts";
const FILES = 20;

export interface CrashTally {
  rounds: number;
  /** Rounds in which the run was killed before its end, and of those the ones that had published already. */
  killed: number;
  afterPublishing: number;
  /** Vectors that killed runs left for the next. */
  kept: number;
}

/** @throws where an index is not what it should be after a kill. */
export async function crash(rounds: number, seed = 1): Promise<CrashTally> {
  const folder = await mkdtemp(join(tmpdir(), "askwire-crash-"));
  const [articles, index] = [join(folder, "articles"), join(folder, "index")];
  const next = seededRandom(seed);
  const tally = { rounds, killed: 0, afterPublishing: 0, kept: 0 };
  try {
    await change(articles, someFiles(next, FILES), -1);
    await indexFolder(articles, index, new StandInEmbedder());
    /** From the first article to the end, ms; learned from runs that came to it. */
    let length = 300;
    for (let round = 0; round < rounds; round++) {
      await change(articles, someFiles(next, FILES / 4), round);
      const before = everyRow(index);
      const hadBefore = vectorKeys(index);
      const ran = await runAndKill(articles, index, next() * length * 1.1);
      length = Math.max(length * 0.99, ran.done ? ran.ms : 0);
      const published = digest(everyRow(index)) !== digest(before);
      tally.killed += ran.done ? 0 : 1;
      tally.afterPublishing += !ran.done && published ? 1 : 0;
      await answers(index, before, published);
      tally.kept += [...vectorKeys(index)].filter((key) => !hadBefore.has(key)).length;
      await completes(articles, index);
    }
    return tally;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function someFiles(next: () => number, count: number): Record<string, string> {
  const name = () => `article-${Math.floor(next() * FILES)}.txt`;
  return Object.fromEntries(Array.from({ length: count }, () => [name(), textOf(next() * 1e9, 300)]));
}

/** Files that are long there, so that only their stamps are looked at where they stay as they are. */
async function change(articles: string, files: Record<string, string>, round: number): Promise<void> {
  await writeFiles(articles, files);
  const time = Date.UTC(2020, 0, 1) / 1000 + round;
  for (const name of Object.keys(files)) await utimes(join(articles, name), time, time);
}

/** `wait` counts from the first article, ms. */
async function runAndKill(articles: string, index: string, wait: number): Promise<{ done: boolean; ms: number }> {
  const child = spawn(process.execPath, ["scripts/run.mjs", CHILD, articles, index, "2"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, "exit");
  let done = false;
  lines.on("line", (line) => {
    done ||= line === "done";
  });
  await Promise.race([once(lines, "line"), ended]);
  const begun = Date.now();
  await Promise.race([setTimeout(wait), ended]);
  child.kill("SIGKILL");
  await ended;
  return { done, ms: Date.now() - begun };
}

/** A reader that comes after the kill finds one whole generation. */
async function answers(index: string, before: unknown[], published: boolean): Promise<void> {
  const store = new EmbeddedStore({ folder: index });
  try {
    const generation = await store.current();
    const stems = ["bab", "cec"];
    const found = await generation?.candidates({ vector: vectorOf("baba cece"), stems, limit: 5 });
    check(found !== undefined && found.passages.length > 0, "the index answers nothing");
    check(published || digest(everyRow(index)) === digest(before), "the published generation has changed");
  } finally {
    await store.close();
  }
}

/** The next run ends, embeds nothing again, and makes what a run without a kill makes. */
async function completes(articles: string, index: string): Promise<void> {
  const had = vectorKeys(index);
  const embedder = new RecordingEmbedder();
  await indexFolder(articles, index, embedder);
  const again = embedder.keys.filter((key) => had.has(key));
  check(again.length === 0, `${again.length} passages were embedded again`);
  const fresh = `${index}-fresh`;
  await indexFolder(articles, fresh, new StandInEmbedder());
  check(digest(everyRow(index)) === digest(everyRow(fresh)), "the index differs from one built in one go");
  await rm(fresh, { recursive: true });
  const problems = await verifyIndex(index);
  check(problems.length === 0, problems.join(" "));
  const left = (await readdir(index)).filter((name) => name.includes(".tmp-"));
  check(left.length === 0, `temporary files are left: ${left.join(", ")}`);
}

class RecordingEmbedder extends StandInEmbedder {
  readonly keys: string[] = [];

  override async passage(sentences: readonly string[], title: string) {
    this.keys.push(passageKey(title, sentences));
    return super.passage(sentences, title);
  }
}

function vectorKeys(index: string): Set<string> {
  const db = new Database(databasePath(index), { readonly: true });
  try {
    return new Set(db.prepare("SELECT key FROM vector").pluck().all() as string[]);
  } finally {
    db.close();
  }
}

function digest(rows: unknown[]): string {
  return createHash("sha256").update(JSON.stringify(rows)).digest("hex");
}

function check(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(`After a kill ${otherwise}.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await crash(Number(process.argv[2] ?? 200)));
