import { defineConfig } from "vitest/config";

// Tests against a real cluster of three nodes, which they start and stop: `npm run test:cluster`.
export default defineConfig({
  test: {
    include: ["tests/cluster/**/*.test.ts"],
    globalSetup: ["tests/support/compile.mjs", "tests/cluster/setup.ts"],
    fileParallelism: false,
    testTimeout: 400_000,
    hookTimeout: 400_000,
  },
});
