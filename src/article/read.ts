// Which articles are in a folder or file?
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, extname, join, resolve } from "node:path";
import { ArticleError } from "../errors.ts";
import type { Article, ArticleContent } from "./article.ts";
import { readMarkdown } from "./markdown.ts";
import { readPlainText } from "./plain-text.ts";
import { titleOf } from "./title.ts";

/** One reader a format; a new format is one file and one line here. */
const READERS: Readonly<Record<string, (bytes: Uint8Array) => ArticleContent>> = {
  ".txt": readPlainText,
  ".md": readMarkdown,
};

/** A folder or file that was named to be indexed. */
export interface Root {
  /** Absolute, links resolved. */
  readonly path: string;
  readonly isFolder: boolean;
}

/** A file that should hold articles. */
export interface ArticleFile {
  readonly absolutePath: string;
  /** Relative to the root folder (the file's name for a root that is a file), `/` between names. */
  readonly path: string;
}

/** @throws ArticleError where there is no such folder or file. */
export async function findRoot(path: string): Promise<Root> {
  try {
    const real = await realpath(resolve(path));
    return { path: real, isFolder: (await stat(real)).isDirectory() };
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such folder or file" : (error as Error).message;
    throw new ArticleError(`Cannot read ${path}: ${reason}; name a folder of articles or an article file.`);
  }
}

/** The files of a known format under a root, sorted by path, so that two runs see one order. */
export async function articleFiles(root: Root): Promise<ArticleFile[]> {
  if (!root.isFolder) {
    if (!READERS[extension(root.path)]) {
      throw new ArticleError(`Cannot index ${root.path}: Askwire reads ${Object.keys(READERS).join(", ")} files.`);
    }
    return [{ absolutePath: root.path, path: basename(root.path) }];
  }
  const entries = await readdir(root.path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith(".") && READERS[extension(entry.name)])
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ absolutePath: path, path: path.slice(root.path.length + 1).replaceAll("\\", "/") }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** @throws ArticleError, with the reason only, where the file holds no article. */
export async function readArticle(file: ArticleFile): Promise<Article> {
  const reader = READERS[extension(file.path)];
  if (!reader) throw new ArticleError(`its format ${extension(file.path)} is not known`);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file.absolutePath);
  } catch (error) {
    throw new ArticleError(`it cannot be read (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`);
  }
  const content = reader(bytes);
  if (!/[\p{L}\p{N}]/u.test(content.text)) throw new ArticleError("it holds no text");
  return { path: file.path, ...content, title: content.title ?? titleOf(content.text) };
}

function extension(path: string): string {
  return extname(path).toLowerCase();
}
