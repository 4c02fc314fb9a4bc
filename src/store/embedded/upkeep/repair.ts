// How is what is derived made again?
import { SETTINGS } from "../../../settings.ts";
import type { GenerationInfo } from "../../store.ts";
import { derive, saveDerived } from "../derived.ts";
import { onDisk } from "../disk.ts";
import { VectorGraph } from "../graph.ts";
import { lockForWriting } from "../lock.ts";
import { openPublished } from "./verify.ts";

/** Makes graph, columns and keywords of the published generation anew from the tables. @throws NoIndexError, IndexBusyError */
export async function repairIndex(folder: string): Promise<GenerationInfo> {
  const { db, info } = openPublished(folder);
  try {
    const release = lockForWriting(folder);
    try {
      const { dimensions } = info.settings;
      const derived = derive(db, info.generation, dimensions, VectorGraph.empty(dimensions, SETTINGS.index.graph));
      await onDisk(folder, () => saveDerived(folder, info.generation, derived));
      return info;
    } finally {
      release();
    }
  } finally {
    db.close();
  }
}
