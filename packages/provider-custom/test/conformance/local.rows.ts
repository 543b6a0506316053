import type { PresetRow } from "./describe-presets.ts";

export const rows: readonly PresetRow[] = [
  { preset: "vllm", keyless: true, models: { text: "test-model" } },
];
