import type { JSONObject, LanguageModelV4Usage } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { PartEmitter } from "../../../src/language-model/part-emitter.ts";
import { Warnings } from "../../../src/language-model/warnings.ts";
import { openaiChat } from "../../../src/openai-chat.ts";
import { callOf } from "./call.ts";
import { decode, delta, type Said } from "./said.ts";

describe("text and reasoning", () => {
  it.each<[string, JSONObject, Partial<Said>]>([
    ["content", { content: "a" }, { text: "a" }],
    ["reasoning_content", { reasoning_content: "r" }, { reasoning: "r" }],
    ["reasoning", { reasoning: "r" }, { reasoning: "r" }],
    ["both reasoning fields, once", { reasoning_content: "r", reasoning: "r" }, { reasoning: "r" }],
    ["an empty field beside a full one", { reasoning_content: "", reasoning: "r" }, { reasoning: "r" }],
    ["reasoning_details", { reasoning_details: [{ type: "reasoning.text", text: "r" }] }, { reasoning: "r" }],
    ["reasoning_details beside their text, once", { reasoning: "r", reasoning_details: [{ type: "reasoning.text", text: "r" }] }, { reasoning: "r" }],
    ["a summary", { reasoning_details: [{ type: "reasoning.summary", summary: "s" }] }, { reasoning: "s" }],
    ["encrypted reasoning, unseen", { reasoning_details: [{ type: "reasoning.encrypted", data: "[REDACTED]" }] }, { reasoning: "" }],
    ["Mistral's chunks", { content: [{ type: "thinking", thinking: [{ type: "text", text: "r" }], signature: "s" }, { type: "text", text: "a" }] }, { text: "a", reasoning: "r", reasoningMetadata: { signature: "s" } }],
    ["a thinking chunk as text", { content: [{ type: "thinking", thinking: "r" }, "a"] }, { text: "a", reasoning: "r" }],
    ["a refusal", { content: null, refusal: "no" }, { text: "no" }],
    ["nulls", { content: null, reasoning: null, tool_calls: null, role: "assistant" }, { text: "", reasoning: "" }],
  ])("%s", (_, value, expected) => {
    expect(decode([delta(value)])).toMatchObject(expected);
    expect(decode([{ choices: [{ message: value }] }])).toMatchObject(expected);
  });

  it("reasoning blocks are kept for the next turn, joined and otherwise untouched", () => {
    const { reasoningMetadata } = decode([
      delta({ reasoning_details: [{ type: "reasoning.text", text: "a", index: 0, format: "x" }] }),
      delta({ reasoning_details: [{ type: "reasoning.text", text: "b", index: 0 }] }),
      delta({ reasoning_details: [{ type: "reasoning.text", signature: "s", index: 0 }] }),
      delta({ reasoning_details: [{ type: "reasoning.encrypted", data: "e", index: 1 }, { type: "reasoning.encrypted", data: "f", index: 1 }] }),
    ]);
    expect(reasoningMetadata).toEqual({
      reasoning_details: [
        { type: "reasoning.text", text: "ab", index: 0, format: "x", signature: "s" },
        { type: "reasoning.encrypted", data: "e", index: 1 },
        { type: "reasoning.encrypted", data: "f", index: 1 },
      ],
    });
  });

  it("a block of reasoning after other content goes back with its own details alone", () => {
    const said: JSONObject[] = [];
    const dialect = openaiChat();
    const emitter = new PartEmitter({ providerId: "test", warnings: new Warnings(), coalesce: true });
    const decoder = dialect.decoder(callOf({}).call, dialect.wire([]), emitter);
    const sealed = (data: string): JSONObject => ({ reasoning_details: [{ type: "reasoning.encrypted", data }] });
    for (const part of [sealed("a"), { content: "so" }, sealed("b"), { tool_calls: [{ index: 0, id: "c", function: { name: "f", arguments: "{}" } }] }, sealed("c"), { images: [{ image_url: "https://a.example/x" }] }, sealed("d")]) {
      decoder.frame(delta(part));
    }
    decoder.end();
    emitter.end("complete", () => undefined);
    for (const part of emitter.take()) if (part.type === "reasoning-end") said.push(...(part.providerMetadata?.["test"]?.["reasoning_details"] as JSONObject[]));
    expect(said.map(({ data }) => data)).toEqual(["a", "b", "c", "d"]);
  });

  it.each<[string, JSONObject[], JSONObject[]]>([
    ["of two places", [{ type: "reasoning.text", text: "a", index: 0 }, { type: "reasoning.text", text: "b", index: 1 }], [{ type: "reasoning.text", text: "a", index: 0 }, { type: "reasoning.text", text: "b", index: 1 }]],
    ["of two ids", [{ type: "reasoning.text", text: "a", id: "x" }, { type: "reasoning.text", text: "b", id: "y" }], [{ type: "reasoning.text", text: "a", id: "x" }, { type: "reasoning.text", text: "b", id: "y" }]],
    ["of one id", [{ type: "reasoning.summary", summary: "a", id: "x" }, { type: "reasoning.summary", summary: "b", id: "x" }], [{ type: "reasoning.summary", summary: "ab", id: "x" }]],
    ["with fields that are null later", [{ type: "reasoning.text", text: "a", signature: "s" }, { type: "reasoning.text", text: "b", signature: null, id: null }], [{ type: "reasoning.text", text: "ab", signature: "s" }]],
  ])("reasoning blocks %s", (_, details, expected) => {
    expect(decode(details.map((detail) => delta({ reasoning_details: [detail] }))).reasoningMetadata).toEqual({ reasoning_details: expected });
  });

  it("an empty finish reason is none, and a choice whose index is null is the first", () => {
    expect(decode([{ choices: [{ index: null, delta: { content: "a" }, finish_reason: "" }] }])).toMatchObject({ text: "a", finish: undefined });
  });

  it("only the first of several choices is read", () => {
    expect(decode([{ choices: [{ index: 1, delta: { content: "b" } }, { index: 0, delta: { content: "a" } }] }]).text).toBe("a");
  });
});

