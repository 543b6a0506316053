import { createGroq, type GroqModelId } from "@portolan/provider-groq";
import { describe, expect, it } from "vitest";
import { models } from "../src/models.ts";
import { partsOf, useGroq } from "./calls.ts";

const groq = createGroq({ apiKey: "test-key-groq" });
const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "Hello" }] }];

const matches = (match: RegExp | readonly string[] | undefined, modelId: string): boolean => (match instanceof RegExp ? match.test(modelId) : match?.includes(modelId) === true);

describe("what is known of Groq's models", () => {
  it.each([
    ["openai/gpt-oss-120b", { reasoning: true, jsonSchema: true, tools: true, jsonSchemaWithTools: false }, { contextWindow: 131_072, maxOutputTokens: 65_536 }],
    ["qwen/qwen3.6-27b", { reasoning: true, jsonSchema: false, tools: true }, { maxOutputTokens: 16_384 }],
    ["groq/compound", { tools: false }, { contextWindow: 131_072, maxOutputTokens: 8192 }],
    ["meta-llama/llama-4-scout-17b-16e-instruct", { imageInput: true, reasoning: false }, { maxOutputTokens: 8192 }],
  ])("%s", (modelId, flags, limits) => {
    expect(groq.capabilities(modelId)).toMatchObject({ flags, limits, kind: "language" });
  });

  it("leaves open what nobody knows of an id it has not seen", () => {
    expect(groq.capabilities("some/new-model").flags).toMatchObject({ reasoning: "unknown", jsonSchema: "unknown", imageInput: "unknown" });
    expect(groq.capabilities("some/new-model").limits).toEqual({});
  });

  it("knows which models hear and speak", () => {
    expect(groq.capabilities("whisper-large-v3").kind).toBe("transcription");
    expect(groq.capabilities("canopylabs/orpheus-v1-english").kind).toBe("speech");
  });

  it("[S0-3] [S1-43] lists the ids that complete in the editor, and defaults to one of them", () => {
    const live: Readonly<Record<GroqModelId, true>> = {
      "openai/gpt-oss-120b": true,
      "openai/gpt-oss-20b": true,
      "openai/gpt-oss-safeguard-20b": true,
      "qwen/qwen3.8-27b": true,
      "qwen/qwen3.6-27b": true,
      "qwen/qwen3-32b": true,
      "groq/compound": true,
      "groq/compound-mini": true,
      "meta-llama/llama-4-scout-17b-16e-instruct": true,
      "meta-llama/llama-prompt-guard-2-22m": true,
      "meta-llama/llama-prompt-guard-2-86m": true,
      "whisper-large-v3": true,
      "whisper-large-v3-turbo": true,
      "canopylabs/orpheus-v1-english": true,
      "canopylabs/orpheus-arabic-saudi": true,
    };
    expect(groq.knownModels.toSorted()).toEqual(Object.keys(live).toSorted());
    expect(groq.knownModels).toContain(groq.defaultModel);
  });

  it.each([
    ["llama-3.1-70b-versatile", "openai/gpt-oss-120b"],
    ["mixtral-8x7b-32768", "openai/gpt-oss-20b"],
    ["gemma2-9b-it", "openai/gpt-oss-20b"],
    ["llama-3.1-8b-instant", "openai/gpt-oss-20b"],
    ["llama3-70b-8192", "openai/gpt-oss-120b"],
    ["moonshotai/kimi-k2-instruct-0905", "openai/gpt-oss-120b"],
    ["meta-llama/llama-4-maverick-17b-128e-instruct", "openai/gpt-oss-120b"],
    ["deepseek-r1-distill-llama-70b", "openai/gpt-oss-120b"],
    ["qwen-qwq-32b", "qwen/qwen3.6-27b"],
    ["meta-llama/llama-guard-4-12b", "openai/gpt-oss-safeguard-20b"],
    ["compound-beta-mini", "groq/compound-mini"],
    ["distil-whisper-large-v3-en", "whisper-large-v3-turbo"],
    ["playai-tts-arabic", "canopylabs/orpheus-arabic-saudi"],
  ])("names the successor of %s: %s", (modelId, successor) => {
    expect(models.findLast((rule) => rule.retired !== undefined && matches(rule.match, modelId))?.retired?.use).toBe(successor);
  });

  it("takes no live id for a retired one", () => {
    expect(groq.knownModels.filter((modelId) => models.some((rule) => rule.retired !== undefined && matches(rule.match, modelId)))).toEqual([]);
  });

  it("sends users of every retired id to a live one", () => {
    const retired = models.flatMap((rule) => (rule.retired === undefined ? [] : [rule.retired.use]));
    expect(retired.length).toBeGreaterThan(5);
    expect(retired.filter((use) => !groq.knownModels.includes(use))).toEqual([]);
  });
});

