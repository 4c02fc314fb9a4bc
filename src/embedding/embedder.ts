// What does the rest of Askwire ask of an embedding model?
import type { PassageVectors } from "./encoder.ts";

export interface Embedder {
  /** Name of the model. */
  readonly model: string;
  /** Changes with anything that shapes a vector. */
  readonly fingerprint: string;
  readonly dimensions: number;
  /** Unit vector; questions go before passages that wait. One that is aborted gives up its place: `signal.reason`. */
  question(text: string, signal?: AbortSignal): Promise<Float32Array>;
  /** Vectors of a passage, given as its sentences in order and the title under which they stand ("" for none). */
  passage(sentences: readonly string[], title: string): Promise<PassageVectors>;
  close(): Promise<void>;
}