describe("tool calls", () => {
  it("are passed on as they come, arguments as text", () => {
    const { tools } = decode([
      delta({ tool_calls: [{ index: 0, id: "a", type: "function", function: { name: "f", arguments: '{"x"' } }, { id: "b", function: { name: "g", arguments: { y: 1 } } }] }),
      delta({ tool_calls: [{ index: 0, id: null, function: { arguments: ":1}" } }] }),
    ]);
    expect(tools).toMatchObject([
      { index: 0, id: "a", name: "f", delta: '{"x"', position: 0 },
      { id: "b", name: "g", delta: '{"y":1}', position: 1 },
      { index: 0, delta: ":1}", position: 0 },
    ]);
    expect(tools[2]?.id).toBeUndefined();
  });

  it("keep Gemini's thought signature", () => {
    const extra = { google: { thought_signature: "s" } };
    expect(decode([delta({ tool_calls: [{ id: "a", function: { name: "f", arguments: "{}" }, extra_content: extra }] })]).tools).toMatchObject([{ metadata: { extra_content: extra } }]);
  });

  it("take a number for an id", () => {
    expect(decode([delta({ tool_calls: [{ id: 7, function: { name: "f", arguments: "{}" } }] })]).tools).toMatchObject([{ id: "7" }]);
  });

  it("may be one function_call, as before tools", () => {
    expect(decode([delta({ function_call: { name: "f", arguments: "{}" } }, { finish_reason: "function_call" })])).toMatchObject({ tools: [{ name: "f", delta: "{}" }], finish: "function_call" });
  });
});

describe("sources and pictures", () => {
  it("come from citations, search results and annotations", () => {
    const { sources } = decode([
      {
        citations: ["https://a.example", { url: "https://b.example", title: "B" }],
        search_results: [{ url: "https://c.example", title: "C", date: "2026-01-01", snippet: null }, {}],
        choices: [{ delta: { annotations: [{ type: "url_citation", url_citation: { url: "https://d.example", title: "D", start_index: 1, end_index: 4, content: "text" } }, { type: "url_citation", url: "https://e.example" }, { type: "file" }] } }],
      },
    ]);
    expect(sources).toMatchObject([
      { url: "https://c.example", title: "C", metadata: { date: "2026-01-01" } },
      { url: "https://a.example" },
      { url: "https://b.example", title: "B" },
      { url: "https://d.example", title: "D", startIndex: 1, endIndex: 4, citedText: "text" },
      { url: "https://e.example" },
    ]);
  });

  it("pictures come within the content too, with whatever stands in front of their bytes", () => {
    expect(decode([delta({ content: [{ type: "image_url", image_url: { url: "data:image/png;charset=x;base64,AA==" } }, { type: "output_text", text: "so" }] })])).toMatchObject({
      text: "so",
      files: [{ mediaType: "image/png", data: { type: "data", data: "AA==" } }],
    });
  });

  it("an annotation without a URL is no source", () => {
    expect(decode([delta({ annotations: [{ type: "url_citation", url: "" }] })]).sources).toEqual([]);
  });

  it("pictures come as bytes or by URL", () => {
    expect(decode([delta({ images: [{ image_url: { url: "data:image/webp;base64,AA==" } }, { image_url: "https://a.example/x" }] })]).files).toEqual([
      { mediaType: "image/webp", data: { type: "data", data: "AA==" } },
      { mediaType: "image/*", data: { type: "url", url: new URL("https://a.example/x") } },
    ]);
  });
});

