// How is a whole index put into one file, while it is served and written, and taken out again?
import { copyFile, mkdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import Database from "better-sqlite3";
import { IndexDamagedError, UsageError } from "../../../errors.ts";
import type { GenerationInfo } from "../../store.ts";
import { databaseFile, databasePath, isOurs } from "../database.ts";
import { onDisk } from "../disk.ts";
import { publishedInfo } from "../published.ts";
import { replaceFileWith } from "../replace-file.ts";
import { repairIndex } from "./repair.ts";
import { openPublished } from "./verify.ts";

/**
 * Writes the tables, as they are at one moment, to `file`, which may be an older snapshot.
 * @throws NoIndexError; UsageError where something else would be overwritten.
 */
export async function snapshotIndex(folder: string, file: string): Promise<GenerationInfo> {
  const { db, info } = openPublished(folder);
  try {
    await refuseTarget(folder, file);
    const copy = async (temporary: string) => db.prepare("VACUUM INTO ?").run(temporary);
    await onDisk(file, () => replaceFileWith(resolve(file), copy));
    return info;
  } finally {
    db.close();
  }
}

async function refuseTarget(folder: string, file: string): Promise<void> {
  const target = resolve(file);
  const parent = await realpath(dirname(target)).catch(() => null);
  if (parent === null) throw new UsageError(`There is no folder ${dirname(target)}: make it, or name another file.`);
  const real = join(parent, basename(target));
  if (real.startsWith((await realpath(folder)) + sep))
    throw new UsageError(`${file} is inside the index ${folder}: name a file outside it for the snapshot.`);
  const there = await stat(real).catch(() => null);
  if (there?.isDirectory()) throw new UsageError(`${file} is a folder: name a file for the snapshot.`);
  if (there && whatIsWrong(real) !== null)
    throw new UsageError(`${file} is there and is no snapshot of Askwire: name another file.`);
}

/**
 * Makes the index that a snapshot holds in a folder that holds none.
 * @throws UsageError where there is one already; IndexDamagedError where the file is no whole snapshot.
 */
export async function restoreIndex(folder: string, file: string): Promise<GenerationInfo> {
  if (databaseFile(folder) !== null)
    throw new UsageError(`There is an index in ${folder}: move it away, or restore into another folder with --index.`);
  const problem = whatIsWrong(file);
  if (problem !== null) throw new IndexDamagedError(`${file} is no whole snapshot (${problem}); take another.`);
  await onDisk(folder, async () => {
    await mkdir(folder, { recursive: true });
    await replaceFileWith(databasePath(folder), (temporary) => copyFile(file, temporary));
  });
  return repairIndex(folder);
}

/** Why a file cannot be restored; null where it can. */
function whatIsWrong(file: string): string | null {
  let db: Database.Database | null = null;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true });
    const problem = db.pragma("integrity_check(1)", { simple: true });
    if (problem !== "ok") return String(problem);
    if (!isOurs(db)) return "it is not of Askwire, or of another version of it";
    return publishedInfo(db) ? null : "it holds no published generation";
  } catch (error) {
    return (error as Error).message;
  } finally {
    db?.close();
  }
}
