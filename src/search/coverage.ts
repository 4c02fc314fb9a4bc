// How much of a question do these words hold?
import type { Term } from "../text/terms.ts";

/** Share of the question's stems that are among `words`, each weighted by its inverse document frequency; 0 to 1. */
export function coverage(
  stems: readonly string[],
  idf: readonly number[],
  words: readonly Pick<Term, "stem">[],
): number {
  let all = 0;
  let found = 0;
  for (let at = 0; at < stems.length; at++) {
    all += idf[at];
    if (words.some(({ stem }) => stem === stems[at])) found += idf[at];
  }
  return all > 0 ? found / all : 0;
}
