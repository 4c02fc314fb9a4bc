import { expect, it } from "vitest";
import { damage } from "./damaged.ts";

it("reads no harm out of damaged files, and indexes the good ones among them", async () => {
  const { failures, slowest } = await damage(90, false);
  expect(failures).toBeGreaterThan(30);
  // Under the 20 s in which an article has to be there, with time for a busy machine.
  expect(slowest).toBeLessThan(30_000);
}, 240_000);
