// When has something under the roots changed, and come to rest again?
import { once } from "node:events";
import { relative, sep } from "node:path";
import { setTimeout } from "node:timers/promises";
import { watch } from "chokidar";
import { IGNORE_FILE, isHidden } from "../article/files.ts";
import { ArticleError } from "../errors.ts";

/** Without a change for this long, all that belongs together is there, ms. */
const QUIET = 500;
/** In a folder that never rests, changes are taken up after this long all the same, ms. */
const MOST = 5000;

export interface Watched {
  /** Of the roots: absolute, links resolved. */
  readonly paths: readonly string[];
  /** The folder of the index, likewise: every run writes there. */
  readonly leaveOut: string;
}

/**
 * Yields once it watches, and then whenever files have changed; until the signal. Changes between two yields are not lost.
 * @throws ArticleError where they cannot be watched.
 */
export async function* changes(watched: Watched, signal: AbortSignal): AsyncGenerator<void> {
  const { paths } = watched;
  const ignored = (path: string) => isPassedOver(path, watched);
  // What may not be read is told by the run that walks there.
  const watcher = watch([...paths], {
    ...{ ignored, ignoreInitial: true, followSymlinks: false, ignorePermissionErrors: true },
  });
  let first = 0;
  let last = 0;
  watcher.on("all", () => {
    last = Date.now();
    first ||= last;
  });
  let failure: unknown = null;
  watcher.on("error", (error) => {
    failure ??= error;
  });
  try {
    await once(watcher, "ready", { signal });
    // Links are told of before that, as if they were new.
    first = 0;
    yield;
    for (;;) {
      if (failure) throw failure;
      if (!first) await once(watcher, "all", { signal });
      while (Date.now() - last < QUIET && Date.now() - first < MOST) await setTimeout(QUIET / 5, undefined, { signal });
      first = 0;
      yield;
    }
  } catch (error) {
    if (!signal.aborted) throw unwatchable(paths, error as Error);
  } finally {
    await watcher.close();
  }
}

/** As walking does: what is hidden below a root, and the index. */
function isPassedOver(path: string, { paths, leaveOut }: Watched): boolean {
  if (isBelow(path, leaveOut)) return true;
  const root = paths.find((each) => isBelow(path, each));
  const names = root === undefined ? [] : relative(root, path).split(sep);
  return names.some((name) => isHidden(name) && name !== IGNORE_FILE);
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder + sep);
}

function unwatchable(paths: readonly string[], { message }: Error): ArticleError {
  return new ArticleError(
    `${paths.join(", ")} cannot be watched (${message}): let the system watch more files, or index without --watch.`,
  );
}
