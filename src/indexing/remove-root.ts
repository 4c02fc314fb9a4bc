// How is a folder taken out of the index?
import { UsageError } from "../errors.ts";
import type { Background, Generation, GenerationInfo, IndexSettings, Store } from "../store/store.ts";

export interface RemoveOptions {
  readonly store: Store;
  readonly settings: IndexSettings;
  /** Absolute path under which it was indexed. */
  readonly root: string;
  readonly measureBackground: (generation: Generation) => Promise<Background | null>;
}

/** Publishes a generation without the folder's articles; how many they were. @throws UsageError where it has none. */
export async function removeRoot(options: RemoveOptions): Promise<GenerationInfo & { readonly removed: number }> {
  const { store, settings, root, measureBackground } = options;
  const writer = await store.write(settings, { rebuild: false });
  try {
    const articles = await writer.articlesOf(root);
    if (articles.size === 0)
      throw new UsageError(`Nothing of ${root} is in the index; see which folders are with --status.`);
    for (const { id } of articles.values()) await writer.remove(id);
    for (const path of (await writer.filesOf(root)).keys()) await writer.saveFile(root, path, null);
    const sealed = await writer.seal();
    return { ...(await writer.publish(await measureBackground(sealed))), removed: articles.size };
  } finally {
    await writer.close();
  }
}
