// How are many people's questions embedded at once, without a queue that grows past what can be answered in time?
// A vector that is known is taken again, one that is being made is waited for, and past a bound there is a quick no.
import { LRUCache } from "lru-cache";
import { OverloadedError } from "../errors.ts";
import { SETTINGS } from "../settings.ts";
import type { Aborted, Embedder } from "./embedder.ts";
import type { PassageVectors } from "./encoder.ts";

/** A question that is being embedded, and how many wait for it; aborted when the last of them has gone. */
interface UnderWay {
  readonly vector: Promise<Float32Array>;
  readonly signal: { aborted: boolean; reason: unknown };
  waiting: number;
}

export class ServedQuestions implements Embedder {
  /** Since the start: vectors taken again, vectors shared while they were made, and questions refused. */
  readonly counts = { known: 0, shared: 0, embedded: 0, refused: 0 };
  private readonly known = new LRUCache<string, Float32Array>({ max: SETTINGS.embedding.remembered });
  private readonly underWay = new Map<string, UnderWay>();

  constructor(private readonly embedder: Embedder) {}

  get model(): string {
    return this.embedder.model;
  }

  get fingerprint(): string {
    return this.embedder.fingerprint;
  }

  get dimensions(): number {
    return this.embedder.dimensions;
  }

  /** Questions that are being embedded or wait for it. */
  get waiting(): number {
    return this.underWay.size;
  }

  /** @throws OverloadedError at once where too many questions wait already; `signal.reason` where it is aborted. */
  async question(text: string, signal?: AbortSignal): Promise<Float32Array> {
    const known = this.known.get(text);
    if (known) {
      this.counts.known++;
      return known;
    }
    const running = this.underWay.get(text);
    if (running) this.counts.shared++;
    return this.wait(text, running ?? this.start(text), signal);
  }

  passage(sentences: readonly string[], title: string): Promise<PassageVectors> {
    return this.embedder.passage(sentences, title);
  }

  close(): Promise<void> {
    return this.embedder.close();
  }

  private start(text: string): UnderWay {
    if (this.underWay.size >= SETTINGS.embedding.waiting) {
      this.counts.refused++;
      throw new OverloadedError("Too many questions are waiting; ask again in a second.");
    }
    const signal = { aborted: false, reason: undefined };
    const started: UnderWay = { vector: this.embed(text, signal), signal, waiting: 0 };
    this.underWay.set(text, started);
    const end = () => {
      if (this.underWay.get(text) === started) this.underWay.delete(text);
    };
    started.vector.then(end, end);
    return started;
  }

  private async embed(text: string, signal: Aborted): Promise<Float32Array> {
    const vector = await this.embedder.question(text, signal);
    this.counts.embedded++;
    this.known.set(text, vector);
    return vector;
  }

  /** Waits with the others; the last one to give up frees the place. */
  private wait(text: string, running: UnderWay, signal: AbortSignal | undefined): Promise<Float32Array> {
    if (!signal) {
      running.waiting++;
      return running.vector;
    }
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(signal.reason);
        if (--running.waiting > 0) return;
        this.underWay.delete(text);
        Object.assign(running.signal, { aborted: true, reason: signal.reason });
      };
      if (signal.aborted) return reject(signal.reason);
      running.waiting++;
      signal.addEventListener("abort", leave, { once: true });
      running.vector.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
    });
  }
}
