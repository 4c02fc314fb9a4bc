import { cp, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, it } from "vitest";
import { IndexDamagedError, NoIndexError, UsageError } from "../../../src/errors.ts";
import { databasePath, openForWriting } from "../../../src/store/embedded/database.ts";
import { repairIndex } from "../../../src/store/embedded/upkeep/repair.ts";
import { restoreIndex, snapshotIndex } from "../../../src/store/embedded/upkeep/snapshot.ts";
import { indexStatus } from "../../../src/store/embedded/upkeep/status.ts";
import { verifyIndex } from "../../../src/store/embedded/upkeep/verify.ts";
import { textOf, writeFiles } from "../../support/corpus.ts";
import { everyRow, indexFolder } from "../../support/index-folder.ts";
import { StandInEmbedder } from "../../support/stand-in-embedder.ts";

let folder: string;
let news: string;
let index: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "askwire-upkeep-"));
  [news, index] = [join(folder, "news"), join(folder, "index")];
  await writeFiles(news, { "a.txt": textOf(1, 300), "b.txt": textOf(2, 300) });
  await indexFolder(news, index, new StandInEmbedder());
});
afterEach(() => rm(folder, { recursive: true }));

it("finds an index whole, also after changes", async () => {
  expect(await verifyIndex(index)).toEqual([]);
  await writeFiles(news, { "a.txt": textOf(3, 300), "c.txt": textOf(4, 300) });
  await indexFolder(news, index, new StandInEmbedder());
  expect(await verifyIndex(index)).toEqual([]);
  await expect(verifyIndex(folder)).rejects.toThrow(NoIndexError);
});

it.each([
  ["UPDATE passage SET start = start + 1 WHERE row = 1", /^Passage 1 of a.txt is not what stands at/],
  ["UPDATE vector SET vector = zeroblob(length(vector)) WHERE row = 2", /^Vector 2 has length 0.0000, not 1/],
  ["DELETE FROM passage WHERE row = 1", /^Generation 1 has \d+ passages, not \d+/],
  ["UPDATE passage SET vector = 999999 WHERE row = 1", /^A row of table passage names a row of vector/],
  ["UPDATE article SET id = 'x'", /^1 articles have the id of another/],
  ["UPDATE vector SET vector = substr(vector, 2) WHERE row = 2", /^Row 2 of table vector has a column vector/],
  ["UPDATE passage SET sentences = substr(sentences, 2) WHERE row = 1", /^Row 1 of table passage has a column sent/],
  ["UPDATE article SET terms = substr(terms, 2) WHERE row = 1", /^Row 1 of table article has a column terms/],
  ["UPDATE article SET title = 'x' WHERE row = 1", /^Article \w+ \(a.txt\) is not what its hash says/],
  ["UPDATE article SET text = text || ' More.' WHERE row = 1", /^Article \w+ \(a.txt\) is not what its hash says/],
  ["UPDATE article SET hash = 'x' WHERE row = 1", /^Article \w+ \(a.txt\) is not what its hash says/],
  ["UPDATE vector SET key = 'x' WHERE row = 1", /^Passage 1 of a.txt has the vector of another text/],
  ["UPDATE passage SET vector = 2 WHERE row = 1", /^Passage 1 of a.txt has the vector of another text/],
  ["DROP TABLE term", /^The database is damaged: no such table: term/],
  ["DROP TABLE vector", /^The database is damaged: .*no such table: \S*vector/],
])("says what is wrong after %s", async (damage, problem) => {
  const db = new Database(databasePath(index));
  db.pragma("foreign_keys = OFF");
  db.exec(damage);
  db.close();
  expect(await verifyIndex(index)).toContainEqual(expect.stringMatching(problem));
});

it("says that damaged pages are", async () => {
  const db = new Database(databasePath(index), { readonly: true });
  const page = db.prepare("SELECT rootpage FROM sqlite_master WHERE name = 'passage'").pluck().get() as number;
  const size = db.pragma("page_size", { simple: true }) as number;
  db.close();
  const bytes = await readFile(databasePath(index));
  bytes.fill(0xff, (page - 1) * size, page * size);
  await writeFile(databasePath(index), bytes);
  expect((await verifyIndex(index)).join("\n")).toMatch(/^The database is damaged: /);
});

