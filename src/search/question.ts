// What of a question is compared with the articles?
import type { Embedder } from "../embedding/embedder.ts";
import { terms } from "../text/terms.ts";

/** A question as it is compared: its vector and its stems, each once. */
export interface Understood {
  readonly text: string;
  readonly vector: Float32Array;
  readonly stems: readonly string[];
}

export function understood(text: string, vector: Float32Array): Understood {
  return { text, vector, stems: [...new Set(terms(text).map(({ stem }) => stem))] };
}

/** @throws what `signal` was aborted with. */
export async function understand(
  embedder: Pick<Embedder, "question">,
  text: string,
  signal?: AbortSignal,
): Promise<Understood> {
  return understood(text, await embedder.question(text, signal));
}
