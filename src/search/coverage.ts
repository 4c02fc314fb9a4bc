// How much of a question stands here?

/** Share of the question's stems that are among those `held`, each weighted by its inverse document frequency; 0 to 1. */
export function coverage(stems: readonly string[], idf: readonly number[], held: ReadonlySet<string>): number {
  let all = 0;
  let found = 0;
  for (let at = 0; at < stems.length; at++) {
    all += idf[at];
    if (held.has(stems[at])) found += idf[at];
  }
  return all > 0 ? found / all : 0;
}
