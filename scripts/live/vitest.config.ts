import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "live",
    root: join(import.meta.dirname, "..", ".."),
    include: ["scripts/live/cases/*.live.ts"],
    globalSetup: ["scripts/live/global-setup.ts"],
    // One server with two slots: cases that watch its slots must be alone with it.
    fileParallelism: false,
    // A model on a slow machine takes its time; the cases set no limits of their own.
    testTimeout: 120_000,
  },
});
