// When has something under the roots changed, and come to rest again?
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { watch } from "chokidar";

/** Without a change for this long, all that belongs together is there, ms. */
const QUIET = 500;
/** In a folder that never rests, changes are taken up after this long all the same, ms. */
const MOST = 5000;

/** Yields once it watches, and then whenever files have changed; until the signal. Changes between two yields are not lost. */
export async function* changes(paths: readonly string[], signal: AbortSignal): AsyncGenerator<void> {
  const watcher = watch([...paths], { ignoreInitial: true });
  let first = 0;
  let last = 0;
  watcher.on("all", () => {
    last = Date.now();
    first ||= last;
  });
  try {
    await once(watcher, "ready", { signal });
    yield;
    for (;;) {
      if (!first) await once(watcher, "all", { signal });
      while (Date.now() - last < QUIET && Date.now() - first < MOST) await setTimeout(QUIET / 5, undefined, { signal });
      first = 0;
      yield;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await watcher.close();
  }
}
