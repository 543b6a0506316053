import type { JSONObject } from "@ai-sdk/provider";
import { openaiCompletion } from "@portolan/core/openai-completion";
import { openaiEmbedding } from "@portolan/core/openai-models";
import { localAdvice } from "../hooks/local-advice.ts";
import type { Preset } from "../preset.ts";

const effort = (level: string): JSONObject => ({ reasoning_effort: level });

/** Ollama's OpenAI form; its own is `/api`. https://docs.ollama.com/openai */
export const ollamaOpenai = (): Preset => ({
  id: "ollama-openai",
  name: "Ollama (OpenAI form)",
  baseURL: "http://localhost:11434/v1",
  // `OLLAMA_API_KEY` is the key of Ollama's cloud: no server of one's own is to see it.
  env: { apiKey: ["OLLAMA_OPENAI_API_KEY"] },
  keyless: true,
  pages: { site: "https://ollama.com" },
  wire: {
    reasoning: { none: effort("none"), low: effort("low"), medium: effort("medium"), high: effort("high") },
    history: "reasoning",
    historyScope: "all",
    // Choices are ignored without a word.
    toolChoice: { required: false, named: false, none: false },
    promptCaching: "automatic",
  },
  errors: [
    { message: /does not support tools/, kind: "bad-request", hint: "models that call tools: https://ollama.com/search?c=tools" },
    { message: /does not support thinking/, kind: "bad-request", hint: "models that think: https://ollama.com/search?c=thinking" },
  ],
  advise: localAdvice({ start: "ollama serve", getModel: "get it: ollama pull NAME" }),
  completion: openaiCompletion(),
  embedding: openaiEmbedding(),
});
