// The stand-in with the time that a model takes.
import { setTimeout as wait } from "node:timers/promises";
import type { Aborted } from "../../src/embedding/embedder.ts";
import { StandInEmbedder } from "./stand-in-embedder.ts";

export class SlowEmbedder extends StandInEmbedder {
  private readonly signals: Aborted[] = [];

  constructor(private readonly milliseconds: number) {
    super();
  }

  /** Questions given up before they were embedded. */
  get abandoned(): number {
    return this.signals.filter(({ aborted }) => aborted).length;
  }

  override async question(text: string, signal?: Aborted) {
    if (signal) this.signals.push(signal);
    await wait(this.milliseconds, undefined, { ref: false });
    return super.question(text);
  }
}
