// Which vectors do the background questions have? They depend on the model only, so they are made once and kept.
import { createHash } from "node:crypto";
import type { Embedder } from "../embedding/embedder.ts";
import { readArrayFile, writeArrayFile } from "../store/embedded/array-file.ts";
import { BACKGROUND_QUESTIONS } from "./background-questions.ts";

type QuestionEmbedder = Pick<Embedder, "fingerprint" | "dimensions" | "question">;

/** In the order of the questions; kept in `file`, which is made anew for another model or other questions. */
export async function backgroundVectors(embedder: QuestionEmbedder, file: string): Promise<Float32Array[]> {
  const made = createHash("sha256")
    .update(JSON.stringify([embedder.fingerprint, BACKGROUND_QUESTIONS]))
    .digest("hex");
  const kept = readArrayFile(file);
  if (kept?.meta === made) return rows(kept.arrays.vectors as Float32Array, embedder.dimensions);
  const vectors = await Promise.all(BACKGROUND_QUESTIONS.map((text) => embedder.question(text)));
  // Where nothing can be written they are made again the next time.
  await writeArrayFile(file, { meta: made, arrays: { vectors: joined(vectors, embedder.dimensions) } }).catch(() => {});
  return vectors;
}

function rows(all: Float32Array, dimensions: number): Float32Array[] {
  return Array.from({ length: all.length / dimensions }, (_, at) =>
    all.subarray(at * dimensions, (at + 1) * dimensions),
  );
}

function joined(vectors: readonly Float32Array[], dimensions: number): Float32Array {
  const all = new Float32Array(vectors.length * dimensions);
  for (const [at, vector] of vectors.entries()) all.set(vector, at * dimensions);
  return all;
}
