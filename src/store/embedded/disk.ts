// What does a disk that is full or failing look like, and what is to be said then?
import { DiskError } from "../../errors.ts";

const SENTENCES: Readonly<Record<string, string>> = {
  SQLITE_FULL: "is full: free some space",
  ENOSPC: "is full: free some space",
  EDQUOT: "has no more space for this user: free some",
  EFBIG: "takes no larger file: raise the limit",
  SQLITE_READONLY: "cannot be written: allow it",
  SQLITE_CANTOPEN: "cannot be written: allow it",
  EROFS: "cannot be written: allow it",
  EACCES: "cannot be written: allow it",
  EIO: "fails (input/output error): check it",
};

/** @throws DiskError in place of an error that says the disk of `folder` takes no more; others as they are. */
export async function onDisk<T>(folder: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    const key = typeof code === "string" && code.startsWith("SQLITE_IOERR") ? "EIO" : String(code);
    const what = SENTENCES[key];
    if (!what) throw error;
    throw new DiskError(
      `The disk of ${folder} ${what} and run the command again; what was published is whole, and nothing that was embedded is lost.`,
      { cause: error },
    );
  }
}
