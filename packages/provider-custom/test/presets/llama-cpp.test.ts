import { describeError } from "@portolan/core";
import { generateText } from "ai";
import { describe, expect, it } from "vitest";
import { failureOf, hello, ofType, usePreset, warnedOf } from "./use-preset.ts";

const tool = { type: "function" as const, name: "weather", inputSchema: { type: "object" as const, properties: { city: { type: "string" as const } } } };
const said = (thought: string, text: string) => ({ role: "assistant" as const, content: [{ type: "reasoning" as const, text: thought }, { type: "text" as const, text }] });
const refusal = (status: number, type: string, message: string, extra = {}) => ({ kind: "error" as const, error: { status, type, message, extra } });

describe("llama.cpp", () => {
  const test = usePreset("llama-cpp");

  it("sends the thoughts of every turn back", async () => {
    await test.generate("m", { prompt: [...hello, said("I think.", "One."), ...hello, said("I think again.", "Two."), ...hello] });
    expect(JSON.stringify(test.sent["messages"])).toMatch(/"reasoning_content":"I think\.".*"reasoning_content":"I think again\."/);
  });

  it("has speeds in the metadata of a stream, of whole answers, and where usage was not asked for", async () => {
    const [finish] = ofType(await test.stream("m"), "finish");
    expect(finish?.providerMetadata?.["llama-cpp"]?.["timings"]).toMatchObject({ predicted_n: finish?.usage.outputTokens.total });
    expect((await test.generate("m")).providerMetadata?.["llama-cpp"]).toHaveProperty("timings.predicted_per_second");
    const unasked = test.make({ wire: { streamUsage: "never" } });
    const { finalStep } = await generateText({ model: unasked("m"), prompt: "Hello" });
    expect(finalStep.providerMetadata?.["llama-cpp"]).toHaveProperty("timings");
  });

  it("takes topK, a schema and samplers of its own", async () => {
    const { warnings } = await test.generate("m", { topK: 3, seed: 7, responseFormat: { type: "json", schema: { type: "object" } }, providerOptions: { "llama-cpp": { minP: 0.1 } } });
    expect(warnings).toEqual([]);
    expect(test.sent).toMatchObject({ top_k: 3, seed: 7, min_p: 0.1, response_format: { type: "json_schema" } });
  });

  it("[S0-11] parallel calls are refused by provider option, and in a definition's options", async () => {
    await test.generate("m", { tools: [tool], providerOptions: { "llama-cpp": { parallelToolCalls: false } } });
    expect(test.sent["parallel_tool_calls"]).toBe(false);
    await test.make({ models: { single: { id: "m", options: { parallel_tool_calls: false } } } })("single").doGenerate({ prompt: hello, tools: [tool] });
    expect(test.sent).toMatchObject({ model: "m", parallel_tool_calls: false });
  });

  it("a call is read whose name and first piece of arguments come together", async () => {
    test.answer({ kind: "model", toolCalls: [{ name: "weather", arguments: '{"city":"Rome"}' }, { name: "weather", arguments: '{"city":"Oslo"}' }], deltaSize: 3 });
    const calls = ofType(await test.stream("m", { tools: [tool] }), "tool-call");
    expect(calls.map(({ input }) => input)).toEqual(['{"city":"Rome"}', '{"city":"Oslo"}']);
  });

  it("a tool choice that it ignores is warned about once the answer is there", async () => {
    test.answer({ kind: "model", text: "It rains." });
    expect(warnedOf(await test.generate("m", { tools: [tool], toolChoice: { type: "required" } }))).toEqual(["toolChoice"]);
  });

  it.each([
    [400, "exceed_context_size_error", "request (6031 tokens) exceeds the available context size (2048 tokens), try increasing it", "context-length", "--ctx-size"],
    [503, "unavailable_error", "Loading model", "overloaded", "being loaded"],
    [500, "server_error", "image input is not supported - hint: if this is unexpected, you may need to provide the mmproj", "bad-request", "--mmproj"],
    [500, "server_error", "audio input is not supported - hint: if this is unexpected, you may need to provide the mmproj", "bad-request", "--mmproj"],
    [501, "not_supported_error", "This server does not support embeddings. Start it with `--embeddings`", "bad-request", "--embeddings"],
    [500, "server_error", "tools param requires --jinja flag", "bad-request", "--jinja"],
  ])("its %i %s is told with what to do", async (status, type, message, kind, hint) => {
    test.answer(refusal(status, type, message));
    const failure = await failureOf(test.generate("m"));
    expect(describeError(failure)).toMatchObject({ kind, status, hint: expect.stringContaining(hint) as string });
    expect(failure).toMatchObject({ isRetryable: kind === "overloaded" });
    expect(failure.message).toContain(message);
  });

  it("keeps the numbers of a context that is exceeded", async () => {
    test.answer(refusal(400, "exceed_context_size_error", "request (6031 tokens) exceeds the available context size (2048 tokens), try increasing it", { n_prompt_tokens: 6031, n_ctx: 2048 }));
    expect(await failureOf(test.generate("m"))).toMatchObject({ data: { error: { n_prompt_tokens: 6031, n_ctx: 2048 } } });
  });

  it("a list with file paths says what each model is given", async () => {
    const [model] = await test.provider.listModels();
    expect(model).toMatchObject({ id: "/models/Qwen3-8B-Q4_K_M.gguf", capabilities: { flags: { imageInput: false }, limits: { contextWindow: 131_072 } } });
  });

  it("has a model without a name, since it has but one", async () => {
    expect((await test.provider().doGenerate({ prompt: hello })).finishReason.unified).toBe("stop");
    expect(test.sent["model"]).toBe("default");
  });

  it("ranks and embeds, in base64", async () => {
    const { ranking } = await test.provider.rerankingModel("m").doRerank({ query: "the cat", documents: { type: "text", values: ["a dog", "the cat sat"] } });
    expect(ranking[0]?.index).toBe(1);
    const { embeddings } = await test.provider.embeddingModel("m").doEmbed({ values: ["a cat"] });
    expect(test.sent["encoding_format"]).toBe("base64");
    expect(embeddings[0]?.[0]).toEqual(expect.any(Number));
  });
});
