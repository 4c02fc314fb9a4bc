// What becomes of an index when the disk takes no more?
import { execFileSync, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { verifyIndex } from "../../../src/store/embedded/upkeep/verify.ts";
import { textOf, writeFiles } from "../../support/corpus.ts";
import { everyRow, indexFolder } from "../../support/index-folder.ts";
import { StandInEmbedder } from "../../support/stand-in-embedder.ts";

const CHILD = "tests/whole/crash/child.ts";
const KB = 1024;

let folder: string;
let articles: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "askwire-disk-"));
  articles = join(folder, "articles");
});
afterEach(() => rm(folder, { recursive: true }));

const files = (from: number, count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`${from + at}.txt`, textOf(from + at, 400)]));

/** `shell` runs the command that follows it. */
function runIn(shell: string, index: string) {
  const command = [process.execPath, "scripts/run.mjs", CHILD, articles, index, "0"];
  return spawnSync("bash", ["-c", `${shell} "$@"`, "bash", ...command], { encoding: "utf8" });
}

async function endsWellAfter(index: string): Promise<void> {
  await indexFolder(articles, index, new StandInEmbedder());
  const fresh = join(folder, "fresh");
  await indexFolder(articles, fresh, new StandInEmbedder());
  expect(everyRow(index)).toEqual(everyRow(fresh));
  expect(await verifyIndex(index)).toEqual([]);
  await rm(fresh, { recursive: true });
}

function canMount(): boolean {
  return spawnSync("unshare", ["--mount", "true"]).status === 0;
}

it.skipIf(!canMount())("stops with a sentence on a full disk, and goes on when there is room", async () => {
  const disk = join(folder, "disk");
  await mkdir(disk);
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=16m", "tmpfs", disk]);
  try {
    const index = join(disk, "index");
    await writeFiles(articles, files(0, 10));
    await indexFolder(articles, index, new StandInEmbedder());
    // Room for a few vectors, for the tables but not the graph, for the graph but not the rest.
    for (const [round, room] of [64 * KB, 700 * KB, 1100 * KB].entries()) {
      await writeFiles(articles, files(100 * (round + 1), 10));
      const before = everyRow(index);
      const free = Number(execFileSync("df", ["--output=avail", "-B1", disk], { encoding: "utf8" }).split("\n")[1]);
      await writeFile(join(disk, "ballast"), Buffer.alloc(free - room));
      const { status, stderr } = runIn("exec", index);
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: expect.stringMatching(/^DiskError: The disk of .* is full/),
      });
      expect(everyRow(index)).toEqual(before);
      await rm(join(disk, "ballast"));
      await endsWellAfter(index);
    }
  } finally {
    execFileSync("umount", [disk]);
  }
});

it("stops with a sentence where writes fail, and goes on when they do not", async () => {
  const index = join(folder, "index");
  await writeFiles(articles, files(0, 10));
  await indexFolder(articles, index, new StandInEmbedder());
  for (const [round, blocks] of [100, 400].entries()) {
    await writeFiles(articles, files(100 * (round + 1), 10));
    const before = everyRow(index);
    // No file may grow past so many KB; the signal that would end the process is turned into a failing write.
    const { status, stderr } = runIn(`trap '' XFSZ; ulimit -f ${blocks};`, index);
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(/^DiskError: The disk of /) });
    expect(everyRow(index)).toEqual(before);
    await endsWellAfter(index);
  }
});
