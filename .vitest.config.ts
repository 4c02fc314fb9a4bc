import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.{ts,tsx}"],
    globalSetup: ["tests/support/compile.mjs"],
    // Those have a configuration of their own, which starts a cluster.
    exclude: ["tests/cluster/**"],
    // As many as cores: vitest would keep one back, and these tests mostly wait for processes.
    maxWorkers: availableParallelism(),
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
