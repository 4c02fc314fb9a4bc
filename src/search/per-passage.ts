// What is worked out of a passage's words once, since a passage that is found for a question is found for others?
import type { StoredPassage } from "../store/store.ts";
import { terms } from "../text/terms.ts";

/** Works it out the first time, and keeps it as long as the passage is kept. */
export function perPassage<T>(work: (passage: StoredPassage) => T): (passage: StoredPassage) => T {
  const known = new WeakMap<StoredPassage, T>();
  return (passage) => {
    const before = known.get(passage);
    if (before !== undefined) return before;
    const made = work(passage);
    known.set(passage, made);
    return made;
  };
}

export const stemsOf = perPassage<ReadonlySet<string>>(({ text }) => new Set(terms(text).map(({ stem }) => stem)));
