// The tests may run as root, whom no folder refuses, and no file vanishes when it is told to: the disk is a stand-in.
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { articleFiles, findRoot, type Unreadable } from "../../src/article/files.ts";
import { writeFiles } from "../support/corpus.ts";

vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof import("node:fs/promises")>();
  const failing = (work: (path: string, options: never) => unknown) => async (path: string, options: never) => {
    const code = /\/(EACCES|ENOENT)[^/]*\/?$/.exec(path)?.[1];
    if (code) throw Object.assign(new Error(`${code}: no`), { code });
    return work(path, options);
  };
  return { ...real, readdir: failing(real.readdir), stat: failing(real.stat as never) };
});

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "askwire-unreadable-")));
});
afterEach(() => rm(folder, { recursive: true }));

it("tells of what may not be read, passes over what has gone meanwhile, and finds the rest", async () => {
  await writeFiles(folder, {
    ...{ "a.txt": "a", "EACCES/b.txt": "b", "sub/EACCES.txt": "c" },
    ...{ "ENOENT/d.txt": "d", "sub/ENOENT.txt": "e", "sub/f.txt": "f" },
  });
  const told: Unreadable[] = [];
  const files = await articleFiles(await findRoot(folder), { onUnreadable: (each) => told.push(each) });
  expect(files.map(({ path }) => path)).toEqual(["a.txt", "sub/f.txt"]);
  const reason = "it cannot be read (EACCES)";
  expect(told).toEqual([
    { absolutePath: join(folder, "EACCES/"), path: "EACCES/", reason },
    { absolutePath: join(folder, "sub/EACCES.txt"), path: "sub/EACCES.txt", reason },
  ]);
});
