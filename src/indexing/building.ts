// Is the first index being built by the process that serves it, and how far is it?
import { AskwireError, NoIndexError } from "../errors.ts";
import type { Store } from "../store/store.ts";
import type { Progress } from "./report.ts";

export type BuildingState =
  | { readonly kind: "none" }
  /** `progress` is null until the first is told. */
  | { readonly kind: "under way"; readonly progress: Progress | null }
  | { readonly kind: "failed"; readonly reason: string };

export class Building {
  private now: BuildingState = { kind: "none" };

  get state(): BuildingState {
    return this.now;
  }

  /** Does the work and remembers how it goes; throws what the work throws. */
  async follow<T>(work: (onProgress: (progress: Progress) => void) => Promise<T>): Promise<T> {
    const onProgress = (progress: Progress | null) => {
      this.now = { kind: "under way", progress };
    };
    onProgress(null);
    try {
      const done = await work(onProgress);
      this.now = { kind: "none" };
      return done;
    } catch (error) {
      const reason = error instanceof AskwireError ? error.message : "Something went wrong; the terminal says what.";
      this.now = { kind: "failed", reason };
      throw error;
    }
  }

  /** The same store; while it is empty it throws a NoIndexError that says how it goes. */
  telling(store: Pick<Store, "current">): Pick<Store, "current"> {
    return {
      current: async () => {
        const generation = await store.current();
        if (!generation && this.now.kind === "under way") throw new NoIndexError(underWay(this.now.progress));
        if (!generation && this.now.kind === "failed")
          throw new NoIndexError(`The index could not be built: ${this.now.reason}`);
        return generation;
      },
    };
  }
}

function underWay(progress: Progress | null): string {
  const far = progress ? ` (${progress.passages.done} of about ${progress.passages.expected} passages)` : "";
  return `The index is being built${far}; ask again in a few seconds.`;
}
