import type { Preset } from "../preset.ts";

/** Ollama. https://ollama.com */
export const ollamaOpenai: Preset = {
  id: "ollama-openai",
  name: "Ollama",
  baseURL: "http://localhost:11434/v1",
  env: { apiKey: ["OLLAMA_API_KEY"] },
  keyless: true,
  pages: { site: "https://ollama.com" },
};
