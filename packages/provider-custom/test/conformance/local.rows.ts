import type { PresetRow } from "./describe-presets.ts";

export const rows: readonly PresetRow[] = [
  {
    preset: "litellm",
    keyless: true,
    models: { text: "local-chat", tools: "gpt-5.4-mini", reasoning: "claude-sonnet-5", embedding: "embed", completion: "local-chat", image: "draw", speech: "speak", transcription: "hear", reranking: "rank", moderation: "judge" },
    providerOptions: { given: { parallelToolCalls: false, dropParams: true }, sent: { parallel_tool_calls: false, drop_params: true } },
  },
  {
    preset: "localai",
    keyless: true,
    reasoningTags: true,
    models: {
      text: "qwen3-8b",
      vision: "minicpm-v-2.6",
      completion: "qwen3-8b",
      embedding: "bge-m3",
      image: "sd-3.5-medium",
      reranking: "jina-reranker-v1-base-en",
      speech: "voice-en-us-amy-low",
      transcription: "whisper-1",
    },
    providerOptions: { given: { metadata: { enable_thinking: "false" } }, sent: { metadata: { enable_thinking: "false" } } },
  },
  {
    preset: "vllm",
    keyless: true,
    models: { text: "Qwen/Qwen3-8B", vision: "Qwen/Qwen2.5-VL-7B-Instruct", embedding: "BAAI/bge-m3", completion: "Qwen/Qwen3-8B", reranking: "BAAI/bge-reranker-v2-m3", transcription: "openai/whisper-large-v3" },
    providerOptions: { given: { structuredOutputs: { choice: ["yes", "no"] }, minP: 0.1 }, sent: { structured_outputs: { choice: ["yes", "no"] }, min_p: 0.1 } },
  },
  {
    preset: "lm-studio",
    keyless: true,
    reasoningTags: true,
    models: { text: "qwen/qwen3-coder-30b", reasoning: "openai/gpt-oss-20b", embedding: "text-embedding-nomic-embed-text-v1.5", completion: "qwen/qwen3-coder-30b" },
    providerOptions: { given: { repeatPenalty: 1.1, ttl: 300 }, sent: { repeat_penalty: 1.1, ttl: 300 } },
  },
  {
    preset: "text-generation-webui",
    keyless: true,
    reasoningTags: true,
    models: { text: "Qwen3-8B-Q4_K_M.gguf", embedding: "all-mpnet-base-v2", completion: "Qwen3-8B-Q4_K_M.gguf", image: "Z-Image-Turbo" },
    providerOptions: { given: { mode: "instruct", grammarString: 'root ::= "yes"' }, sent: { mode: "instruct", grammar_string: 'root ::= "yes"' } },
  },
  {
    preset: "fastchat",
    keyless: true,
    reasoningTags: true,
    models: { text: "vicuna-7b-v1.5", embedding: "bge-large-en-v1.5", completion: "vicuna-7b-v1.5" },
    providerOptions: { given: { topK: 3 }, sent: { top_k: 3 } },
  },
  {
    preset: "llama-cpp",
    keyless: true,
    models: { text: "/models/Qwen3-8B-Q4_K_M.gguf", vision: "qwen2.5-vl-7b", embedding: "default", completion: "default", reranking: "default" },
    providerOptions: { given: { minP: 0.1, cachePrompt: false }, sent: { min_p: 0.1, cache_prompt: false } },
  },
  {
    preset: "ollama-openai",
    keyless: true,
    models: { text: "llama3.2:latest", reasoning: "qwen3:8b", embedding: "nomic-embed-text:latest", completion: "llama3.2:latest" },
    providerOptions: { given: { keepAlive: "10m" }, sent: { keep_alive: "10m" } },
    skip: { "the link of an image is sent as a link": "Ollama fetches no links; the preset names none, so that the AI SDK downloads them" },
  },
];
