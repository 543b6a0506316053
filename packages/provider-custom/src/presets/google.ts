import type { Preset } from "../preset.ts";

/** Google AI Studio. https://aistudio.google.com */
export const google: Preset = {
  id: "google",
  name: "Google AI Studio",
  aliases: ["gemini"],
  baseURL: "https://generativelanguage.googleapis.com/v1beta/openai",
  env: { apiKey: ["GEMINI_API_KEY", "GOOGLE_AI_STUDIO_API_KEY", "GOOGLE_API_KEY", "GOOGLE_GENERATIVE_AI_API_KEY"] },
  pages: { site: "https://aistudio.google.com", keys: "https://aistudio.google.com/apikey", status: "https://status.cloud.google.com" },
  defaultModel: "gemini-3.5-flash",
};
