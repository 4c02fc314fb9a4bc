// Indexes a folder of damaged files with a few good ones among them, and looks at what is said of each.
// By hand, with any number, and the heavy ones with it: node scripts/run.mjs tests/whole/damaged/damaged.ts 1000
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Failure } from "../../../src/indexing/report.ts";
import { seededRandom } from "../../../src/seeded-random.ts";
import { textOf, writeFiles } from "../../support/corpus.ts";
import { everyRow, indexFolder } from "../../support/index-folder.ts";
import { pdfOf } from "../../support/pdf.ts";
import { StandInEmbedder } from "../../support/stand-in-embedder.ts";

const MB = 2 ** 20;

type Files = Record<string, string | Uint8Array>;

function whole(seed: number): Files {
  const text = textOf(seed, 120);
  const lines = text.split("\n");
  const items = lines.map((line, at) => `<item><guid>${at}</guid><description>${line}</description></item>`).join("");
  return {
    "a.txt": text,
    "a.md": `---\ntitle: "T"\n---\n${text}`,
    "a.html": `<html><head><title>T</title></head><body>${lines.map((line) => `<p>${line}</p>`).join("")}</body></html>`,
    "a.json": JSON.stringify(lines.map((line, id) => ({ id, text: line }))),
    "a.jsonl": lines.map((line, id) => JSON.stringify({ id, text: line })).join("\n"),
    "a.pdf": pdfOf([lines.map((line) => line.slice(0, 90))]),
    "a.xml": `<?xml version="1.0"?><rss version="2.0"><channel><title>S</title>${items}</channel></rss>`,
    "a.txt.gz": gzipSync(text),
    "a.jsonl.gz": gzipSync(lines.map((line) => JSON.stringify({ text: line })).join("\n")),
  };
}

/** Ways to damage a file; `next` gives numbers in [0, 1). */
const DAMAGES: readonly ((bytes: Buffer, next: () => number) => Uint8Array)[] = [
  (bytes, next) => bytes.subarray(0, Math.floor(next() * bytes.length)),
  (bytes, next) => Buffer.from(bytes.map((byte) => (next() < 0.02 ? next() * 256 : byte))),
  (bytes, next) => Buffer.from(bytes.map(() => next() * 256)),
  (bytes) => Buffer.from(bytes.toString("latin1"), "utf16le"),
  (bytes, next) => Buffer.concat([bytes.subarray(Math.floor(next() * bytes.length)), bytes]),
  (bytes, next) => Buffer.concat([bytes, Buffer.alloc(next() * 5000)]),
];

function damaged(count: number, seed: number): Files {
  const next = seededRandom(seed);
  const files: Files = {};
  for (let at = 0; at < count; at++) {
    const [name, content] = Object.entries(whole(at))[at % 9];
    const damage = DAMAGES[Math.floor(next() * DAMAGES.length)];
    files[`${at}-${name}`] = damage(Buffer.from(content), next);
  }
  return files;
}

/** Small in writing, and large in reading. */
const TRAPS: Files = {
  "deep.json": `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
  "deeper.json": '{"a":'.repeat(1_000_000),
  "nested.html": "<div>".repeat(50_000),
  "bomb.txt.gz": gzipSync(Buffer.alloc(200 * MB, "a")),
  "bomb.jsonl.gz": gzipSync(Buffer.alloc(200 * MB, "a")),
  "blank-lines.jsonl.gz": gzipSync(Buffer.alloc(20 * MB, "\n")),
  "empty-objects.jsonl.gz": gzipSync(Buffer.alloc(20 * MB, "{}\n")),
  "one-word.txt": "a".repeat(1 * MB),
  "entities.xml": `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, at) => `<!ENTITY ${String.fromCharCode(98 + at)} "${`&${String.fromCharCode(97 + at)};`.repeat(10)}">`).join("")}]><rss version="2.0"><channel><item><title>&j;</title></item></channel></rss>`,
};

/** Tens of seconds' worth of them. */
const heavy = (): Files => ({
  "line.txt": Buffer.alloc(100 * MB, "a line without an end "),
  "tags.html": `<html><body>${"<b>x</b><i>".repeat(500_000)}</body></html>`,
  "huge.jsonl": Buffer.alloc(100 * MB, '{"text": "'),
  "huge.json": `[${'{"text":"It sails."},'.repeat(2_000_000)}`,
});

const GOOD = 5;

/** @throws where a good file is missing, or what is said of a bad one is not one line. */
export async function damage(
  count: number,
  withHeavy: boolean,
): Promise<{ files: number; failures: number; slowest: number }> {
  const folder = await mkdtemp(join(tmpdir(), "askwire-damaged-"));
  try {
    const good = Object.fromEntries(Array.from({ length: GOOD }, (_, at) => [`good-${at}.txt`, textOf(1e6 + at, 100)]));
    const files = { ...damaged(count, 1), ...TRAPS, ...(withHeavy ? heavy() : {}), ...good };
    await writeFiles(join(folder, "articles"), files);
    let last = performance.now();
    let slowest = 0;
    const onProgress = () => {
      slowest = Math.max(slowest, performance.now() - last);
      last = performance.now();
    };
    const embedder = new StandInEmbedder();
    const { failures } = await indexFolder(join(folder, "articles"), join(folder, "index"), embedder, { onProgress });
    check(failures, Object.keys(good), join(folder, "index"));
    return { files: Object.keys(files).length, failures: failures.length, slowest: Math.round(slowest) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function check(failures: readonly Failure[], good: readonly string[], index: string): void {
  const indexed = new Set(everyRow(index).map((row) => (row as { path: string }).path));
  for (const name of good) if (!indexed.has(name)) throw new Error(`${name} is not indexed.`);
  for (const { path, reason } of failures) if (/[\r\n]/.test(reason) || !reason) throw new Error(`${path}: ${reason}`);
  for (const name of Object.keys(TRAPS)) {
    const told = failures.some(({ path }) => path.includes(`/${name}`));
    // An entity that is left as it stands makes an article of that title.
    const taken = [...indexed].some((path) => path.startsWith(name));
    if (!told && !taken && !name.startsWith("blank")) throw new Error(`Nothing is said of ${name}.`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(await damage(Number(process.argv[2] ?? 1000), true));
