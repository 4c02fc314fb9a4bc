// What has changed since the last run?
import { type ArticleFile, articleFiles, type FileOptions, type Root, type Unreadable } from "../article/files.ts";
import { FORMATS } from "../article/read.ts";
import { ArticleError } from "../errors.ts";
import type { KnownArticle, Writer } from "../store/store.ts";

/** What is under a root. */
export interface Found {
  readonly root: string;
  readonly files: readonly ArticleFile[];
  /** What of it may not be read. */
  readonly unreadable: readonly Unreadable[];
}

/** What there is to do for a root. */
export interface Plan {
  readonly root: string;
  /** New files, and files whose size or time is another than when they were read. */
  readonly files: readonly ArticleFile[];
  /** Articles of files that need not be read. */
  readonly unchanged: number;
  /** Articles of files to read, as the index has them: file to path to article. */
  readonly known: ReadonlyMap<string, ReadonlyMap<string, KnownArticle>>;
  /** Articles whose files are no longer there; one that may be where nothing can be read is not among them. */
  readonly gone: readonly KnownArticle[];
  /** Files that are no longer there, as they were read: one that comes back unchanged has to be read again. */
  readonly goneFiles: readonly string[];
}

/** @throws ArticleError where a root holds no article file: a folder that is not mounted must not empty the index. */
export async function findFiles(roots: readonly Root[], options: FileOptions): Promise<Found[]> {
  const found: Found[] = [];
  for (const root of roots) {
    const unreadable: Unreadable[] = [];
    const files = await articleFiles(root, { ...options, onUnreadable: (each) => unreadable.push(each) });
    if (files.length === 0) throw new ArticleError(whyNone(root.path, options, unreadable[0]));
    found.push({ root: root.path, files, unreadable });
  }
  return found;
}

function whyNone(root: string, { include, leaveOut }: FileOptions, unreadable: Unreadable | undefined): string {
  if (root === leaveOut) return `${root} is where the index is kept: keep it elsewhere with --index.`;
  if (unreadable)
    return `There are no articles that can be read in ${root}: ${unreadable.absolutePath}: ${unreadable.reason}.`;
  if (include?.length)
    return `No article file in ${root} matches --include ${include.join(" --include ")}: patterns are as in .gitignore, below that folder, and know upper from lower case.`;
  return `There are no articles in ${root} (Askwire reads ${FORMATS.join(", ")} files); to take a folder out of the index, use --remove.`;
}

export async function planFor({ root, files, unreadable }: Found, writer: Writer): Promise<Plan> {
  const stamps = await writer.filesOf(root);
  const isUnchanged = ({ path, stamp }: ArticleFile) => stamp !== null && stamps.get(path) === stamp;
  const byFile = new Map(files.map(({ path }) => [path, new Map<string, KnownArticle>()]));
  const isGone = (path: string) => !unreadable.some((place) => isIn(path, place));
  const gone: KnownArticle[] = [];
  for (const [path, article] of await writer.articlesOf(root)) {
    const file = fileOf(path, byFile);
    if (file) file.set(path, article);
    else if (isGone(path)) gone.push(article);
  }
  const unchanged = files.filter(isUnchanged).map(({ path }) => byFile.get(path)?.size ?? 0);
  return {
    root,
    files: files.filter((file) => !isUnchanged(file)),
    unchanged: unchanged.reduce((sum, count) => sum + count, 0),
    known: byFile,
    gone,
    goneFiles: [...stamps.keys()].filter((path) => !byFile.has(path) && isGone(path)),
  };
}

/** The file that an article is in: the one of its path, or (`file#entry`) of its path up to a `#`. */
function fileOf<T>(path: string, files: ReadonlyMap<string, T>): T | undefined {
  for (let end = path.length; end > 0; end = path.lastIndexOf("#", end - 1)) {
    const file = files.get(path.slice(0, end));
    if (file) return file;
  }
  return undefined;
}

function isIn(article: string, { path }: Unreadable): boolean {
  const isFolder = path === "" || path.endsWith("/");
  return isFolder ? article.startsWith(path) : article === path || article.startsWith(`${path}#`);
}
