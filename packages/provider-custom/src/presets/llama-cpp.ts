import { openaiCompletion } from "@portolan/core/openai-completion";
import { openaiEmbedding, openaiRerank } from "@portolan/core/openai-models";
import { localAdvice } from "../hooks/local-advice.ts";
import type { Preset } from "../preset.ts";
import { countWithLlamaCpp } from "../token-counting/llama-cpp.ts";

/** llama.cpp's server. https://github.com/ggml-org/llama.cpp/tree/master/tools/server */
export const llamaCpp = (): Preset => ({
  id: "llama-cpp",
  aliases: ["llamacpp"],
  name: "llama.cpp",
  baseURL: "http://127.0.0.1:8080/v1",
  env: { apiKey: ["LLAMA_CPP_API_KEY", "LLAMA_API_KEY"] },
  keyless: true,
  pages: { site: "https://github.com/ggml-org/llama.cpp" },
  // It has one model and takes any id for it.
  defaultModel: "default",
  // Token counts and speeds; they come also where usage was not asked for.
  chat: { keep: { timings: "timings" } },
  wire: {
    fields: { topK: "top_k" },
    // Templates that know no reasoning leave the field out of what the model sees.
    history: "reasoning_content",
    historyScope: "all",
    promptCaching: "automatic",
  },
  errors: [
    { code: "exceed_context_size_error", kind: "context-length", hint: "send less, or start the server with a larger --ctx-size, which its --parallel slots share" },
    { code: "unavailable_error", kind: "overloaded", hint: "the model is being loaded" },
    // Faults of the request, although the server takes them for its own.
    { message: /(?:image|video) input is not supported/, kind: "bad-request", hint: "a model that sees, started with its --mmproj file" },
    { message: /audio input is not supported/, kind: "bad-request", hint: "a model that hears, started with its --mmproj file" },
    { message: /requires --jinja/, kind: "bad-request", hint: "start the server with --jinja" },
    { code: "not_supported_error", message: /embeddings/, kind: "bad-request", hint: "start the server with --embeddings" },
    { code: "not_supported_error", message: /rerank/, kind: "bad-request", hint: "start the server with --reranking" },
  ],
  advise: localAdvice({ start: "llama-server -m MODEL.gguf --jinja" }),
  completion: openaiCompletion({ keep: { timings: "timings" } }),
  embedding: openaiEmbedding({ base64: true, dimensions: false }),
  reranking: openaiRerank(),
  countTokens: countWithLlamaCpp,
});
