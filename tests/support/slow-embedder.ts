// The stand-in with the time that a model takes.
import { setTimeout as wait } from "node:timers/promises";
import { StandInEmbedder } from "./stand-in-embedder.ts";

export class SlowEmbedder extends StandInEmbedder {
  /** Questions given up before they were embedded. */
  abandoned = 0;

  constructor(private readonly milliseconds: number) {
    super();
  }

  override async question(text: string, signal?: AbortSignal) {
    try {
      await wait(this.milliseconds, undefined, { signal });
    } catch {
      this.abandoned++;
      throw signal?.reason;
    }
    return super.question(text);
  }
}
