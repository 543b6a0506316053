import { UnsupportedFunctionalityError } from "@ai-sdk/provider";
import { describeError } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { failureOf, hello, ofType, usePreset, warnedOf } from "./use-preset.ts";

const schema = { type: "object", properties: { canary: { type: "string" } } } as const;
const tools = [{ type: "function", name: "clock", inputSchema: { type: "object", properties: {} }, strict: true }] as const;

describe("[S4-1] Anthropic in OpenAI's form", () => {
  const test = usePreset("anthropic");

  it("a temperature above 1 is sent as 1, and said", async () => {
    const { warnings } = await test.generate("claude-haiku-4-5", { temperature: 1.5 });
    expect(test.sent).toMatchObject({ temperature: 1 });
    expect(warnings).toEqual([{ type: "compatibility", feature: "temperature", details: "the service takes 0 to 1, not 1.5; 1 is sent" }]);
  });

  it("what would be ignored in silence is warned about and not sent", async () => {
    const result = await test.generate("claude-haiku-4-5", { seed: 1, frequencyPenalty: 0.5, presencePenalty: 0.5, topK: 3, tools: [...tools] });
    expect(warnedOf(result).toSorted()).toEqual(["frequencyPenalty", "presencePenalty", "seed", "strict tools", "topK"]);
    expect(JSON.stringify(test.sent)).not.toMatch(/seed|penalty|top_k|strict/);
  });

  it("sound is refused before it is sent: it would be taken out in silence", async () => {
    const prompt = [{ role: "user" as const, content: [{ type: "file" as const, mediaType: "audio/wav", data: { type: "data" as const, data: new Uint8Array([1]) } }] }];
    await expect(test.generate("claude-haiku-4-5", { prompt })).rejects.toThrow(UnsupportedFunctionalityError);
    expect(test.emulator.requests).toEqual([]);
  });

  it("the request's id is kept, and a wish to cache is answered with a warning", async () => {
    const result = await test.generate("claude-haiku-4-5", { providerOptions: { anthropic: { promptCaching: true } } });
    expect(result.providerMetadata?.["anthropic"]?.["requestId"]).toMatch(/^req_011/);
    expect(warnedOf(result)).toEqual(["promptCaching"]);
  });

  it("a schema is asked for in the prompt, with a warning", async () => {
    const result = await test.generate("claude-haiku-4-5", { responseFormat: { type: "json", schema } });
    expect(warnedOf(result)).toEqual(["responseFormat"]);
    expect(test.sent).not.toHaveProperty("response_format");
    expect(JSON.stringify(test.sent["messages"])).toContain("canary");
  });

  it("a level of reasoning is a budget of thinking, above the smallest and below the longest answer", async () => {
    await test.generate("claude-haiku-4-5", { reasoning: "medium", maxOutputTokens: 10_000 });
    expect(test.sent).toMatchObject({ thinking: { type: "enabled", budget_tokens: 3000 } });
    await test.generate("claude-haiku-4-5", { reasoning: "minimal" });
    expect(test.sent).toMatchObject({ thinking: { type: "enabled", budget_tokens: 1280 } });
    await test.generate("claude-haiku-4-5", { reasoning: "none" });
    expect(test.sent["thinking"]).toEqual({ type: "disabled" });
  });

  it("the newest models decide themselves how long they think", async () => {
    expect(warnedOf(await test.generate("claude-sonnet-5", { reasoning: "high" }))).toEqual(["reasoning"]);
    expect(test.sent["thinking"]).toEqual({ type: "adaptive" });
    expect(test.sent).not.toHaveProperty("reasoning_effort");
  });

  it("the list is asked for with the native API's headers, calls with a bearer", async () => {
    const models = await test.provider.listModels();
    const { headers } = test.emulator.lastRequest;
    expect([headers["x-api-key"], headers["authorization"], headers["anthropic-version"]]).toEqual([test.emulator.apiKey, undefined, "2023-06-01"]);
    expect(models[0]).toMatchObject({ id: "claude-sonnet-5", capabilities: { limits: { contextWindow: 1_000_000, maxOutputTokens: 128_000 }, flags: { imageInput: true } } });
    await test.generate("claude-sonnet-5");
    expect(test.emulator.lastRequest.headers["authorization"]).toBe(`Bearer ${test.emulator.apiKey}`);
    expect(test.emulator.lastRequest.headers["x-api-key"]).toBeUndefined();
  });

  it("a breakdown that calls itself an invalid request may be tried again", async () => {
    const chunk = { error: { code: "api_error", message: "Internal server error", param: null, type: "invalid_request_error" } };
    test.answer({ kind: "chunks", chunks: [{ id: "1", object: "chat.completion.chunk", choices: [{ index: 0, delta: { content: "Sal" } }] }, chunk] });
    const [part] = ofType(await test.stream("claude-sonnet-5"), "error");
    expect(describeError(part?.error)).toMatchObject({ kind: "server", message: "Internal server error" });
  });

  it("[S0-32] [S1-45] a refused key of another service's is named, and the page of keys, and nothing of the key", async () => {
    const error = await failureOf(test.make({ apiKey: "gsk_test-key-elsewhere" })("claude-sonnet-5").doGenerate({ prompt: hello }));
    expect(error.message).toMatch(/looks like a key of Groq.*platform\.claude\.com/);
    expect(error.message).not.toContain("elsewhere");
  });

  it("[S2-7] models of old names are sent, with their successors named", async () => {
    expect((await test.generate("claude-3-opus-20240229")).warnings).toMatchObject([{ type: "deprecated", message: expect.stringContaining("claude-opus-4-8") as string }]);
    expect((await test.generate("claude-3-5-haiku-20241022")).warnings).toMatchObject([{ type: "deprecated", message: expect.stringContaining("claude-haiku-4-5") as string }]);
  });
});
