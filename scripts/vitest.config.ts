import { defineConfig } from "vitest/config";

// These tests start whole programs, beside everything else that runs on the machine.
export default defineConfig({ test: { name: "scripts", testTimeout: 30_000 } });
