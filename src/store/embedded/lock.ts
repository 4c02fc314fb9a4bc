// How is there only one writer at a time, without a lock that a dead one leaves behind?
// SQLite's own file lock: the operating system lets go of it with the process.
import { join } from "node:path";
import Database from "better-sqlite3";
import { IndexBusyError } from "../../errors.ts";

/** Holds the writer's lock of the index in `folder` until the returned function is called. */
export function lockForWriting(folder: string): () => void {
  const lock = new Database(join(folder, "writer.lock"), { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code !== "SQLITE_BUSY") throw error;
    throw new IndexBusyError(
      `Another indexing run is writing ${folder}; wait until it has ended, or index into another folder with --index.`,
    );
  }
  return () => lock.close();
}
