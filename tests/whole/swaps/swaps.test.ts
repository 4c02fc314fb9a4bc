import { expect, it } from "vitest";
import { swaps } from "./swaps.ts";

it("answers every question, each from one generation, while others are published", async () => {
  const { published, seen, asked, failed, mixed } = await swaps(7);
  expect({ failed, mixed }).toEqual({ failed: 0, mixed: 0 });
  expect(asked).toBeGreaterThan(100);
  expect(seen).toBeGreaterThanOrEqual(published - 1);
  expect(published).toBeGreaterThan(2);
});
