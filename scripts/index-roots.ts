// Which folders and files does a run index?
import { findRoot, type Root } from "../src/article/files.ts";
import { ArticleError, NoIndexError } from "../src/errors.ts";
import { indexStatus } from "../src/store/embedded/upkeep/status.ts";
import { isInCluster, openStore } from "./open-store.ts";
import { SEEDS } from "./wiring.ts";

/** What is named, and for a rebuild all that is in the index `folder` too; the seeds where that is nothing. */
export async function rootsToIndex(named: readonly string[], folder: string, rebuild: boolean): Promise<Root[]> {
  const indexed = rebuild ? await indexedRoots(folder) : [];
  const roots = [...(await Promise.all(named.map(findRoot))), ...(await Promise.all(indexed.map(findAgain)))];
  if (roots.length === 0) return [await findRoot(SEEDS)];
  return [...new Map(roots.map((root) => [root.path, root])).values()];
}

async function indexedRoots(folder: string): Promise<string[]> {
  if (isInCluster()) return rootsInCluster(folder);
  try {
    return (await indexStatus(folder)).roots.map(({ root }) => root);
  } catch (error) {
    if (error instanceof NoIndexError) return [];
    throw error;
  }
}

async function rootsInCluster(folder: string): Promise<string[]> {
  const store = await openStore(folder);
  try {
    const origins = (await (await store.current())?.origins()) ?? [];
    return [...new Set(origins.map(({ root }) => root))];
  } finally {
    await store.close();
  }
}

/** A folder that is not mounted must not fall out of the index. */
async function findAgain(path: string): Promise<Root> {
  return findRoot(path).catch(() => {
    throw new ArticleError(
      `${path} is in the index and cannot be read, so that nothing was made anew: bring it back, or take it out with --remove ${path}, and rebuild then.`,
    );
  });
}
