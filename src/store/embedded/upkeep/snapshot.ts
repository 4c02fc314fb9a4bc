// How is a whole index put into one file, while it is served and written, and taken out again?
import { copyFile, mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import Database from "better-sqlite3";
import { IndexDamagedError, UsageError } from "../../../errors.ts";
import type { GenerationInfo } from "../../store.ts";
import { databaseFile, databasePath } from "../database.ts";
import { onDisk } from "../disk.ts";
import { replaceFileWith } from "../replace-file.ts";
import { repairIndex } from "./repair.ts";
import { openPublished } from "./verify.ts";

/** Writes the tables, as they are at one moment, to `file`. @throws NoIndexError */
export async function snapshotIndex(folder: string, file: string): Promise<GenerationInfo> {
  const { db, info } = openPublished(folder);
  try {
    const copy = async (temporary: string) => db.prepare("VACUUM INTO ?").run(temporary);
    await onDisk(file, () => replaceFileWith(resolve(file), copy));
    return info;
  } finally {
    db.close();
  }
}

/**
 * Makes the index that a snapshot holds in a folder that holds none.
 * @throws UsageError where there is one already; IndexDamagedError where the file is no whole snapshot.
 */
export async function restoreIndex(folder: string, file: string): Promise<GenerationInfo> {
  if (databaseFile(folder) !== null)
    throw new UsageError(`There is an index in ${folder}: move it away, or restore into another folder with --index.`);
  refuseDamaged(file);
  await mkdir(folder, { recursive: true });
  await onDisk(folder, () => replaceFileWith(databasePath(folder), (temporary) => copyFile(file, temporary)));
  return repairIndex(folder);
}

function refuseDamaged(file: string): void {
  let problem: unknown;
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true });
    problem = db.pragma("integrity_check(1)", { simple: true });
    db.close();
  } catch (error) {
    problem = (error as Error).message;
  }
  if (problem !== "ok") throw new IndexDamagedError(`${file} is no whole snapshot (${problem}); take another.`);
}
