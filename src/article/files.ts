// Which files of a folder hold articles?
import type { Dirent } from "node:fs";
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, join, resolve, sep } from "node:path";
import ignore, { type Ignore } from "ignore";
import { ArticleError } from "../errors.ts";
import { FORMATS, isKnownFormat } from "./read.ts";

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
  readonly bytes: number;
  /** Size and time, by which it is known to be unchanged; null where it may still change within one tick of the clock. */
  readonly stamp: string | null;
}

/** A file or folder that may not be read: what is in it is not known. */
export interface Unreadable {
  readonly absolutePath: string;
  /** As an article file's; of a folder with `/` at its end, or "" for the root. */
  readonly path: string;
  /** Why, to be read after "path: ". */
  readonly reason: string;
}

export interface FileOptions {
  /** Patterns as in .gitignore: only files that match one are taken; all where there is none. */
  readonly include?: readonly string[] | undefined;
  /** Told, in a sentence, of what is left out and might not be meant to be. */
  readonly onNotice?: ((notice: string) => void) | undefined;
  /** Told of what may not be read; the rest is found all the same. */
  readonly onUnreadable?: ((unreadable: Unreadable) => void) | undefined;
  /** A folder that is never gone into, absolute, links resolved: that of the index. */
  readonly leaveOut?: string | undefined;
}

/** Name of the file in any folder that says, as .gitignore does, what of it is left out. */
export const IGNORE_FILE = ".askwireignore";
/** Coarsest clocks of file systems in use, ms: of those that keep whole seconds (FAT: every other one), and of others. */
const TICK = { wholeSeconds: 2000, finer: 100 };

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
export async function articleFiles(root: Root, options: FileOptions = {}): Promise<ArticleFile[]> {
  if (!root.isFolder) {
    if (!isKnownFormat(root.path)) {
      throw new ArticleError(`Cannot index ${root.path}: Askwire reads ${FORMATS.join(", ")} files.`);
    }
    return [await articleFile(root.path, basename(root.path))];
  }
  const walk = new Walk(root.path, options);
  await walk.folder("", []);
  return walk.found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** What a folder's ignore file says of the paths below it. */
interface Rules {
  /** Path of the folder, with `/` at its end, or "". */
  readonly below: string;
  readonly rules: Ignore;
}

class Walk {
  readonly found: ArticleFile[] = [];
  private readonly included: Ignore | null;

  constructor(
    private readonly root: string,
    private readonly options: FileOptions,
  ) {
    this.included = options.include?.length ? patterns(options.include) : null;
  }

  /** `below` is the folder's path with `/` at its end; "" for the root. Hidden files and folders are passed over. */
  async folder(below: string, outer: readonly Rules[]): Promise<void> {
    if (join(this.root, below, ".") === this.options.leaveOut) return;
    const rules = await this.unlessUnreadable(below, `its ${IGNORE_FILE}`, () => this.rulesOf(below, outer));
    const entries = rules && (await this.unlessUnreadable(below, "it", () => this.entriesOf(below)));
    if (!entries) return;
    const files: string[] = [];
    for (const entry of entries) {
      const path = below + entry.name;
      if (isHidden(entry.name) || isIgnored(entry.isDirectory() ? `${path}/` : path, rules)) continue;
      if (entry.isDirectory()) await this.folder(`${path}/`, rules);
      else if (await this.isFile(entry, path)) files.push(path);
    }
    await Promise.all(files.map((path) => this.file(path)));
  }

  private isFile(entry: Dirent, path: string): boolean | Promise<boolean> {
    return entry.isSymbolicLink() ? this.staysInside(path) : entry.isFile();
  }

  private async file(path: string): Promise<void> {
    if (!isKnownFormat(path) || !(this.included?.ignores(path) ?? true)) return;
    const file = await this.unlessUnreadable(path, "it", () => articleFile(join(this.root, path), path));
    if (file) this.found.push(file);
  }

  private entriesOf(below: string): Promise<Dirent[]> {
    return readdir(join(this.root, below), { withFileTypes: true });
  }

  private async rulesOf(below: string, outer: readonly Rules[]): Promise<readonly Rules[]> {
    const text = await unlessGone(() => readFile(join(this.root, below, IGNORE_FILE), "utf8"));
    return text ? [{ below, rules: patterns(text) }, ...outer] : outer;
  }

  /** null also where there is no such thing any more: it went while it was looked at. */
  private async unlessUnreadable<T>(path: string, what: string, look: () => Promise<T>): Promise<T | null> {
    try {
      return await unlessGone(look);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const reason = `${what} cannot be read (${code ?? message})`;
      this.options.onUnreadable?.({ absolutePath: join(this.root, path), path, reason });
      return null;
    }
  }

  /** Whether a link leads to a file of this root. Folders of the root that links lead to are met where they are. */
  private async staysInside(path: string): Promise<boolean> {
    const link = join(this.root, path);
    const target = await realpath(link).catch(() => null);
    if (target === null) this.options.onNotice?.(`${link} is a link that leads nowhere; it is left out.`);
    else if (!`${target}${sep}`.startsWith(this.root + sep))
      this.options.onNotice?.(`${link} is a link out of the folder, to ${target}; it is not followed.`);
    else return (await this.unlessUnreadable(path, "it", () => stat(target)))?.isFile() ?? false;
    return false;
  }
}

async function unlessGone<T>(look: () => Promise<T>): Promise<T | null> {
  try {
    return await look();
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(String((error as NodeJS.ErrnoException).code))) return null;
    throw error;
  }
}

/** Whether files and folders of this name, and what is in them, are passed over. */
export function isHidden(name: string): boolean {
  return name.startsWith(".");
}

function patterns(text: string | readonly string[]): Ignore {
  return ignore({ ignorecase: false }).add(text);
}

/** The ignore file nearest to the path has the first word. */
function isIgnored(path: string, rules: readonly Rules[]): boolean {
  for (const { below, rules: own } of rules) {
    const { ignored, unignored } = own.test(path.slice(below.length));
    if (ignored || unignored) return ignored;
  }
  return false;
}

async function articleFile(absolutePath: string, path: string): Promise<ArticleFile> {
  const { size, mtimeNs, mtimeMs } = await stat(absolutePath, { bigint: true });
  const tick = mtimeNs % 1_000_000_000n === 0n ? TICK.wholeSeconds : TICK.finer;
  const settled = Date.now() - Number(mtimeMs) > tick;
  return { absolutePath, path, bytes: Number(size), stamp: settled ? `${size} ${mtimeNs}` : null };
}
