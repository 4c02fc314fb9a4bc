// What does a disk that is full or failing look like, and what is to be said then?
import { DiskError, UsageError } from "../../errors.ts";

const SENTENCES: Readonly<Record<string, string>> = {
  SQLITE_FULL: "is full: free some space",
  ENOSPC: "is full: free some space",
  EDQUOT: "has no more space for this user: free some",
  EFBIG: "takes no larger file: raise the limit",
  SQLITE_READONLY: "cannot be written: allow it",
  SQLITE_CANTOPEN: "cannot be read and written: allow it",
  SQLITE_PERM: "cannot be read and written: allow it",
  EROFS: "cannot be written: allow it",
  EACCES: "cannot be read and written: allow it",
  EPERM: "cannot be read and written: allow it",
  SQLITE_IOERR: "fails (input/output error): check it",
  EIO: "fails (input/output error): check it",
};

/** @throws what `mendable` makes of an error of the work. */
export async function onDisk<T>(folder: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw mendable(error, folder);
  }
}

/** A DiskError in place of an error that says the disk of `folder` takes no more, a UsageError where it is no folder; others as they are. */
export function mendable(error: unknown, folder: string): unknown {
  const code = codeOf(error);
  if (code === "EEXIST" || code === "ENOTDIR")
    return new UsageError(`${folder} cannot be a folder: there is a file in its place or on its path; name another.`);
  const what = SENTENCES[code];
  if (!what) return error;
  return new DiskError(
    `The disk of ${folder} ${what} and run the command again; what was published is whole, and nothing that was embedded is lost.`,
    { cause: error },
  );
}

/** SQLite's codes without what follows the kind: SQLITE_IOERR_WRITE is SQLITE_IOERR. */
export function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return String(code).replace(/^(SQLITE_[A-Z]+)_.*$/, "$1");
}
