import type { JSONObject, LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { describeError } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { failureOf, hello, ofType, usePreset, warnedOf } from "./use-preset.ts";

const weather = { type: "function", name: "weather", inputSchema: { type: "object" } } as const;
const head: JSONObject = { id: "b3999b8c93e04e11bcbff7bcab829667", object: "chat.completion.chunk", created: 1_769_088_912, model: "magistral-medium-2507" };
const chunk = (delta: JSONObject, finishReason: string | null = null, more: JSONObject = {}): JSONObject => ({ ...head, choices: [{ index: 0, delta, finish_reason: finishReason }], ...more });
const thinking = (text: string, more: JSONObject = {}): JSONObject => ({ type: "thinking", thinking: [{ type: "text", text }], ...more });

describe("Mistral", () => {
  const test = usePreset("mistral");
  const messages = (): JSONObject[] => test.sent["messages"] as JSONObject[];

  it("[S1-6] thoughts come apart from the text, and go back closed and signed", async () => {
    const chunks = [
      chunk({ role: "assistant", content: [thinking("The user is asking")] }),
      chunk({ content: [thinking(" for 2+2.", { signature: "c2lnbmVk" })] }),
      chunk({ content: [{ type: "text", text: "2 + 2 = 4" }] }),
      chunk({ content: "" }, "stop", { usage: { prompt_tokens: 10, total_tokens: 56, completion_tokens: 46 } }),
    ];
    test.answer({ kind: "chunks", chunks });
    const parts = await test.stream("mistral-small-latest", { reasoning: "high" });
    expect(test.sent["reasoning_effort"]).toBe("high");
    const reasoning = ofType(parts, "reasoning-delta").map(({ delta }) => delta).join("");
    const [end] = ofType(parts, "reasoning-end");
    expect(reasoning).toBe("The user is asking for 2+2.");
    const turn: LanguageModelV4CallOptions["prompt"][number] = {
      role: "assistant",
      content: [
        { type: "reasoning", text: reasoning, ...(end?.providerMetadata === undefined ? {} : { providerOptions: end.providerMetadata as never }) },
        { type: "tool-call", toolCallId: "gSIMJiOkT", toolName: "weather", input: {} },
      ],
    };
    const result = { type: "tool-result", toolCallId: "gSIMJiOkT", toolName: "weather", output: { type: "text", value: "sunny" } } as const;
    test.emulator.use({});
    await test.generate("mistral-small-latest", { prompt: [...hello, turn, { role: "tool", content: [result] }], tools: [weather] });
    expect(messages()[1]?.["content"]).toEqual([thinking("The user is asking for 2+2.", { closed: true, signature: "c2lnbmVk" })]);
  });

  it("ids of calls get nine letters and digits, the same in call and result, and results name their tool", async () => {
    const call = (id: string) => ({ type: "tool-call", toolCallId: id, toolName: "weather", input: {} }) as const;
    const result = (id: string) => ({ type: "tool-result", toolCallId: id, toolName: "weather", output: { type: "text", value: id } }) as const;
    const ids = ["call_PTLP8xhu3uwZk4l3nlnrrJha", "call_PTLP8xhu3uwZk4l3nlnrrJhb", "gSIMJiOkT"];
    await test.generate("mistral-small-latest", { prompt: [...hello, { role: "assistant", content: ids.map(call) }, { role: "tool", content: ids.map(result) }], tools: [weather] });
    const [, assistant, ...results] = messages();
    const sent = ((assistant?.["tool_calls"] ?? []) as JSONObject[]).map(({ id }) => String(id));
    expect(sent.every((id) => /^[a-zA-Z0-9]{9}$/.test(id))).toBe(true);
    expect([new Set(sent).size, sent[2]]).toEqual([3, "gSIMJiOkT"]);
    expect(results.map(({ tool_call_id: id, name }) => [id, name])).toEqual(sent.map((id) => [id, "weather"]));
  });

  it("required is any, a seed is random_seed, and nothing asks for usage", async () => {
    test.answer({ kind: "model", toolCalls: [{ name: "weather", arguments: "{}" }] });
    const parts = await test.stream("mistral-large-latest", { tools: [weather], toolChoice: { type: "required" }, seed: 7 });
    expect(test.sent).toMatchObject({ tool_choice: "any", random_seed: 7 });
    expect(test.sent).not.toHaveProperty("stream_options");
    expect(test.emulator.requests).toHaveLength(1);
    expect(ofType(parts, "finish")[0]?.usage.outputTokens.total).toBeGreaterThan(0);
  });

  it.each([["mistral-small-latest", "low", "high"], ["zai-glm-5-3", "none", "low"], ["zai-glm-5-3", "max", "max"], ["mistral-large-4", "medium", "medium"]] as const)(
    "%s is asked for the level %s as %s",
    async (modelId, reasoning, sent) => {
      await test.generate(modelId, { reasoning });
      expect(test.sent["reasoning_effort"]).toBe(sent);
    },
  );

  it("a model that does not reason is not asked to", async () => {
    expect(warnedOf(await test.generate("ministral-8b-latest", { reasoning: "high" }))).toEqual(["reasoning"]);
    expect(test.sent).not.toHaveProperty("reasoning_effort");
  });

  it("a document goes by its address or its bytes, an answer at the end is to be continued", async () => {
    const data = new TextEncoder().encode("%PDF-1.7\n");
    await test.generate("mistral-medium-latest", {
      prompt: [
        { role: "user", content: [{ type: "file", mediaType: "application/pdf", filename: "chart.pdf", data: { type: "data", data } }] },
        { role: "assistant", content: [{ type: "text", text: "It shows" }] },
      ],
    });
    expect(messages()).toMatchObject([{ content: [{ type: "document_url", document_url: "data:application/pdf;base64,JVBERi0xLjcK", document_name: "chart.pdf" }] }, { prefix: true }]);
  });

  it.each<[string, number, JSONObject, string, RegExp]>([
    ["a flat error", 400, { object: "error", message: "Invalid model: x", type: "invalid_model", param: null, code: "1500" }, "model-not-found", /Invalid model: x/],
    ["FastAPI's complaint", 422, { detail: [{ type: "extra_forbidden", loc: ["body", "seed"], msg: "Extra inputs are not permitted" }] }, "bad-request", /seed: Extra inputs/],
    ["a refused key", 401, { detail: "Unauthorized" }, "auth", /Unauthorized/],
    ["the gateway's refusal", 401, { message: "Unauthorized", request_id: "r" }, "auth", /Unauthorized/],
    ["a limit", 429, { object: "error", message: "Rate limit exceeded", type: "rate_limited", param: null, code: "1300" }, "rate-limit", /Rate limit/],
    ["a full tier", 429, { object: "error", message: "Service tier capacity exceeded for this model.", type: "service_tier_capacity_exceeded", param: null, code: "3505" }, "overloaded", /capacity/],
  ])("%s keeps its words and its kind", async (_, status, body, kind, words) => {
    test.answer({ kind: "raw", status, contentType: "application/json", body: JSON.stringify(body) });
    const error = await failureOf(test.generate("mistral-small-latest"));
    expect([describeError(error).kind, error.message]).toEqual([kind, expect.stringMatching(words)]);
  });

  it("an error in the middle of a stream is an error", async () => {
    test.answer({ kind: "model", text: "Some words before it fails.", faults: { errorAfterChunks: { chunks: 2, form: "flat", error: { status: 500, message: "Service unavailable.", type: "internal_server_error", code: "3700" } } } });
    const parts = await test.stream("mistral-small-latest");
    expect(String(ofType(parts, "error")[0]?.error)).toContain("Service unavailable.");
  });

  it("a prompt is cached by a key", async () => {
    await test.generate("mistral-small-latest", { providerOptions: { mistral: { promptCaching: { key: "charts" } } } });
    expect(test.sent["prompt_cache_key"]).toBe("charts");
  });

  it("[S1-6] embeds, fills gaps and judges texts", async () => {
    await test.provider.embeddingModel("mistral-embed").doEmbed({ values: ["sea"], dimensions: 256 });
    expect(test.sent).toMatchObject({ model: "mistral-embed", output_dimension: 256 });
    test.answer({ kind: "model", text: "return a" });
    const { content } = await test.provider.completionModel("codestral-latest").doGenerate({ prompt: hello, providerOptions: { mistral: { suffix: "}" } } });
    expect([content, test.emulator.lastRequest.path, test.sent["suffix"]]).toEqual([[{ type: "text", text: "return a" }], "/v1/fim/completions", "}"]);
    const body = { id: "m", model: "mistral-moderation-latest", results: [{ categories: { violence_and_threats: true, pii: false }, category_scores: { violence_and_threats: 0.9, pii: 0.1 } }] };
    test.answer({ kind: "chunks", chunks: [body] });
    const { results } = await test.provider.moderationModel("mistral-moderation-latest").doModerate({ values: ["x"] });
    expect(results).toMatchObject([{ flagged: true, categories: { violence_and_threats: true, pii: false } }]);
  });

  it("speaks: the voice is a voice_id, and the sound comes in a field", async () => {
    const model = test.provider.speechModel("voxtral-mini-tts-3-0");
    const { audio, warnings } = await model.doGenerate({ text: "Land in sight.", voice: "ada", outputFormat: "wav", speed: 2, providerOptions: { mistral: { expressiveness: 3 } } });
    expect(String.fromCharCode(...(audio as Uint8Array).subarray(0, 4))).toBe("RIFF");
    expect(test.sent).toEqual({ model: "voxtral-mini-tts-3-0", input: "Land in sight.", voice_id: "ada", response_format: "wav", expressiveness: 3 });
    expect(warnings).toEqual([{ type: "unsupported", feature: "speed" }]);
  });
});
