import type { PresetRow } from "./describe-presets.ts";

export const rows: readonly PresetRow[] = [
  { preset: "openai", models: { text: "gpt-5.4-mini" } },
];
