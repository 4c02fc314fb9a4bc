// How is something that is dear to make kept as long as it is true?
import type { Generation } from "../store/store.ts";

/** Makes it once for each generation, whoever asks; only the newest is kept, and what failed is made again. */
export function perGeneration<T>(make: (generation: Generation) => Promise<T>): (of: Generation) => Promise<T> {
  let kept: { readonly number: number; readonly made: Promise<T> } | null = null;
  return (generation) => {
    const { generation: number } = generation.info;
    if (kept?.number === number) return kept.made;
    const made = make(generation);
    kept = { number, made };
    made.catch(() => {
      if (kept?.made === made) kept = null;
    });
    return made;
  };
}
