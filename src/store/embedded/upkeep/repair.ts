// How is what is derived made again?
import type { GenerationInfo } from "../../store.ts";
import { derive, saveDerived } from "../derived.ts";
import { onDisk } from "../disk.ts";
import { lockForWriting } from "../lock.ts";
import { openPublished } from "./verify.ts";

/** Makes graph, columns and keywords of the published generation anew from the tables. @throws NoIndexError, IndexBusyError */
export async function repairIndex(folder: string): Promise<GenerationInfo> {
  const { db, info } = openPublished(folder);
  try {
    const release = await onDisk(folder, () => lockForWriting(folder));
    try {
      const derived = derive(db, info.generation, info.settings.dimensions);
      await onDisk(folder, () => saveDerived(folder, info.generation, derived));
      return info;
    } finally {
      release();
    }
  } finally {
    db.close();
  }
}
