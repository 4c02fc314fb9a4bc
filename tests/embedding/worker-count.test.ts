import { availableParallelism } from "node:os";
import { describe, expect, it } from "vitest";
import { workerCount } from "../../src/embedding/worker-count.ts";

describe("workerCount", () => {
  it("is one a core where there is the memory", () => {
    expect(workerCount(4, 2e9)).toBe(4);
    expect(workerCount(4, Number.POSITIVE_INFINITY)).toBe(4);
  });

  it("is as many as fit in the memory, and never none", () => {
    expect(workerCount(8, 600e6)).toBe(2);
    expect(workerCount(8, 100e6)).toBe(1);
    expect(workerCount(0.5, 2e9)).toBe(1);
  });

  it("is never more than the cores of this process", () => {
    expect(workerCount()).toBeGreaterThanOrEqual(1);
    expect(workerCount()).toBeLessThanOrEqual(availableParallelism());
  });
});
