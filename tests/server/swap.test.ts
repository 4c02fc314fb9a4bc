import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApp } from "../../src/server/app.ts";
import { AnswerSchema } from "../../src/server/schemas.ts";
import { SmallIndex } from "../support/small-index.ts";

let index: SmallIndex;
beforeAll(async () => {
  index = await SmallIndex.make({ "clock.txt": edition(1) });
});
afterAll(() => index.remove());

/** The same article in each generation, but for the number that it tells. */
function edition(generation: number): string {
  return `The clock\n\nThe clock was repaired in edition ${generation}. Nobody saw it stop again.\n`;
}

it("answers every question from one whole generation while others are published", async () => {
  const app = createApp(index);
  const generations = 4;
  const seen = new Set<number>();
  let publishing = true;
  const ask = async () => {
    for (let n = 0; publishing; n++) {
      const response = await app.request(`/api/search?q=Which+edition+of+the+clock+${n}&include=article`);
      expect(response.status).toBe(200);
      const { index: answered, passages } = AnswerSchema.parse(await response.json());
      expect(passages.map(({ article }) => article?.text)).toEqual([edition(answered.generation)]);
      expect(passages[0].text).toContain(`edition ${answered.generation}.`);
      seen.add(answered.generation);
      await wait(10);
    }
  };
  const asking = Promise.all(Array.from({ length: 4 }, ask));
  try {
    for (let generation = 2; generation <= generations; generation++) {
      await index.publish({ "clock.txt": edition(generation) });
      await expect.poll(() => seen.has(generation), { timeout: 10_000 }).toBe(true);
    }
  } finally {
    publishing = false;
  }
  await asking;
  expect([...seen]).toEqual(Array.from({ length: generations }, (_, n) => n + 1));
});
