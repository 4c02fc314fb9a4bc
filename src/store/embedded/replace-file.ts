// How does a file change from one whole state to the next?
import { open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Writes `parts` under a temporary name, syncs, and renames: a reader sees the old file or the new one. */
export async function replaceFile(path: string, parts: readonly Uint8Array[]): Promise<void> {
  await replaceFileWith(path, async (temporary) => {
    const file = await open(temporary, "w");
    try {
      // Not write(), which may write only a part.
      for (const part of parts) await file.writeFile(part);
    } finally {
      await file.close();
    }
  });
}

/** The same for a file that `write` fills by its name. */
export async function replaceFileWith(path: string, write: (temporary: string) => Promise<unknown>): Promise<void> {
  const temporary = `${path}.tmp-${process.pid}`;
  try {
    await write(temporary);
    await sync(temporary);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await sync(dirname(path));
}

/** Removes temporary files whose writers died. */
export async function removeLeftOvers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const writer = /\.tmp-(\d+)$/.exec(name)?.[1];
    if (writer && !isAlive(Number(writer))) await rm(join(folder, name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
