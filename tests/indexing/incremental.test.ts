import { mkdtemp, rename, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ArticleError, InterruptedError } from "../../src/errors.ts";
import { indexSettings } from "../../src/indexing/index-articles.ts";
import { removeRoot } from "../../src/indexing/remove-root.ts";
import { EmbeddedStore } from "../../src/store/embedded/store.ts";
import { verifyIndex } from "../../src/store/embedded/upkeep/verify.ts";
import { textOf, writeFiles } from "../support/corpus.ts";
import { everyRow, indexFolder } from "../support/index-folder.ts";
import { StandInEmbedder } from "../support/stand-in-embedder.ts";

let folder: string;
let news: string;
let index: string;
let embedder: StandInEmbedder;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "askwire-indexing-"));
  [news, index] = [join(folder, "news"), join(folder, "index")];
  embedder = new StandInEmbedder();
  await writeFiles(news, { "a.txt": textOf(1, 400), "b.txt": textOf(2, 400), "sub/c.txt": textOf(3, 400) });
});
afterEach(() => rm(folder, { recursive: true }));

/** Files that were there long ago: their sizes and times can be trusted. */
async function age(...names: string[]): Promise<void> {
  for (const name of names) await utimes(join(news, name), 1e9, 1e9);
}

const run = () => indexFolder(news, index, embedder);
const paths = () => everyRow(index).map((row) => (row as { path: string }).path);
const ids = () =>
  Object.fromEntries(
    everyRow(index).map((row) =>
      Object.values(row as object)
        .slice(0, 2)
        .reverse(),
    ),
  );

it("does not read what has kept its size and time, and reads what has not", async () => {
  await age("a.txt", "b.txt", "sub/c.txt");
  expect(await run()).toMatchObject({ articles: { added: 3, unchanged: 0 }, published: true });
  // Another text of the same length and time goes unseen: that is what not being read means.
  await writeFile(join(news, "a.txt"), textOf(1, 400).toUpperCase());
  await age("a.txt");
  expect(await run()).toMatchObject({ articles: { read: 3, unchanged: 3 }, published: false, generation: 1 });
  await utimes(join(news, "a.txt"), 1e9, 1e9 + 1);
  expect(await run()).toMatchObject({ articles: { changed: 1, unchanged: 2 }, generation: 2 });
  // Another time and the same text: read, and found to be the same.
  await utimes(join(news, "b.txt"), 1e9, 1e9 + 1);
  expect(await run()).toMatchObject({ articles: { changed: 0, unchanged: 3 }, embedded: 0, published: false });
});

it("embeds only the passages that have changed", async () => {
  await run();
  const before = embedder.embedded.length;
  await writeFile(join(news, "a.txt"), `${textOf(1, 400)}\nThe ferry was sold to a museum in Riga.`);
  const report = await run();
  expect(report.articles).toMatchObject({ changed: 1, unchanged: 2 });
  expect(embedder.embedded.length - before).toBeLessThanOrEqual(2);
  expect(embedder.embedded.slice(before).join()).toContain("museum in Riga");
});

it("takes out what is gone, and keeps the id of what has moved, embedding nothing", async () => {
  await run();
  const before = ids();
  const embedded = embedder.embedded.length;
  await rename(join(news, "a.txt"), join(news, "sub/moved.txt"));
  await rm(join(news, "b.txt"));
  expect((await run()).articles).toMatchObject({ moved: 1, removed: 1, added: 0, unchanged: 1 });
  expect(paths()).toEqual(["sub/c.txt", "sub/moved.txt"]);
  expect(ids()["sub/moved.txt"]).toBe(before["a.txt"]);
  expect(embedder.embedded).toHaveLength(embedded);
  // The old place is free again, under another id.
  await writeFiles(news, { "a.txt": textOf(9, 100) });
  await run();
  expect(new Set(Object.values(ids())).size).toBe(3);
  expect(await verifyIndex(index)).toEqual([]);
});

it("embeds a text once that stands in two places", async () => {
  await writeFiles(news, { "copy.txt": textOf(1, 400) });
  await run();
  expect(new Set(embedder.embedded).size).toBe(embedder.embedded.length);
  const [one, copy] = everyRow(index).filter((row) => /^(a|copy)/.test((row as { path: string }).path)) as {
    passages: unknown;
  }[];
  expect(copy.passages).toEqual(one.passages);
});

it("keeps two folders side by side, and takes one out", async () => {
  const other = join(folder, "other");
  await writeFiles(other, { "a.txt": textOf(7, 200) });
  await run();
  await indexFolder(other, index, embedder);
  expect(paths()).toEqual(["a.txt", "a.txt", "b.txt", "sub/c.txt"]);
  const store = new EmbeddedStore({ folder: index });
  const settings = indexSettings(embedder);
  const measureBackground = async () => null;
  await expect(removeRoot({ store, settings, root: "/nowhere", measureBackground })).rejects.toThrow("--status");
  expect(await removeRoot({ store, settings, root: news, measureBackground })).toMatchObject({
    removed: 3,
    articles: 1,
  });
  await store.close();
  expect(paths()).toEqual(["a.txt"]);
});

it("is indexed into again after all was taken out", async () => {
  await run();
  const store = new EmbeddedStore({ folder: index });
  const options = { store, settings: indexSettings(embedder), root: news, measureBackground: async () => null };
  expect(await removeRoot(options)).toMatchObject({ removed: 3, articles: 0 });
  await store.close();
  expect((await run()).articles).toMatchObject({ added: 3 });
  expect(paths()).toHaveLength(3);
  expect(await verifyIndex(index)).toEqual([]);
});

