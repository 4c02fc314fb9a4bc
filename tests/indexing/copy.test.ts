import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findRoot } from "../../src/article/files.ts";
import { copyIndex } from "../../src/indexing/copy.ts";
import { indexSettings } from "../../src/indexing/index-articles.ts";
import { removeRoot } from "../../src/indexing/remove-root.ts";
import { EmbeddedStore } from "../../src/store/embedded/store.ts";
import { writeFiles } from "../support/corpus.ts";
import { indexFolder } from "../support/index-folder.ts";
import { StandInEmbedder } from "../support/stand-in-embedder.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "askwire-copy-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

it("keeps the id of an article that another folder had a like path to", async () => {
  await writeFiles(folder, {
    "north/1.txt": "The ferry leaves at dawn.",
    "south/1.txt": "The clock stopped on Tuesday.",
  });
  const embedder = new StandInEmbedder();
  const original = join(folder, "original");
  for (const part of ["south", "north"]) await indexFolder(join(folder, part), original, embedder);
  const from = new EmbeddedStore({ folder: original });
  const to = new EmbeddedStore({ folder: join(folder, "copy") });
  try {
    // What is left is not called as it would be, were it the first to come.
    const { path: root } = await findRoot(join(folder, "south"));
    await removeRoot({ store: from, settings: indexSettings(embedder), root, measureBackground: async () => null });
    const { articles } = await copyIndex({ from, to });
    expect(articles).toBe(1);
    expect(await (await to.current())?.origins()).toEqual(await (await from.current())?.origins());
  } finally {
    await from.close();
    await to.close();
  }
});
