import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { DiskError, IndexDamagedError, UsageError } from "../../../src/errors.ts";
import { databasePath, openForReading, openForWriting } from "../../../src/store/embedded/database.ts";
import { mendable } from "../../../src/store/embedded/disk.ts";
import { EmbeddedStore } from "../../../src/store/embedded/store.ts";
import { indexStatus } from "../../../src/store/embedded/upkeep/status.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "askwire-database-"));
});
afterEach(() => rm(folder, { recursive: true }));

const opening = [openForReading, openForWriting];
const settings = { format: 1, model: "m", modelFingerprint: "f", dimensions: 2, passageTokens: 3 };

it("advises to delete only what is damaged", async () => {
  await writeFile(databasePath(folder), "x".repeat(8192));
  for (const open of opening) {
    expect(() => open(folder)).toThrow(IndexDamagedError);
    expect(() => open(folder)).toThrow(/delete the folder and index again/);
  }
});

it("loses nothing of an index that cannot be opened", async () => {
  // As root, who may open everything, no file but one that is a folder refuses.
  await mkdir(databasePath(folder));
  for (const open of opening) {
    expect(() => open(folder)).toThrow(DiskError);
    expect(() => open(folder)).toThrow(/nothing that was embedded is lost/);
  }
});

it.each([
  ["SQLITE_READONLY_DIRECTORY", /cannot be written: allow it/],
  ["SQLITE_CANTOPEN", /cannot be read and written: allow it/],
  ["EACCES", /cannot be read and written: allow it/],
  ["SQLITE_FULL", /is full: free some space/],
  ["SQLITE_IOERR_SHMSIZE", /fails \(input\/output error\): check it/],
])("says what to do about %s, and not to delete anything", (code, sentence) => {
  const { message } = mendable(Object.assign(new Error("no"), { code }), "/index") as DiskError;
  expect(message).toMatch(sentence);
  expect(message).not.toContain("delete");
});

it("says that a file is no index", async () => {
  const file = join(folder, "file");
  await writeFile(file, "");
  for (const place of [file, join(file, "below")]) {
    const store = new EmbeddedStore({ folder: place });
    await expect(store.write(settings, { rebuild: false })).rejects.toThrow(UsageError);
    await expect(store.current()).rejects.toThrow(/there is a file in its place or on its path/);
    await expect(indexStatus(place)).rejects.toThrow(UsageError);
    await store.close();
  }
});
