import type { Preset } from "../preset.ts";

/** Chutes. https://chutes.ai */
export const chutes: Preset = {
  id: "chutes",
  name: "Chutes",
  baseURL: "https://llm.chutes.ai/v1",
  env: { apiKey: ["CHUTES_API_KEY"] },
  pages: { site: "https://chutes.ai", keys: "https://chutes.ai/app/api", status: "https://status.chutes.ai" },
  defaultModel: "openai/gpt-oss-120b",
};
