import type { JSONObject, LanguageModelV4Prompt } from "@ai-sdk/provider";
import { generateText, Output } from "ai";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ask, failureOf, useDashScope } from "./calls.ts";

const wav = Uint8Array.from([..."RIFF....WAVE"].map((letter) => letter.charCodeAt(0)));
const userPart = (part: object): LanguageModelV4Prompt => [{ role: "user", content: [{ type: "text", text: "What is it?" }, part] }] as LanguageModelV4Prompt;

describe("options", () => {
  const test = useDashScope();

  it("are sent under DashScope's names", async () => {
    const { warnings } = await test.dashscope("qwen3-vl-plus").doGenerate({
      prompt: ask(),
      topK: 20,
      frequencyPenalty: 0.1,
      presencePenalty: 0.2,
      seed: 7,
      providerOptions: { dashscope: { repetitionPenalty: 1.05, enableSearch: true, searchOptions: { forcedSearch: true, searchStrategy: "max" }, vlHighResolutionImages: true, parallelToolCalls: false, somethingNew: 1 } },
    });
    expect(test.sent).toMatchObject({
      top_k: 20,
      frequency_penalty: 0.1,
      presence_penalty: 0.2,
      seed: 7,
      repetition_penalty: 1.05,
      enable_search: true,
      search_options: { forced_search: true, search_strategy: "max" },
      vl_high_resolution_images: true,
      parallel_tool_calls: false,
      something_new: 1,
    });
    expect(warnings).toEqual([]);
  });

  it.each<[JSONObject, RegExp]>([
    [{ thinkingBudget: 0 }, /thinkingBudget/],
    [{ searchOptions: { forcedSearch: true } }, /searchOptions: needs enableSearch: true/],
    [{ audio: { voice: "Cherry" } }, /audio: needs modalities/],
    [{ modalities: ["smell"] }, /modalities\.0/],
    [{ translationOptions: { sourceLang: "auto" } }, /translationOptions\.targetLang/],
  ])("%j are refused before anything is sent", async (dashscope, message) => {
    const { error } = await failureOf(test.dashscope().doGenerate({ prompt: ask(), providerOptions: { dashscope } }));
    expect(error.message).toMatch(message);
    expect(test.emulator.requests).toHaveLength(0);
  });

  it("a temperature that the service refuses is moved to one that it takes", async () => {
    const { warnings } = await test.dashscope().doGenerate({ prompt: ask(), temperature: 2 });
    expect(test.sent).toMatchObject({ temperature: 1.99 });
    expect(warnings).toMatchObject([{ type: "compatibility", feature: "temperature" }]);
  });

  it("under another package's key are not dropped without a word", async () => {
    const { warnings } = await test.dashscope().doGenerate({ prompt: ask(), providerOptions: { alibaba: { enableThinking: true } } });
    expect(warnings).toEqual([{ type: "other", message: expect.stringContaining("providerOptions.dashscope") }]);
  });

  it("a prefix to go on from is marked by the message", async () => {
    await test.dashscope("qwen-plus").doGenerate({
      prompt: [...ask("A poem about the sea."), { role: "assistant", content: [{ type: "text", text: "The tide" }], providerOptions: { dashscope: { partial: true } } }],
    });
    expect((test.sent["messages"] as readonly unknown[]).at(-1)).toEqual({ role: "assistant", content: "The tide", partial: true });
  });

  it("promptCaching marks what is to be cached", async () => {
    await test.dashscope().doGenerate({ prompt: [{ role: "system", content: "Be brief." }, ...ask("Ahoy.")], providerOptions: { dashscope: { promptCaching: true } } });
    const marked = { cache_control: { type: "ephemeral" } };
    expect(test.sent["messages"]).toEqual([
      { role: "system", content: [{ type: "text", text: "Be brief.", ...marked }] },
      { role: "user", content: [{ type: "text", text: "Ahoy.", ...marked }] },
    ]);
  });

  it("what is to be cached is marked, and what was cached is counted", async () => {
    const usage = { prompt_tokens: 100, completion_tokens: 5, total_tokens: 105, prompt_tokens_details: { cached_tokens: 30, cache_creation_input_tokens: 50, cache_type: "ephemeral" } };
    test.emulator.use({ answers: [{ kind: "model", text: "Yes.", usage }] });
    const result = await test.dashscope().doGenerate({
      prompt: [{ role: "user", content: [{ type: "text", text: "A long text.", providerOptions: { dashscope: { cache_control: { type: "ephemeral" } } } }] }],
    });
    expect(test.sent["messages"]).toEqual([{ role: "user", content: [{ type: "text", text: "A long text.", cache_control: { type: "ephemeral" } }] }]);
    expect(result.usage.inputTokens).toEqual({ total: 100, noCache: 20, cacheRead: 30, cacheWrite: 50 });
    expect(result.providerMetadata?.["dashscope"]).toMatchObject({ cacheType: "ephemeral" });
  });
});