describe("usage", () => {
  const usageOf = (usage: JSONObject): LanguageModelV4Usage | undefined => decode([{ choices: [], usage }]).usage;

  it.each<[string, JSONObject, Partial<LanguageModelV4Usage["inputTokens"]>, Partial<LanguageModelV4Usage["outputTokens"]>]>([
    ["plain", { prompt_tokens: 12, completion_tokens: 2, total_tokens: 14 }, { total: 12, noCache: 12, cacheRead: undefined }, { total: 2, text: 2, reasoning: undefined }],
    ["reasoning inside", { prompt_tokens: 12, completion_tokens: 322, total_tokens: 334, completion_tokens_details: { reasoning_tokens: 320 } }, {}, { total: 322, text: 2, reasoning: 320 }],
    ["reasoning outside (xAI)", { prompt_tokens: 12, completion_tokens: 2, total_tokens: 334, completion_tokens_details: { reasoning_tokens: 320 } }, {}, { total: 322, text: 2, reasoning: 320 }],
    ["reasoning beside (Perplexity)", { prompt_tokens: 10, completion_tokens: 5, total_tokens: 22, reasoning_tokens: 7 }, {}, { total: 12, text: 5, reasoning: 7 }],
    ["a total of more than these", { prompt_tokens: 10, completion_tokens: 5, total_tokens: 30, reasoning_tokens: 3 }, {}, { total: 5, text: 2, reasoning: 3 }],
    ["more cached than counted", { prompt_tokens: 10, completion_tokens: 1, cached_tokens: 12 }, { noCache: 0 }, {}],
    ["outside without a total", { prompt_tokens: 1, completion_tokens: 2, completion_tokens_details: { reasoning_tokens: 5 } }, {}, { total: 7, text: 2, reasoning: 5 }],
    ["OpenAI's cache", { prompt_tokens: 100, completion_tokens: 1, prompt_tokens_details: { cached_tokens: 60 } }, { total: 100, noCache: 40, cacheRead: 60 }, {}],
    ["DeepSeek's cache", { prompt_tokens: 100, completion_tokens: 1, prompt_cache_hit_tokens: 60, prompt_cache_miss_tokens: 40 }, { noCache: 40, cacheRead: 60 }, {}],
    ["DashScope's cache", { prompt_tokens: 100, completion_tokens: 1, prompt_tokens_details: { cached_tokens: 60, cache_creation_input_tokens: 30 } }, { noCache: 10, cacheRead: 60, cacheWrite: 30 }, {}],
    ["OpenRouter's cache", { prompt_tokens: 100, completion_tokens: 1, prompt_tokens_details: { cached_tokens: 0, cache_write_tokens: 30 } }, { noCache: 70, cacheRead: 0, cacheWrite: 30 }, {}],
    ["Mistral's cache", { prompt_tokens: 100, completion_tokens: 1, num_cached_tokens: 60 }, { noCache: 40, cacheRead: 60 }, {}],
    ["LiteLLM's cache", { prompt_tokens: 100, completion_tokens: 1, cache_read_input_tokens: 60, cache_creation_input_tokens: 10 }, { noCache: 30, cacheRead: 60, cacheWrite: 10 }, {}],
    ["the Responses API's names", { input_tokens: 5, output_tokens: 3, output_tokens_details: { reasoning_tokens: 1 } }, { total: 5 }, { total: 3, text: 2, reasoning: 1 }],
    ["nothing known", { queue_time: 1 }, { total: undefined, noCache: undefined }, { total: undefined, text: undefined }],
  ])("%s", (_, usage, input, output) => {
    const read = usageOf(usage);
    expect(read?.inputTokens).toMatchObject(input);
    expect(read?.outputTokens).toMatchObject(output);
    expect(read?.raw).toBe(usage);
  });

  it("beside x_groq counts before the one within it", () => {
    expect(decode([{ choices: [], usage: { completion_tokens: 1 }, x_groq: { usage: { completion_tokens: 2 } } }]).usage?.outputTokens.total).toBe(1);
  });

  it("is read beside x_groq and within it, and the last one counts", () => {
    expect(decode([{ choices: [], x_groq: { usage: { prompt_tokens: 1, completion_tokens: 2 } } }]).usage?.outputTokens.total).toBe(2);
    expect(decode([{ choices: [], usage: { completion_tokens: 1 } }, { choices: [], usage: null }, { choices: [], usage: { completion_tokens: 9 } }]).usage?.outputTokens.total).toBe(9);
  });
});

