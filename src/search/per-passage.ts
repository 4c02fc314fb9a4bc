// What is worked out of a passage's words once, since a passage that is found for a question is found for others?
import { keptWith } from "../kept-with.ts";
import type { StoredPassage } from "../store/store.ts";
import { terms } from "../text/terms.ts";

export function perPassage<T>(work: (passage: StoredPassage) => T): (passage: StoredPassage) => T {
  return keptWith(work);
}

export const stemsOf = perPassage<ReadonlySet<string>>(({ text }) => new Set(terms(text).map(({ stem }) => stem)));
