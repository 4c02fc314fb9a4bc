import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import {
  NoConnectionError,
  PassingError,
  type Patience,
  shared,
  tried,
} from "../../../src/store/opensearch/patience.ts";

const PATIENCE: Patience = { attempt: 100, total: 1_000, gone: 300 };

/** ms that it took, and how it ended. */
async function timed<T>(work: Promise<T>): Promise<{ took: number; value?: T; error?: unknown }> {
  const started = performance.now();
  const ended = await work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  return { took: performance.now() - started, ...ended };
}

describe("tried", () => {
  it("tries again what failed in passing", async () => {
    let tries = 0;
    const work = tried(PATIENCE, async () => {
      if (++tries < 3) throw new PassingError("a full queue");
      return tries;
    });
    expect(await work).toBe(3);
  });

  it("joins another try to one that does not answer, and takes the first answer", async () => {
    let tries = 0;
    const { took, value } = await timed(
      tried(PATIENCE, async () => {
        const n = ++tries;
        await sleep(n === 1 ? 600 : 10);
        return n;
      }),
    );
    expect(value).toBe(2);
    expect(took).toBeLessThan(400);
  });

  it("lets the slow one go on meanwhile: where all are slow, the first to start answers", async () => {
    let tries = 0;
    const value = await tried(PATIENCE, async () => {
      const n = ++tries;
      await sleep(250);
      return n;
    });
    expect(value).toBe(1);
  });

  it("throws at once what another try would not mend", async () => {
    const { took, error } = await timed(tried(PATIENCE, () => Promise.reject(new Error("wrongly asked"))));
    expect(error).toEqual(new Error("wrongly asked"));
    expect(took).toBeLessThan(50);
  });

  it("ends with its patience, and sooner where no node takes a connection", async () => {
    const silent = await timed(tried(PATIENCE, () => sleep(5_000, undefined, { ref: false })));
    expect(silent.error).toBeInstanceOf(PassingError);
    expect(silent.took).toBeGreaterThan(900);
    expect(silent.took).toBeLessThan(1_500);
    const gone = await timed(tried(PATIENCE, () => Promise.reject(new NoConnectionError("refused"))));
    expect(gone.error).toBeInstanceOf(NoConnectionError);
    expect(gone.took).toBeLessThan(800);
  });

  it("shares one patience among several requests", async () => {
    const one = shared(PATIENCE);
    const slow = () => sleep(700);
    await tried(one, slow);
    const { error, took } = await timed(tried(one, slow));
    expect(error).toBeInstanceOf(PassingError);
    expect(took).toBeLessThan(600);
  });
});
