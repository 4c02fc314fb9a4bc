// How much of a question do these words hold?

/** Share of the question's stems that are in `held`, each weighted by its inverse document frequency; 0 to 1. */
export function coverage(stems: readonly string[], idf: readonly number[], held: ReadonlySet<string>): number {
  let all = 0;
  let found = 0;
  for (const [at, stem] of stems.entries()) {
    all += idf[at];
    if (held.has(stem)) found += idf[at];
  }
  return all > 0 ? found / all : 0;
}
