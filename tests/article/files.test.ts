import { mkdtemp, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { articleFiles, type FileOptions, findRoot, type Unreadable } from "../../src/article/files.ts";
import { writeFiles } from "../support/corpus.ts";

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "askwire-files-")));
});
afterEach(() => rm(folder, { recursive: true }));

async function paths(options: FileOptions = {}): Promise<string[]> {
  return (await articleFiles(await findRoot(join(folder, "news")), options)).map(({ path }) => path);
}

it("finds files of known formats at any depth, and passes over what is hidden", async () => {
  const files = { "b.txt": "b", "a/c.MD": "c", "a.jpg": "", ".git/x.txt": "x", "a/.y.txt": "y" };
  await writeFiles(join(folder, "news"), files);
  expect(await paths()).toEqual(["a/c.MD", "b.txt"]);
});

it("leaves out what .askwireignore names, the nearest file having the first word", async () => {
  await writeFiles(join(folder, "news"), {
    ".askwireignore": "drafts/\n*.md\n!keep.md\n",
    "drafts/a.txt": "a",
    "b.md": "b",
    "keep.md": "c",
    "old/.askwireignore": "/d.txt\n!e.md\n",
    "old/d.txt": "d",
    "old/e.md": "e",
    "old/f/d.txt": "f",
  });
  expect(await paths()).toEqual(["keep.md", "old/e.md", "old/f/d.txt"]);
});

it("takes only what is included, where that is said", async () => {
  await writeFiles(join(folder, "news"), { "2024/a.txt": "a", "2025/b.txt": "b", "2025/c.md": "c" });
  expect(await paths({ include: ["2025/*.txt"] })).toEqual(["2025/b.txt"]);
  expect(await paths({ include: ["*.md", "2024/"] })).toEqual(["2024/a.txt", "2025/c.md"]);
});

it("tells upper from lower case in patterns, as the file names do", async () => {
  await writeFiles(join(folder, "news"), {
    ".askwireignore": "draft.txt\n",
    "Draft.txt": "a",
    "draft.txt": "b",
    "C.txt": "c",
  });
  expect(await paths()).toEqual(["C.txt", "Draft.txt"]);
  expect(await paths({ include: ["c.txt", "Draft.txt"] })).toEqual(["Draft.txt"]);
});

it("leaves out the folder of the index", async () => {
  await writeFiles(join(folder, "news"), { "a.txt": "a", "index/last-run.json": "{}", "sub/index/b.txt": "b" });
  expect(await paths({ leaveOut: join(folder, "news/index") })).toEqual(["a.txt", "sub/index/b.txt"]);
  expect(await paths({ leaveOut: join(folder, "news") })).toEqual([]);
});

it("tells of a folder whose .askwireignore cannot be read, and takes nothing from it", async () => {
  await writeFiles(join(folder, "news"), {
    "a.txt": "a",
    "sub/.askwireignore/x": "",
    "sub/b.txt": "b",
    "sub/c/d.txt": "d",
  });
  const told: Unreadable[] = [];
  expect(await paths({ onUnreadable: (each) => told.push(each) })).toEqual(["a.txt"]);
  const reason = "its .askwireignore cannot be read (EISDIR)";
  expect(told).toEqual([{ absolutePath: join(folder, "news/sub/"), path: "sub/", reason }]);
});

it("follows no link out of the folder, and says so", async () => {
  await writeFiles(folder, { "news/a.txt": "a", "secret/b.txt": "b", "news/sub/c.txt": "c" });
  const news = join(folder, "news");
  await symlink(join(folder, "secret/b.txt"), join(news, "b.txt"));
  await symlink(join(folder, "secret"), join(news, "secret"));
  await symlink(join(news, "a.txt"), join(news, "again.txt"));
  await symlink(news, join(news, "sub/loop"));
  await symlink("nowhere", join(news, "d.txt"));
  const notices: string[] = [];
  expect(await paths({ onNotice: (notice) => notices.push(notice) })).toEqual(["a.txt", "again.txt", "sub/c.txt"]);
  expect(notices.sort()).toEqual([
    `${join(news, "b.txt")} is a link out of the folder, to ${join(folder, "secret/b.txt")}; it is not followed.`,
    `${join(news, "d.txt")} is a link that leads nowhere; it is left out.`,
    `${join(news, "secret")} is a link out of the folder, to ${join(folder, "secret")}; it is not followed.`,
  ]);
});