describe("structured output", () => {
  const test = useDashScope();

  it.each(["qwen3.7-plus", "qwen-plus", "qwq-plus"])("is given by %s", async (modelId) => {
    test.emulator.use({ answers: [{ kind: "model", text: '{"weather":"rain"}' }] });
    const { output } = await generateText({ model: test.dashscope(modelId), prompt: "Weather?", output: Output.object({ schema: z.object({ weather: z.string() }) }) });
    expect(output).toEqual({ weather: "rain" });
    const format = test.sent["response_format"] as JSONObject | undefined;
    expect(format?.["type"]).toBe({ "qwen3.7-plus": "json_schema", "qwen-plus": "json_object", "qwq-plus": undefined }[modelId]);
  });
});

describe("files", () => {
  const test = useDashScope();

  it.each<[string, object, object]>([
    ["a picture by its address", { type: "file", mediaType: "image/png", data: { type: "url", url: new URL("https://a.test/b.png") } }, { type: "image_url", image_url: { url: "https://a.test/b.png" } }],
    ["a video by its address", { type: "file", mediaType: "video/mp4", data: { type: "url", url: new URL("https://a.test/b.mp4") } }, { type: "video_url", video_url: { url: "https://a.test/b.mp4" } }],
    ["sound by its address", { type: "file", mediaType: "audio/wav", data: { type: "url", url: new URL("https://a.test/b.wav") } }, { type: "input_audio", input_audio: { data: "https://a.test/b.wav" } }],
    ["sound as bytes", { type: "file", mediaType: "audio/wav", data: { type: "data", data: wav } }, { type: "input_audio", input_audio: { data: "data:;base64,UklGRi4uLi5XQVZF", format: "wav" } }],
  ])("%s are sent in DashScope's form", async (_, part, sent) => {
    await test.dashscope("qwen3-omni-flash").doGenerate({ prompt: userPart(part) });
    expect(test.sent["messages"]).toEqual([{ role: "user", content: [{ type: "text", text: "What is it?" }, sent] }]);
  });

  it("addresses are the service's to fetch", () => {
    const { supportedUrls } = test.dashscope("qwen3-omni-flash");
    expect(Object.keys(supportedUrls)).toEqual(["image/*", "video/*", "audio/*"]);
  });

  it("uploaded documents are named in a system message behind the others", async () => {
    const document = (id: string) => ({ type: "file" as const, mediaType: "application/pdf", data: { type: "reference" as const, reference: { dashscope: id } } });
    await test.dashscope("qwen-long").doGenerate({
      prompt: [{ role: "system", content: "Be brief." }, { role: "user", content: [document("file-fe-1"), document("file-fe-2"), { type: "text", text: "What is it?" }] }],
    });
    expect(test.sent["messages"]).toEqual([
      { role: "system", content: "Be brief." },
      { role: "system", content: "fileid://file-fe-1,fileid://file-fe-2" },
      { role: "user", content: "What is it?" },
    ]);
  });

  it("documents as bytes are refused before anything is sent, with what to do", async () => {
    const part = { type: "file", mediaType: "application/pdf", data: { type: "data", data: wav } };
    const { error } = await failureOf(test.dashscope("qwen-long").doGenerate({ prompt: userPart(part) }));
    expect(error.message).toMatch(/Upload one with dashscope\.files\(\).*type: "reference"/);
    expect(test.emulator.requests).toHaveLength(0);
  });
});

