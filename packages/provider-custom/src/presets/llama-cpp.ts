import type { Preset } from "../preset.ts";
import { countWithLlamaCpp } from "../token-counting/llama-cpp.ts";

/** llama.cpp. https://github.com/ggml-org/llama.cpp */
export const llamaCpp: Preset = {
  id: "llama-cpp",
  name: "llama.cpp",
  baseURL: "http://127.0.0.1:8080/v1",
  env: { apiKey: ["LLAMA_CPP_API_KEY", "LLAMA_API_KEY"] },
  keyless: true,
  pages: { site: "https://github.com/ggml-org/llama.cpp" },
  countTokens: countWithLlamaCpp,
};
