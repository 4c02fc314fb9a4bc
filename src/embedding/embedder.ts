// What does the rest of Askwire ask of an embedding model?
import type { PassageVectors } from "./encoder.ts";

/** Whether what was asked for is still wanted: an `AbortSignal`, or less. */
export type Aborted = Pick<AbortSignal, "aborted" | "reason">;

export interface Embedder {
  /** Name of the model. */
  readonly model: string;
  /** Changes with anything that shapes a vector. */
  readonly fingerprint: string;
  readonly dimensions: number;
  /** Unit vector; questions go before passages that wait. One that is aborted by its turn is not embedded: `signal.reason`. */
  question(text: string, signal?: Aborted): Promise<Float32Array>;
  /** Vectors of a passage, given as its sentences in order and the title under which they stand ("" for none). */
  passage(sentences: readonly string[], title: string): Promise<PassageVectors>;
  close(): Promise<void>;
}