describe("models over the wire", () => {
  const test = useGroq();
  const reasoningOf = async (modelId: string, reasoning: "none" | "minimal" | "low" | "medium" | "high" | "max") => {
    const { warnings } = await test.groq(modelId).doGenerate({ prompt, reasoning });
    return { sent: test.sent["reasoning_effort"], warned: warnings.map((warning) => warning.type) };
  };

  it.each([
    ["openai/gpt-oss-120b", "medium", "medium", []],
    ["openai/gpt-oss-120b", "max", "high", ["compatibility"]],
    ["openai/gpt-oss-120b", "minimal", "low", ["compatibility"]],
    ["openai/gpt-oss-120b", "none", "low", ["compatibility"]],
    ["qwen/qwen3.6-27b", "none", "none", []],
    ["qwen/qwen3.6-27b", "medium", "default", []],
    ["qwen/qwen3.6-27b", "high", "default", ["compatibility"]],
    ["meta-llama/llama-4-scout-17b-16e-instruct", "high", undefined, ["unsupported"]],
    ["groq/compound", "high", undefined, ["unsupported"]],
  ] as const)("%s at reasoning %s sends %s", async (modelId, reasoning, sent, warned) => {
    expect(await reasoningOf(modelId, reasoning)).toEqual({ sent, warned });
  });

  it("has a level of its own for qwen3.8", async () => {
    test.emulator.use({ models: [{ id: "qwen/qwen3.8-27b" }] });
    expect(await reasoningOf("qwen/qwen3.8-27b", "high")).toEqual({ sent: "high", warned: [] });
  });

  it("[S1-5] warns of a retired id, names the successor, and sends it all the same", async () => {
    test.emulator.use({ models: [{ id: "llama-3.3-70b-versatile" }] });
    const { warnings } = await test.groq("llama-3.3-70b-versatile").doGenerate({ prompt });
    expect(warnings).toEqual([{ type: "deprecated", setting: "model", message: expect.stringMatching(/llama-3\.3-70b-versatile.*2026-08-16.*openai\/gpt-oss-120b/) }]);
    expect(test.sent["model"]).toBe("llama-3.3-70b-versatile");
  });

  it("keeps an output limit within the model's own", async () => {
    const { warnings } = await test.groq("qwen/qwen3.6-27b").doGenerate({ prompt, maxOutputTokens: 100_000 });
    expect(test.sent).toMatchObject({ max_completion_tokens: 16_384 });
    expect(test.sent).not.toHaveProperty("max_tokens");
    expect(warnings).toMatchObject([{ type: "compatibility", feature: "maxOutputTokens" }]);
  });

  it("warns of settings that no Groq model has", async () => {
    const { warnings } = await test.groq().doGenerate({ prompt, topK: 5, frequencyPenalty: 1, presencePenalty: 1, seed: 7 });
    expect(warnings.map((warning) => (warning.type === "unsupported" ? warning.feature : warning.type))).toEqual(["topK", "frequencyPenalty", "presencePenalty"]);
    expect(test.sent).toMatchObject({ seed: 7 });
    expect(test.sent).not.toHaveProperty("frequency_penalty");
  });

  it.each([
    ["openai/gpt-oss-120b", "the rain"],
    ["meta-llama/llama-4-scout-17b-16e-instruct", undefined],
    ["some/new-model", undefined],
  ])("sends earlier reasoning back to %s: %s", async (modelId, reasoning) => {
    test.emulator.use({ models: [{ id: modelId }] });
    const input = { type: "tool-call" as const, toolCallId: "c1", toolName: "look", input: {} };
    await test.groq(modelId).doGenerate({
      prompt: [
        ...prompt,
        { role: "assistant", content: [{ type: "reasoning", text: "the rain" }, input] },
        { role: "tool", content: [{ type: "tool-result", toolCallId: "c1", toolName: "look", output: { type: "text", value: "wet" } }] },
      ],
      tools: [{ type: "function", name: "look", inputSchema: { type: "object", properties: {} } }],
    });
    const messages = test.sent["messages"] as readonly { readonly role: string; readonly reasoning?: string }[];
    expect(messages.find(({ role }) => role === "assistant")?.reasoning).toBe(reasoning);
  });

  it("asks for usage no more than Groq needs to be asked", async () => {
    const { stream } = await test.groq().doStream({ prompt });
    const parts = await partsOf(stream);
    expect(parts.at(-1)).toMatchObject({ type: "finish", usage: { inputTokens: { total: expect.any(Number) } } });
    expect(test.sent).not.toHaveProperty("stream_options");
  });

  it("hands the address of a picture to Groq", async () => {
    const model = test.groq("meta-llama/llama-4-scout-17b-16e-instruct");
    const [pattern] = (await model.supportedUrls)["image/*"] ?? [];
    expect(pattern?.test("https://pictures.test/a.png?size=1")).toBe(true);
    const data = { type: "url" as const, url: new URL("https://pictures.test/a.png?size=1") };
    await model.doGenerate({ prompt: [{ role: "user", content: [{ type: "file", mediaType: "image/png", data }] }] });
    expect(test.sent["messages"]).toMatchObject([{ content: [{ type: "image_url", image_url: { url: "https://pictures.test/a.png?size=1" } }] }]);
  });

  it("falls back to JSON mode where a model has no schema mode", async () => {
    await test.groq("qwen/qwen3.6-27b").doGenerate({ prompt, responseFormat: { type: "json", schema: { type: "object", properties: {} } } });
    expect(test.sent).toMatchObject({ response_format: { type: "json_object" } });
  });

  it("[S0-21] refuses tools of the caller's on compound systems, before anything is sent", async () => {
    const tools = [{ type: "function" as const, name: "look", inputSchema: { type: "object" as const, properties: {} } }];
    await expect(Promise.resolve(test.groq("groq/compound").doGenerate({ prompt, tools }))).rejects.toThrow(/groq\/compound/);
    expect(test.emulator.requests).toHaveLength(0);
  });
});