it("adds and takes out lines of a file of many articles", async () => {
  const line = (id: number, seed: number) => JSON.stringify({ id, text: textOf(seed, 60) });
  await writeFiles(news, { "wire#1.jsonl": [line(1, 11), line(2, 12), line(3, 13)].join("\n") });
  await run();
  await writeFiles(news, { "wire#1.jsonl": [line(1, 11), line(3, 33), line(4, 14)].join("\n") });
  expect((await run()).articles).toMatchObject({ added: 1, changed: 1, removed: 1, unchanged: 4 });
  expect(paths().filter((path) => path.startsWith("wire"))).toEqual([
    "wire#1.jsonl#1",
    "wire#1.jsonl#3",
    "wire#1.jsonl#4",
  ]);
});

it("takes out lines that are gone from a file with a bad one, and keeps what the bad one was", async () => {
  const line = (id: number, text: string) => JSON.stringify({ id, text });
  const good = [1, 2, 3].map((id) => line(id, textOf(id + 10, 60)));
  await writeFiles(news, { "wire.jsonl": good.join("\n") });
  await run();
  await writeFiles(news, { "wire.jsonl": [good[0], line(2, "")].join("\n") });
  expect((await run()).articles).toMatchObject({ removed: 1, failed: 1, unchanged: 4 });
  const wire = () => paths().filter((path) => path.startsWith("wire"));
  expect(wire()).toEqual(["wire.jsonl#1", "wire.jsonl#2"]);
});

it("takes nothing out of a file that cannot be read to its end", async () => {
  const lines = [1, 2, 3].map((id) => JSON.stringify({ id, text: textOf(id + 10, 60) }));
  await writeFiles(news, { "wire.jsonl.gz": gzipSync(lines.join("\n")) });
  await run();
  await writeFiles(news, { "wire.jsonl.gz": gzipSync(lines[0]).subarray(0, -8) });
  expect((await run()).articles).toMatchObject({ removed: 0, failed: 1 });
  expect(paths()).toHaveLength(6);
});

it("tells of a file that cannot be read, keeps what it had, and indexes the rest", async () => {
  await run();
  await writeFiles(news, { "a.txt": "\u0000\u0001\u0002", "d.txt": textOf(4, 100) });
  const report = await run();
  expect(report.articles).toMatchObject({ added: 1, failed: 1, unchanged: 2 });
  expect(report.failures).toEqual([{ path: join(news, "a.txt"), reason: "it is not text in any known encoding" }]);
  expect(paths()).toEqual(["a.txt", "b.txt", "d.txt", "sub/c.txt"]);
  // Told again as long as it is so.
  expect((await run()).failures).toEqual(report.failures);
});

it("tells of a folder that cannot be read, keeps what it had, and indexes the rest", async () => {
  await run();
  await rm(join(news, "b.txt"));
  await writeFiles(news, { "d.txt": textOf(4, 100), "sub/.askwireignore/x": "" });
  const report = await run();
  expect(report.articles).toMatchObject({ added: 1, removed: 1, failed: 1, unchanged: 1 });
  const reason = "its .askwireignore cannot be read (EISDIR)";
  expect(report.failures).toEqual([{ path: join(news, "sub/"), reason }]);
  expect(paths()).toEqual(["a.txt", "d.txt", "sub/c.txt"]);
});

it("says what an --include that matches nothing was", async () => {
  await expect(indexFolder(news, index, embedder, { include: ["2024/**", "*.md"] })).rejects.toThrow(
    "matches --include 2024/** --include *.md",
  );
});

it("says that the files of a folder are empty", async () => {
  await rm(news, { recursive: true });
  await writeFiles(news, { "a.jsonl": "" });
  await expect(run()).rejects.toThrow(ArticleError);
});

it("reads again what went and came back as it was", async () => {
  await age("a.txt", "b.txt", "sub/c.txt");
  await run();
  await rename(join(news, "a.txt"), join(folder, "a.txt"));
  await run();
  await rename(join(folder, "a.txt"), join(news, "a.txt"));
  expect((await run()).articles).toMatchObject({ added: 1, unchanged: 2 });
});

it("does not empty an index because its folder is empty", async () => {
  await run();
  await rm(news, { recursive: true });
  await writeFiles(news, { "picture.jpg": "" });
  await expect(run()).rejects.toThrow(ArticleError);
  expect(paths()).toHaveLength(3);
});

it("stops when told to, keeps what was embedded, and goes on from there", async () => {
  const stop = new AbortController();
  const stopping = new (class extends StandInEmbedder {
    override async passage(sentences: readonly string[], title: string) {
      if (this.embedded.length === 40) stop.abort();
      return super.passage(sentences, title);
    }
  })();
  await writeFiles(
    news,
    Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`${at}.txt`, textOf(at + 20, 400)])),
  );
  await expect(indexFolder(news, index, stopping, { signal: stop.signal })).rejects.toThrow(InterruptedError);
  const report = await run();
  expect(report.published).toBe(true);
  const twice = embedder.embedded.filter((text) => stopping.embedded.includes(text));
  expect(twice).toEqual([]);
  expect(stopping.embedded.length).toBeGreaterThanOrEqual(40);
});
