// A deterministic stand-in for the model, for tests in which vectors are not the point: a text's vector is the sum of
// a fixed random direction for each of its stems, so texts that share words are near.
import { createHash } from "node:crypto";
import type { Embedder } from "../../src/embedding/embedder.ts";
import { unit } from "../../src/embedding/unit.ts";
import { terms } from "../../src/text/terms.ts";

export const DIMENSIONS = 32;

export class StandInEmbedder implements Embedder {
  readonly model: string = "stand-in";
  readonly fingerprint: string;
  readonly dimensions = DIMENSIONS;
  /** Texts of the passages embedded, in order. */
  readonly embedded: string[] = [];

  constructor(fingerprint = "stand-in-1") {
    this.fingerprint = fingerprint;
  }

  async question(text: string) {
    return vectorOf(text);
  }

  async passage(sentences: readonly string[], title: string) {
    const text = [title, ...sentences].join(" ").trim();
    this.embedded.push(text);
    const vectors = new Float32Array(sentences.length * DIMENSIONS);
    for (const [at, sentence] of sentences.entries()) vectors.set(vectorOf(sentence), at * DIMENSIONS);
    return { vector: vectorOf(text), sentences: vectors };
  }

  async close() {}
}

/** Embeds a few passages, and the others when it is let. */
export class HeldEmbedder extends StandInEmbedder {
  /** Lets it go on. */
  release = () => {};
  private readonly released = new Promise<void>((resolve) => {
    this.release = resolve;
  });

  constructor(private readonly atFirst: number) {
    super();
  }

  override async passage(sentences: readonly string[], title: string) {
    if (this.embedded.length >= this.atFirst) await this.released;
    return super.passage(sentences, title);
  }
}

export function vectorOf(text: string): Float32Array {
  const sum = new Float32Array(DIMENSIONS).fill(1e-3);
  for (const { stem } of terms(text)) {
    const bytes = createHash("sha256").update(stem).digest();
    for (let d = 0; d < DIMENSIONS; d++) sum[d] += bytes[d] / 127.5 - 1;
  }
  return unit(sum);
}

/** One token a word. */
export const countWords = (text: string) => text.split(/\s+/).filter(Boolean).length;
