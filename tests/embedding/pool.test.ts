import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findModel } from "../../src/embedding/find-model.ts";
import { EmbeddingPool } from "../../src/embedding/pool.ts";

describe("a pool of one worker", () => {
  let pool: EmbeddingPool;
  beforeAll(async () => {
    pool = new EmbeddingPool(await findModel(), 1);
  });
  afterAll(() => pool.close());

  it("takes questions before passages that wait", async () => {
    const done: string[] = [];
    const passages = Array.from({ length: 6 }, (_, n) =>
      pool.passage([`The ferry leaves on day ${n}.`], "").then(() => done.push("passage")),
    );
    const question = pool.question("When does the boat sail?").then(() => done.push("question"));
    await Promise.all([...passages, question]);
    // After those that the worker had in hand already.
    expect(done.indexOf("question")).toBeLessThan(3);
  });

  it("leaves out what nobody waits for when its turn comes, and embeds the others", async () => {
    const signal = { aborted: false, reason: undefined as unknown };
    const texts = Array.from({ length: 8 }, (_, n) => `What happened on day ${n}?`);
    const before = texts.map((text) => pool.question(text));
    const given = pool.question("Who gives up?", signal);
    const after = pool.question("Who comes last?");
    Object.assign(signal, { aborted: true, reason: new Error("gone") });
    await expect(given).rejects.toThrow("gone");
    for (const vector of await Promise.all([...before, after])) expect(vector).toHaveLength(384);
  });
});
