import type { PresetRow } from "./describe-presets.ts";

export const rows: readonly PresetRow[] = [
  { preset: "cerebras", models: { text: "gpt-oss-120b" } },
];