describe("everything else", () => {
  it("metadata comes from the first chunk that has any", () => {
    const { metadata } = decode([{ id: "", model: "", created: 0, choices: [] }, { id: "x", model: "m", created: 1_700_000_000, choices: [] }, { id: "y", choices: [] }]);
    expect(metadata).toEqual([{ id: "x", modelId: "m", timestamp: new Date(1_700_000_000_000) }]);
  });

  it.each<[string, JSONObject]>([
    ["an object", { error: { message: "no" } }],
    ["a string", { error: "no" }],
    ["a flat one", { object: "error", message: "no", code: 400 }],
    ["one beside a choice", { error: { message: "no", code: 502 }, choices: [{ index: 0, delta: { content: "" }, finish_reason: "error" }] }],
  ])("an error is told: %s", (_, frame) => {
    expect(decode([frame]).failed).toBe(frame);
  });

  it("what stands beside an error is read first", () => {
    const frame = { error: { message: "no" }, usage: { completion_tokens: 3 }, choices: [{ index: 0, delta: { content: "b" }, finish_reason: "error" }] };
    expect(decode([delta({ content: "a" }), frame])).toMatchObject({ failed: frame, text: "ab", finish: "error", usage: { outputTokens: { total: 3 } } });
  });

  it("an error field that is null is none", () => {
    expect(decode([{ error: null, choices: [{ delta: { content: "a" } }] }])).toMatchObject({ failed: undefined, text: "a" });
  });

  it("what a provider wants kept is kept by its path", () => {
    const { kept } = decode([{ x: { y: 1 }, tier: "flex", choices: [] }, { x: { y: 2 }, choices: [] }, { x: { y: null }, choices: [{ index: null, delta: {} }] }], {}, { keep: { y: "x.y", tier: "tier", none: "a.b" } });
    expect(kept).toEqual({ y: 2, tier: "flex" });
  });

  it("what a provider wants kept may be in a list", () => {
    expect(decode([{ choices: [{ index: 0, delta: {}, native: "done" }] }], {}, { keep: { native: "choices.0.native", none: "choices.1.native" } }).kept).toEqual({ native: "done" });
  });

  it("Mistral's references are kept, and are no text", () => {
    const part = (...content: JSONObject[]): JSONObject => delta({ content });
    const { kept, text } = decode([part({ type: "text", text: "As said" }, { type: "reference", reference_ids: [0, 2] }), part({ type: "reference", reference_ids: [7] }, { type: "text", text: "." })]);
    expect([text, kept]).toEqual(["As said.", { references: [0, 2, 7] }]);
  });

  it("log probabilities of all chunks are kept", () => {
    const { kept } = decode([delta({ content: "a" }, { logprobs: { content: [{ token: "a" }] } }), delta({ content: "b" }, { logprobs: { content: [{ token: "b" }] } })]);
    expect(kept).toEqual({ logprobs: [{ token: "a" }, { token: "b" }] });
  });

  it("log probabilities of a very long answer are kept whole", () => {
    const content = Array.from({ length: 200_000 }, () => ({ token: "a" }));
    expect(decode([{ choices: [{ message: { content: "a" }, logprobs: { content } }] }]).kept["logprobs"]).toHaveLength(content.length);
  });

  it("a provider reads chunks first, and may put another in their place", () => {
    const { text, kept } = decode([delta({ content: "a" })], {}, {
      readChunk: (chunk, out) => {
        out.keep("seen", chunk["id"]);
        return delta({ content: "b" });
      },
    });
    expect(text).toBe("b");
    expect(kept).toEqual({ seen: "x" });
  });

  it.each<[string, JSONObject]>([
    ["choices that are no list", { choices: "a" }],
    ["choices of null", { choices: [null] }],
    ["a delta that is a string", { choices: [{ delta: "a" }] }],
    ["tool calls that are no list", { choices: [{ delta: { tool_calls: {} } }] }],
    ["a tool call that is null", { choices: [{ delta: { tool_calls: [null] } }] }],
    ["a function that is null", { choices: [{ delta: { tool_calls: [{ function: null }] } }] }],
    ["annotations of odd things", { choices: [{ delta: { annotations: [null, 1, { url: 3 }] } }] }],
    ["details of odd things", { choices: [{ delta: { reasoning_details: [null, "x", {}] } }] }],
    ["citations of odd things", { citations: [null, 3], search_results: "x", choices: [] }],
    ["images of odd things", { choices: [{ delta: { images: [null, { image_url: {} }, { image_url: "not a url" }] } }] }],
  ])("does not stumble over %s", (_, frame) => {
    expect(() => decode([frame])).not.toThrow();
  });
});
