import { describeProvider } from "@portolan/testing/vitest";
import { beforeAll, vi } from "vitest";
import { createOllama } from "../src/index.ts";

// A developer's own server and key would take the emulator's place.
beforeAll(() => {
  for (const name of ["OLLAMA_HOST", "OLLAMA_API_BASE", "OLLAMA_BASE_URL", "OLLAMA_API_KEY"]) vi.stubEnv(name, undefined);
});

describeProvider(createOllama, {
  emulator: "ollama",
  keyless: true,
  provesKeys: false,
  models: {
    text: "qwen3:8b",
    tools: "llama3.2",
    reasoning: "qwen3:8b",
    structured: "llama3.2",
    vision: "gemma3:4b",
    completion: "qwen2.5-coder:1.5b",
    embedding: "nomic-embed-text",
  },
  providerOptions: { given: { keepAlive: "10m", topK: 20 }, sent: { keep_alive: "10m", options: { top_k: 20 } } },
});