describe("spoken answers", () => {
  const test = useDashScope();

  it("are streamed, and are files beside their words", async () => {
    const chunk = (delta: JSONObject, finish: string | null = null): JSONObject => ({ id: "1", choices: [{ index: 0, delta, finish_reason: finish }] });
    test.emulator.use({ answers: [{ kind: "chunks", chunks: [chunk({ audio: { transcript: "Ahoy." } }), chunk({ audio: { data: "AAAB", id: "a" } }), chunk({ audio: { data: "AAEC" } }), chunk({}, "stop")] }] });
    const result = await generateText({
      model: test.dashscope("qwen3-omni-flash"),
      prompt: "Greet me.",
      providerOptions: { dashscope: { modalities: ["text", "audio"], audio: { voice: "Cherry" } } },
    });
    expect(test.sent).toMatchObject({ stream: true, modalities: ["text", "audio"], audio: { voice: "Cherry", format: "wav" } });
    expect(result.text).toBe("Ahoy.");
    expect(result.files.map(({ mediaType, uint8Array }) => [mediaType, uint8Array.length])).toEqual([["audio/wav", 44 + 6]]);
  });
});

describe("translation", () => {
  const test = useDashScope();
  const translationOptions = { targetLang: "Portuguese", terms: [{ source: "port", target: "porto" }], tmList: [{ source: "a", target: "b" }], domains: "Of ships." };

  it("sends one text and its options", async () => {
    await test.dashscope("qwen-mt-flash").doGenerate({ prompt: ask("Ahoy."), providerOptions: { dashscope: { translationOptions } } });
    expect(test.sent).toEqual({
      model: "qwen-mt-flash",
      messages: [{ role: "user", content: "Ahoy." }],
      translation_options: { source_lang: "auto", target_lang: "Portuguese", terms: translationOptions.terms, tm_list: translationOptions.tmList, domains: "Of ships." },
    });
  });

  it.each<[string, LanguageModelV4Prompt]>([
    ["a system message", [{ role: "system", content: "Be brief." }, ...ask("Ahoy.")]],
    ["a conversation", [...ask("Ahoy."), { role: "assistant", content: [{ type: "text", text: "Olá." }] }, ...ask("And you?")]],
  ])("refuses %s before anything is sent", async (_, prompt) => {
    const { error } = await failureOf(test.dashscope("qwen-mt-flash").doGenerate({ prompt }));
    expect(error.message).toMatch(/^dashscope\/qwen-mt-flash: a translation model takes one user message.*translationOptions/);
    expect(test.emulator.requests).toHaveLength(0);
  });

  it("is refused of other models, naming one", async () => {
    const { error } = await failureOf(test.dashscope("qwen-plus").doGenerate({ prompt: ask(), providerOptions: { dashscope: { translationOptions } } }));
    expect(error.message).toMatch(/for the translation models, e\.g\. qwen-mt-flash/);
  });

  it("of a model whose stream repeats itself is not streamed", async () => {
    await test.dashscope("qwen-mt-plus").doStream({ prompt: ask("Ahoy.") });
    expect(test.sent).not.toHaveProperty("stream");
    await test.dashscope("qwen-mt-flash").doStream({ prompt: ask("Ahoy.") });
    expect(test.sent).toMatchObject({ stream: true });
  });
});
