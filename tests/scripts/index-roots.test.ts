import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { rootsToIndex } from "../../scripts/index-roots.ts";
import { SEEDS } from "../../scripts/wiring.ts";
import { textOf, writeFiles } from "../support/corpus.ts";
import { everyRow, indexFolder } from "../support/index-folder.ts";
import { StandInEmbedder } from "../support/stand-in-embedder.ts";

let folder: string;
let [one, two, index] = ["", "", ""];
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "askwire-roots-")));
  [one, two, index] = [join(folder, "one"), join(folder, "two"), join(folder, "index")];
  await writeFiles(one, { "a.txt": textOf(1, 100) });
  await writeFiles(two, { "b.txt": textOf(2, 100) });
});
afterEach(() => rm(folder, { recursive: true }));

const paths = async (named: readonly string[], rebuild: boolean) =>
  (await rootsToIndex(named, index, rebuild)).map(({ path }) => path).sort();

it("takes the seeds where nothing is named and nothing is there", async () => {
  expect(await paths([], false)).toEqual([SEEDS]);
  expect(await paths([], true)).toEqual([SEEDS]);
  expect(await paths([one], true)).toEqual([one]);
});

it("makes anew all that is in the index, whatever model it was made with, and what is named besides", async () => {
  await indexFolder(one, index, new StandInEmbedder("one model"));
  expect(await paths([two], false)).toEqual([two]);
  expect(await paths([], true)).toEqual([one]);
  expect(await paths([one, two], true)).toEqual([one, two]);
  const roots = await paths([two], true);
  expect(roots).toEqual([one, two]);
  await indexFolder(roots, index, new StandInEmbedder("another model"), { rebuild: true });
  expect(everyRow(index)).toHaveLength(2);
});

it("makes nothing anew where a folder of the index is away", async () => {
  await indexFolder([one, two], index, new StandInEmbedder());
  await rm(two, { recursive: true });
  await expect(paths([], true)).rejects.toThrow(`${two} is in the index and cannot be read`);
});
