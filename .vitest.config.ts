import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.{ts,tsx}"],
    // Those have a configuration of their own, which starts a cluster.
    exclude: ["tests/cluster/**"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
