import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["test/**/*.test.ts"], cache: false, testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false, maxConcurrency: 5 },
});
