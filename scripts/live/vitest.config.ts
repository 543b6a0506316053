import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "live",
    root: import.meta.dirname,
    include: ["cases/*.live.ts"],
    globalSetup: ["global-setup.ts"],
    // One server with two slots: cases that watch its slots must be alone with it.
    fileParallelism: false,
    // A model on a slow machine takes its time; the cases set no limits of their own.
    testTimeout: 120_000,
  },
});
