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

/** ms that it took to fail, and with what. */
async function failing(work: Promise<unknown>): Promise<{ took: number; error: unknown }> {
  const started = performance.now();
  const error = await work.then(
    () => "it did not fail",
    (reason: unknown) => reason,
  );
  return { took: performance.now() - started, error };
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
    const value = await tried({ ...PATIENCE, total: 10_000 }, async () => {
      const n = ++tries;
      await sleep(n === 1 ? 5_000 : 10);
      return n;
    });
    expect(value).toBe(2);
  });

  it("lets the slow one go on meanwhile: where all are slow, the first to start answers", async () => {
    let tries = 0;
    const value = await tried({ ...PATIENCE, total: 10_000 }, async () => {
      const n = ++tries;
      await sleep(250);
      return n;
    });
    expect(value).toBe(1);
    expect(tries).toBeGreaterThan(1);
  });

  it("throws at once what another try would not mend", async () => {
    let tries = 0;
    const wrong = async () => {
      tries++;
      throw new Error("wrongly asked");
    };
    expect((await failing(tried(PATIENCE, wrong))).error).toEqual(new Error("wrongly asked"));
    expect(tries).toBe(1);
  });

  it("ends with its patience, and sooner where no node takes a connection", async () => {
    const silent = await failing(tried(PATIENCE, () => sleep(60_000, undefined, { ref: false })));
    expect(silent.error).toBeInstanceOf(PassingError);
    expect(silent.took).toBeGreaterThan(900);
    const refused = () => Promise.reject(new NoConnectionError("refused"));
    const gone = await failing(tried({ ...PATIENCE, total: 60_000 }, refused));
    expect(gone.error).toBeInstanceOf(NoConnectionError);
    expect(gone.took).toBeLessThan(30_000);
  });

  it("shares one patience among several requests", async () => {
    const one = shared({ ...PATIENCE, total: 3_000 });
    const slow = () => sleep(1_800);
    await tried(one, slow);
    expect((await failing(tried(one, slow))).error).toBeInstanceOf(PassingError);
  });
});
