import type { Preset } from "../preset.ts";

/** Cerebras. https://www.cerebras.ai */
export const cerebras: Preset = {
  id: "cerebras",
  name: "Cerebras",
  baseURL: "https://api.cerebras.ai/v1",
  env: { apiKey: ["CEREBRAS_API_KEY"] },
  pages: { site: "https://www.cerebras.ai", keys: "https://cloud.cerebras.ai", status: "https://status.cerebras.ai" },
  defaultModel: "gpt-oss-120b",
};
