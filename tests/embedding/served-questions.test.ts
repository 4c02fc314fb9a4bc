import { beforeEach, describe, expect, it } from "vitest";
import type { Aborted } from "../../src/embedding/embedder.ts";
import { ServedQuestions } from "../../src/embedding/served-questions.ts";
import { OverloadedError } from "../../src/errors.ts";
import { SETTINGS } from "../../src/settings.ts";
import { StandInEmbedder, vectorOf } from "../support/stand-in-embedder.ts";

/** Embeds a question only when it is told to, and keeps what was asked of it. */
class HeldEmbedder extends StandInEmbedder {
  readonly asked: string[] = [];
  private readonly signals = new Map<string, Aborted | undefined>();
  private readonly held = new Map<string, () => void>();

  override question(text: string, signal?: Aborted): Promise<Float32Array<ArrayBuffer>> {
    this.asked.push(text);
    this.signals.set(text, signal);
    return new Promise((resolve) => {
      this.held.set(text, () => resolve(vectorOf(text) as Float32Array<ArrayBuffer>));
    });
  }

  /** Questions that need not be embedded any more. */
  get abandoned(): string[] {
    return this.asked.filter((text) => this.signals.get(text)?.aborted);
  }

  finish(text: string): void {
    this.held.get(text)?.();
  }
}

describe("questions of many people", () => {
  let held: HeldEmbedder;
  let served: ServedQuestions;
  beforeEach(() => {
    held = new HeldEmbedder();
    served = new ServedQuestions(held);
  });

  it("are embedded once when they are the same, at once or later", async () => {
    const both = [served.question("a"), served.question("a")];
    held.finish("a");
    expect(await Promise.all(both)).toEqual([vectorOf("a"), vectorOf("a")]);
    expect(await served.question("a")).toEqual(vectorOf("a"));
    expect(held.asked).toEqual(["a"]);
    expect(served.counts).toEqual({ known: 1, shared: 1, embedded: 1, refused: 0 });
    expect(served.waiting).toBe(0);
  });

  it("are refused at once past the bound, and taken again when there is room", async () => {
    const texts = Array.from({ length: SETTINGS.embedding.waiting }, (_, n) => `question ${n}`);
    const waiting = texts.map((text) => served.question(text));
    await expect(served.question("one more")).rejects.toThrow(OverloadedError);
    // Known ones, and ones that are being embedded, need no place.
    const again = served.question("question 1");
    held.finish("question 0");
    await waiting[0];
    expect(await served.question("question 0")).toEqual(vectorOf("question 0"));
    const late = served.question("one more");
    for (const text of [...texts, "one more"]) held.finish(text);
    await Promise.all([...waiting, again, late]);
    expect(served.counts.refused).toBe(1);
  });

  it("give up their place when nobody waits any more, and not before", async () => {
    const first = new AbortController();
    const second = new AbortController();
    const one = served.question("a", first.signal);
    const two = served.question("a", second.signal);
    first.abort(new Error("gone"));
    await expect(one).rejects.toThrow("gone");
    expect(held.abandoned).toEqual([]);
    second.abort(new Error("gone too"));
    await expect(two).rejects.toThrow("gone too");
    expect(held.abandoned).toEqual(["a"]);
    expect(served.waiting).toBe(0);
    const anew = served.question("a");
    held.finish("a");
    expect(await anew).toEqual(vectorOf("a"));
  });

  it("forget a failure", async () => {
    let failures = 1;
    const flaky = new StandInEmbedder();
    const question = flaky.question.bind(flaky);
    flaky.question = (text) => (failures-- > 0 ? Promise.reject(new Error("once")) : question(text));
    const questions = new ServedQuestions(flaky);
    await expect(questions.question("a")).rejects.toThrow("once");
    expect(await questions.question("a")).toEqual(vectorOf("a"));
  });
});
