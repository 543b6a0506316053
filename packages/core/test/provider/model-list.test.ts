import type { JSONValue } from "@ai-sdk/provider";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readModelList } from "../../src/provider/model-list.ts";

describe("readModelList", () => {
  it.each<readonly [service: string, body: JSONValue, rows: readonly object[]]>([
    ["OpenAI", { object: "list", data: [{ id: "gpt-4o", object: "model", created: 1, owned_by: "system" }] }, [{ id: "gpt-4o", facts: {} }]],
    ["Groq", { data: [{ id: "openai/gpt-oss-20b", context_window: 131072, max_completion_tokens: 65536 }] }, [{ id: "openai/gpt-oss-20b", facts: { contextWindow: 131072, maxOutputTokens: 65536 } }]],
    [
      "OpenRouter",
      {
        data: [
          {
            id: "a/b",
            name: "A: B",
            context_length: 1000,
            top_provider: { max_completion_tokens: 100 },
            architecture: { input_modalities: ["text", "image", "file"] },
            supported_parameters: ["tools", "response_format", "include_reasoning", "seed"],
            pricing: { prompt: "0.00000017", completion: "0.0000011", request: "0" },
          },
        ],
      },
      [
        {
          id: "a/b",
          facts: { contextWindow: 1000, maxOutputTokens: 100, imageInput: true, audioInput: false, fileInput: true, tools: true, jsonObject: true, jsonSchema: false, reasoning: true, seed: true, logprobs: false },
          price: { input: 0.17, output: 1.1 },
        },
      ],
    ],
    ["OpenRouter, where it says nothing", { data: [{ id: "a/auto", supported_parameters: [], architecture: { input_modalities: [] }, pricing: { prompt: "-1", completion: "-1" } }] }, [{ id: "a/auto", facts: {} }]],
    [
      "Together",
      [
        { id: "m/chat", type: "chat", context_length: 8192, pricing: { input: 0.18, output: 0.6, hourly: 0 } },
        { id: "m/base", type: "language", context_length: 0 },
        { id: "m/embed", type: "embedding", pricing: { input: 0, output: 0 } },
        { id: "m/odd", type: "constructor" },
      ],
      [
        { id: "m/chat", facts: { contextWindow: 8192, kind: "language" }, price: { input: 0.18, output: 0.6 } },
        { id: "m/base", facts: { kind: "completion" } },
        { id: "m/embed", facts: { kind: "embedding" }, price: { input: 0, output: 0 } },
        { id: "m/odd", facts: {} },
      ],
    ],
    [
      "Novita",
      { data: [{ id: "zai-org/glm-5.1", context_size: 204_800, input_token_price_per_m: 14_000, output_token_price_per_m: 44_000, model_type: "chat" }] },
      [{ id: "zai-org/glm-5.1", facts: { contextWindow: 204_800, kind: "language" }, price: { input: 1.4, output: 4.4 } }],
    ],
    [
      "Mistral",
      { data: [{ id: "mistral-small-latest", max_context_length: 32768, capabilities: { completion_chat: true, function_calling: true, vision: false, reasoning: false } }] },
      [{ id: "mistral-small-latest", facts: { contextWindow: 32768, tools: true, imageInput: false, reasoning: false } }],
    ],
    [
      "Anthropic",
      { data: [{ type: "model", id: "claude-sonnet-5", max_input_tokens: 1000000, max_tokens: 128000, capabilities: { image_input: { supported: true }, pdf_input: { supported: true }, thinking: { supported: true } } }] },
      [{ id: "claude-sonnet-5", facts: { contextWindow: 1000000, maxOutputTokens: 128000, reasoning: true, imageInput: true, fileInput: true } }],
    ],
    [
      "Chutes",
      { data: [{ id: "zai-org/GLM-5.2-TEE", context_length: 1048576, max_output_length: 65535, input_modalities: ["text"], supported_features: ["tools", "json_mode"], pricing: { prompt: 1.25, completion: 3.95 } }] },
      [{ id: "zai-org/GLM-5.2-TEE", facts: { contextWindow: 1048576, maxOutputTokens: 65535, imageInput: false, audioInput: false, tools: true, jsonObject: true }, price: { input: 1.25, output: 3.95 } }],
    ],
    [
      "Cohere",
      { models: [{ name: "command-a-plus-05-2026", endpoints: ["chat"], context_length: 256000 }, { name: "embed-v4.0", endpoints: ["embed", "classify"] }, { name: "c4ai", endpoints: ["new", 7] }] },
      [
        { id: "command-a-plus-05-2026", facts: { contextWindow: 256000, kind: "language" } },
        { id: "embed-v4.0", facts: { kind: "embedding" } },
        { id: "c4ai", facts: {} },
      ],
    ],
    ["vLLM", { data: [{ id: "local", max_model_len: 4096 }] }, [{ id: "local", facts: { contextWindow: 4096 } }]],
    [
      "llama.cpp",
      { models: [{ name: "m.gguf", capabilities: ["completion"] }], data: [{ id: "m.gguf", meta: { n_ctx: 2048, n_ctx_train: 8192 } }, { id: "n.gguf", meta: { n_ctx_train: 8192 } }] },
      [
        { id: "m.gguf", facts: { contextWindow: 2048 } },
        { id: "n.gguf", facts: { contextWindow: 8192 } },
      ],
    ],
    ["Google", { models: [{ name: "models/gemini-flash" }, { name: "models/models/odd" }] }, [{ id: "gemini-flash", facts: {} }, { id: "models/odd", facts: {} }]],
    ["names alone", ["a", "b", "a"], [{ id: "a", facts: {} }, { id: "b", facts: {} }]],
    ["Ollama without models", { object: "list", data: null }, []],
    ["rows of a kind nobody knows", [null, 7, [], {}, { id: 7 }, { id: "" }, { id: { a: 1 } }, "", { model: "kept" }], [{ id: "kept", facts: {} }]],
    ["rows whose fields are garbage", [{ id: "x", context_window: "many", max_model_len: -1, meta: [], architecture: "big", supported_parameters: {}, capabilities: "all", pricing: { input: null, output: null }, type: 7 }], [{ id: "x", facts: {} }]],
    ["prices that are half said", [{ id: "x", pricing: { prompt: "", completion: "0.1" } }, { id: "y", pricing: { input: 1 } }], [{ id: "x", facts: {} }, { id: "y", facts: {} }]],
  ])("of %s", (_service, body, rows) => {
    expect(readModelList(body)).toEqual(rows);
  });

  it("takes the first of rows with one id, whatever the id", () => {
    const rows = readModelList({ data: [{ id: "__proto__", context_window: 1 }, { id: "constructor" }, { id: "__proto__", context_window: 2 }] });
    expect(rows.map(({ id, facts }) => [id, facts.contextWindow])).toEqual([["__proto__", 1], ["constructor", undefined]]);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(readModelList(value as JSONValue)).toBeInstanceOf(Array);
        expect(readModelList({ data: [value as JSONValue, { id: "x", meta: value as JSONValue, pricing: value as JSONValue, architecture: value as JSONValue }] })).not.toHaveLength(0);
      }),
    );
  });
});
