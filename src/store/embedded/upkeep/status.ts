// What is in the index?
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { GenerationInfo } from "../../store.ts";
import { VISIBLE } from "../columns.ts";
import { openPublished } from "./verify.ts";

export interface IndexStatus extends GenerationInfo {
  /** Folders and files that were indexed, and how many articles each has. */
  readonly roots: readonly { readonly root: string; readonly articles: number }[];
  /** Articles that a run has written and not published yet; it was stopped, or is at work. */
  readonly unpublished: number;
  /** Files of the folder, bytes. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

/** @throws NoIndexError */
export async function indexStatus(folder: string): Promise<IndexStatus> {
  const { db, info } = openPublished(folder);
  try {
    const g = { g: info.generation };
    const roots = db.prepare(
      `SELECT a.root, count(*) AS articles FROM article a WHERE ${VISIBLE} GROUP BY a.root ORDER BY a.root`,
    );
    const unpublished = db.prepare("SELECT count(*) FROM article WHERE born > @g").pluck();
    return {
      ...info,
      roots: roots.all(g) as IndexStatus["roots"],
      unpublished: unpublished.get(g) as number,
      files: await sizes(folder),
    };
  } finally {
    db.close();
  }
}

async function sizes(folder: string): Promise<{ name: string; bytes: number }[]> {
  const names = (await readdir(folder)).filter((name) => /^(askwire\.sqlite|generation-)/.test(name)).sort();
  return Promise.all(names.map(async (name) => ({ name, bytes: (await stat(join(folder, name))).size })));
}
