import { expect, it } from "vitest";
import { malformed } from "./malformed.ts";

it("answers good questions while malformed requests come in, and keeps no memory of those", async () => {
  const { statuses, asked, failed, megabytes } = await malformed(1000);
  expect(Object.keys(statuses).filter((status) => status.startsWith("5"))).toEqual([]);
  expect(asked).toBeGreaterThan(5);
  expect(failed).toBe(0);
  expect(megabytes[1] - megabytes[0]).toBeLessThan(50);
});
