import type { JSONObject, LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { describeError } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { failureOf, hello, ofType, usePreset, warnedOf } from "./use-preset.ts";

const tool = (name: string) => ({ type: "function", name, inputSchema: { type: "object" } }) as const;
const user = (text: string): LanguageModelV4CallOptions["prompt"][number] => ({ role: "user", content: [{ type: "text", text }] });
const model = (text: string): LanguageModelV4CallOptions["prompt"][number] => ({ role: "assistant", content: [{ type: "text", text }] });

const found = [
  { title: "Why the sea is salt", url: "https://example.com/sea", date: "2026-03-01", last_updated: "2026-04-02", snippet: "Rivers carry", source: "web" },
  { title: "Rivers", url: "https://example.com/rivers", date: null, snippet: "", source: "web" },
];

/** A stream as the service writes it: totals that grow, and on every chunk the links and all of the text so far. */
function chunks(...texts: readonly string[]): JSONObject[] {
  const head = { id: "a", model: "sonar", created: 1, citations: found.map(({ url }) => url), search_results: found };
  const usage = (completion: number): JSONObject => ({ prompt_tokens: 9, completion_tokens: completion, total_tokens: 9 + completion, search_context_size: "low" });
  const message = (upTo: number): JSONObject => ({ role: "assistant", content: texts.slice(0, upTo).join("") });
  const written = texts.map((content, index) => ({
    ...head,
    object: "chat.completion.chunk",
    usage: usage(index + 1),
    choices: [{ index: 0, delta: { role: "assistant", content }, message: message(index + 1), finish_reason: null }],
  }));
  const done = { ...usage(texts.length), cost: { total_cost: 0.005 }, num_search_queries: 2 };
  return [...written, { ...head, object: "chat.completion.done", usage: done, images: [{ image_url: "https://example.com/a.png" }], related_questions: ["And lakes?"], choices: [{ index: 0, delta: { content: "" }, message: message(texts.length), finish_reason: "stop" }] }];
}

describe("Perplexity", () => {
  const test = usePreset("perplexity");

  it("[S1-4] what it searched is told as sources with their dates, and the cost is kept", async () => {
    test.answer({ kind: "chunks", chunks: chunks("Rivers ", "carry ", "it.") });
    const parts = await test.stream("sonar");
    expect(ofType(parts, "text-delta").map(({ delta }) => delta).join("")).toBe("Rivers carry it.");
    expect(ofType(parts, "source").map((source) => (source.sourceType === "url" ? [source.url, source.title, source.providerMetadata?.["perplexity"]] : []))).toEqual([
      ["https://example.com/sea", "Why the sea is salt", { date: "2026-03-01", last_updated: "2026-04-02", snippet: "Rivers carry" }],
      ["https://example.com/rivers", "Rivers", { snippet: "" }],
    ]);
    const [finish] = ofType(parts, "finish");
    expect(finish?.usage).toMatchObject({ inputTokens: { total: 9 }, outputTokens: { total: 3 } });
    expect(finish?.providerMetadata?.["perplexity"]).toMatchObject({ cost: { total_cost: 0.005 }, searchQueries: 2, relatedQuestions: ["And lakes?"], images: [{ image_url: "https://example.com/a.png" }] });
  });

  it("neighbouring turns of one role are joined, with a warning", async () => {
    const result = await test.generate("sonar", { prompt: [{ role: "system", content: "Be brief." }, user("One"), user("two?"), model("Three"), model("four."), user("Five?")] });
    expect(warnedOf(result)).toEqual(["messages"]);
    expect(test.sent["messages"]).toEqual([
      { role: "system", content: "Be brief." },
      { role: "user", content: "One\n\ntwo?" },
      { role: "assistant", content: "Three\n\nfour." },
      { role: "user", content: "Five?" },
    ]);
    expect((await test.generate("sonar", { prompt: [user("One"), model("Two"), user("Three?")] })).warnings).toEqual([]);
  });

  it("a picture beside a text keeps its place when turns are joined", async () => {
    const picture: LanguageModelV4CallOptions["prompt"][number] = { role: "user", content: [{ type: "file", mediaType: "image/png", data: { type: "url", url: new URL("https://example.com/a.png") } }] };
    await test.generate("sonar", { prompt: [user("Look:"), picture] });
    expect(test.sent["messages"]).toEqual([{ role: "user", content: [{ type: "text", text: "Look:" }, { type: "image_url", image_url: { url: "https://example.com/a.png" } }] }]);
  });

  it.each([
    ["bytes", { type: "data", data: new TextEncoder().encode("%PDF-1.7\n") }, "JVBERi0xLjcK"],
    ["an address", { type: "url", url: new URL("https://example.com/a.pdf") }, "https://example.com/a.pdf"],
  ] as const)("a PDF is sent by %s as file_url", async (_, data, url) => {
    await test.generate("sonar", { prompt: [{ role: "user", content: [{ type: "file", mediaType: "application/pdf", filename: "a.pdf", data }] }] });
    expect(test.sent["messages"]).toEqual([{ role: "user", content: [{ type: "file_url", file_url: { url }, file_name: "a.pdf" }] }]);
  });

  it("tools are offered, results go back, and a named tool is offered alone", async () => {
    const result = await test.generate("sonar-pro", { tools: [tool("weather"), tool("clock")], toolChoice: { type: "tool", toolName: "clock" } });
    expect(warnedOf(result)).toContain("toolChoice");
    expect(test.sent).toMatchObject({ tool_choice: "required", tools: [{ function: { name: "clock" } }] });
    const call = { type: "tool-call", toolCallId: "call_1", toolName: "weather", input: {} } as const;
    const output = { type: "tool-result", toolCallId: "call_1", toolName: "weather", output: { type: "text", value: "sunny" } } as const;
    await test.generate("sonar-pro", { prompt: [user("Weather?"), { role: "assistant", content: [call] }, { role: "tool", content: [output] }], tools: [tool("weather")] });
    expect((test.sent["messages"] as JSONObject[]).map(({ role }) => role)).toEqual(["user", "assistant", "tool"]);
  });

  it("options that the published provider refuses are sent, a seed is warned about", async () => {
    const result = await test.generate("sonar-reasoning-pro", { topK: 40, stopSequences: ["END"], reasoning: "high", seed: 7 });
    expect(test.sent).toMatchObject({ top_k: 40, stop: ["END"], reasoning_effort: "high" });
    expect([warnedOf(result), test.sent["seed"]]).toEqual([["seed"], undefined]);
  });

  it("embeds in whole numbers, as nothing else is offered", async () => {
    const { embeddings } = await test.provider.embeddingModel("pplx-embed-v1-0.6b").doEmbed({ values: ["sea", "sea"] });
    expect(test.sent["encoding_format"]).toBe("base64_int8");
    expect(embeddings[0]?.every((value) => Number.isInteger(value) && Math.abs(value) <= 128)).toBe(true);
    expect(embeddings[0]).toEqual(embeddings[1]);
  });

  it("JSON without a schema is asked for in words, as there is no mode for it", async () => {
    await test.generate("sonar", { responseFormat: { type: "json" } });
    expect(test.sent).not.toHaveProperty("response_format");
    expect(JSON.stringify(test.sent["messages"])).toMatch(/JSON/);
  });

  it("reasoning counted beside the answer is added to it", async () => {
    const usage = { prompt_tokens: 12, completion_tokens: 2, total_tokens: 334, reasoning_tokens: 320 };
    test.answer({ kind: "model", text: "<think>\nhm\n</think>\n\nSalt.", usage });
    const result = await test.generate("sonar-deep-research");
    expect(result.content.map(({ type }) => type)).toEqual(["reasoning", "text"]);
    expect(result.usage.outputTokens).toEqual({ total: 322, text: 2, reasoning: 320 });
  });

  it("steps that are told one by one are reasoning", async () => {
    const step = (thought: string): JSONObject => ({ id: "a", object: "chat.reasoning", model: "sonar-pro", created: 1, choices: [{ index: 0, delta: { role: "assistant", content: "", reasoning_steps: [{ thought, type: "web_search" }, null, {}] } }] });
    const done = { id: "a", object: "chat.reasoning.done", choices: [{ index: 0, delta: { role: "assistant", content: "", reasoning_steps: [{ thought: "I search." }, { thought: "I read." }] } }], search_results: found };
    test.answer({ kind: "chunks", chunks: [step("I search."), step("I read."), done, ...chunks("Rivers.")] });
    const parts = await test.stream("sonar-pro", { providerOptions: { perplexity: { streamMode: "concise" } } });
    expect(test.sent["stream_mode"]).toBe("concise");
    expect(ofType(parts, "reasoning-delta").map(({ delta }) => delta).join("")).toBe("I search.\nI read.\n");
    expect([ofType(parts, "source").length, ofType(parts, "error").length]).toEqual([2, 0]);
  });

  it("a key refused by a page is a refused key, without the page", async () => {
    const error = await failureOf(test.make({ apiKey: "test-key-wrong" }).languageModel("sonar").doGenerate({ prompt: hello }));
    expect(describeError(error)).toMatchObject({ kind: "auth", hint: expect.stringContaining("PERPLEXITY_API_KEY") });
    expect(error.message).not.toMatch(/<|openresty/);
  });

  it.each(["llama-3.1-sonar-large-128k-online", "sonar-reasoning", "pplx-70b-online"])("[S1-4] %s is still sent, and its successor named", async (modelId) => {
    expect((await test.generate(modelId)).warnings).toMatchObject([{ type: "deprecated", message: expect.stringMatching(/use sonar/) }]);
  });
});