it("says that a database is damaged that does not know what is published", async () => {
  const db = new Database(databasePath(index));
  db.exec("DROP TABLE generation");
  db.close();
  await expect(verifyIndex(index)).rejects.toThrow(IndexDamagedError);
});

it("finds an index whole that was made anew with another model", async () => {
  const wider = Object.assign(new StandInEmbedder("another"), { dimensions: 64, passage: widePassage });
  await indexFolder(news, index, wider, { rebuild: true });
  expect(await verifyIndex(index)).toEqual([]);
});

async function widePassage(sentences: readonly string[]) {
  const vector = new Float32Array(64).fill(1 / 8);
  return { vector, sentences: new Float32Array(64 * sentences.length).fill(1 / 8) };
}

it.each(["arrays", "hnsw"])("finds a damaged .%s file, and repairs it", async (kind) => {
  await truncate(join(index, `generation-1.${kind}`), 200);
  expect(await verifyIndex(index)).toEqual([expect.stringContaining("missing, or their checksums are wrong")]);
  await repairIndex(index);
  expect(await verifyIndex(index)).toEqual([]);
});

it("puts an index into one file and takes it out again, whole", async () => {
  const [file, other] = [join(folder, "snapshot"), join(folder, "other")];
  await snapshotIndex(index, file);
  await restoreIndex(other, file);
  expect(everyRow(other)).toEqual(everyRow(index));
  expect(await verifyIndex(other)).toEqual([]);
  await expect(restoreIndex(other, file)).rejects.toThrow(UsageError);
  await writeFile(file, "no snapshot");
  await expect(restoreIndex(join(folder, "third"), file)).rejects.toThrow(IndexDamagedError);
});

it("overwrites with a snapshot only an older one", async () => {
  const file = join(folder, "snapshot");
  await snapshotIndex(index, file);
  await snapshotIndex(index, file);
  const notes = join(folder, "notes.txt");
  await writeFile(notes, "mine");
  await expect(snapshotIndex(index, notes)).rejects.toThrow(/is there and is no snapshot/);
  expect(await readFile(notes, "utf8")).toBe("mine");
  await expect(snapshotIndex(index, databasePath(index))).rejects.toThrow(/is inside the index/);
  await expect(snapshotIndex(index, join(index, "sub/../new"))).rejects.toThrow(/is inside the index/);
  await expect(snapshotIndex(index, news)).rejects.toThrow(/is a folder/);
  await expect(snapshotIndex(index, join(folder, "nowhere/file"))).rejects.toThrow(UsageError);
  expect(await verifyIndex(index)).toEqual([]);
});

it("restores nothing but a snapshot, and leaves nothing of what it refused", async () => {
  const [file, other] = [join(folder, "snapshot"), join(folder, "other")];
  await writeFile(file, "");
  await expect(restoreIndex(other, file)).rejects.toThrow(/is no whole snapshot \(it is not of Askwire/);
  const foreign = new Database(file);
  foreign.exec("CREATE TABLE notes (text); PRAGMA user_version = 2");
  foreign.close();
  await expect(restoreIndex(other, file)).rejects.toThrow(/is no whole snapshot \(it is not of Askwire/);
  const empty = join(folder, "empty");
  await mkdir(empty);
  openForWriting(empty).close();
  await expect(restoreIndex(other, databasePath(empty))).rejects.toThrow(/no published generation/);
  await snapshotIndex(index, join(folder, "right"));
  await restoreIndex(other, join(folder, "right"));
  expect(everyRow(other)).toEqual(everyRow(index));
});

it("tells what is in the index", async () => {
  await cp(news, join(folder, "more"), { recursive: true });
  await indexFolder(join(folder, "more"), index, new StandInEmbedder());
  expect(await indexStatus(index)).toMatchObject({
    generation: 2,
    articles: 4,
    unpublished: 0,
    roots: [{ articles: 2 }, { articles: 2 }],
    files: expect.arrayContaining([{ name: "generation-2.hnsw", bytes: expect.any(Number) }]),
  });
});
