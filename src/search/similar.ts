// Which passages say something like this one?
import type { Generation, StoredPassage } from "../store/store.ts";
import type { Copy } from "./answer.ts";
import { sourceOf } from "./search.ts";

/** The nearest by vector, best first, without the passage itself and those that share text with it; null for an unknown id. */
export async function similarTo(generation: Generation, id: string, limit: number): Promise<Copy[] | null> {
  const [passage] = await generation.passages([id]);
  if (!passage) return null;
  // A passage overlaps its neighbours on both sides.
  const { passages } = await generation.candidates({ vector: passage.vector, stems: [], limit: limit + 3 });
  const near = passages
    .filter((other) => other.article !== passage.article.id || !overlap(passage, other))
    .sort((a, b) => b.cosine - a.cosine || (a.id < b.id ? -1 : 1))
    .slice(0, limit);
  const stored = await generation.passages(near.map((other) => other.id));
  const similarity = new Map(near.map((other) => [other.id, other.cosine]));
  return stored.map((other) => ({
    id: other.id,
    text: other.text,
    similarity: similarity.get(other.id) ?? 0,
    source: sourceOf(other),
  }));
}

function overlap(one: Pick<StoredPassage, "start" | "end">, other: Pick<StoredPassage, "start" | "end">): boolean {
  return one.start < other.end && other.start < one.end;
}
