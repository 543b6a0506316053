import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { describeError } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { failureOf, hello, ofType, usePreset, warnedOf } from "./use-preset.ts";

const head = { id: "chatcmpl-1", object: "chat.completion.chunk", created: 1_780_000_000, model: "gpt-oss-120b", system_fingerprint: "fp_1" };
const delta = (fields: Readonly<Record<string, string>>) => ({ ...head, choices: [{ index: 0, delta: fields }] });

describe("[S4-1] Cerebras", () => {
  const test = usePreset("cerebras");

  it("the longest answer goes by its new name, and none is made up: it counts against the limit in advance", async () => {
    await test.generate("gpt-oss-120b", { maxOutputTokens: 64 });
    expect(test.sent).toMatchObject({ max_completion_tokens: 64 });
    await test.generate("gpt-oss-120b");
    expect(Object.keys(test.sent).filter((field) => field.startsWith("max_"))).toEqual([]);
  });

  it("a refusal is a flat object with nulls in it, and its words are the message", async () => {
    test.answer({ kind: "error", error: { status: 429, message: "We're experiencing high traffic right now! Please try again soon.", type: "too_many_requests_error", code: "queue_exceeded" } });
    const error = describeError(await failureOf(test.generate("gpt-oss-120b")));
    expect(error).toMatchObject({ kind: "overloaded", code: "queue_exceeded", message: "We're experiencing high traffic right now! Please try again soon." });
    test.answer({ kind: "raw", status: 429, contentType: "application/json", body: '{"message":"Tokens per minute limit exceeded - too many tokens processed.","type":"too_many_tokens_error","param":null,"code":"token_quota_exceeded"}' });
    expect(describeError(await failureOf(test.generate("gpt-oss-120b")))).toMatchObject({ kind: "rate-limit", hint: expect.stringContaining("maxOutputTokens") as string });
  });

  it("an error in the middle of a stream brings its status beside it", async () => {
    const error = { message: "Encountered a server error, please try again.", type: "server_error", param: "", code: "", id: "" };
    test.answer({ kind: "chunks", chunks: [delta({ role: "assistant", content: "Sal" }), { error, status_code: 500 }] });
    const [part] = ofType(await test.stream("gpt-oss-120b"), "error");
    expect(describeError(part?.error)).toMatchObject({ kind: "server", status: 500, message: error.message });
    expect(part?.error).toMatchObject({ isRetryable: true });
  });

  it("times of the answer are kept, and usage comes without asking", async () => {
    const { providerMetadata, usage } = await test.generate("gpt-oss-120b");
    expect(providerMetadata?.["cerebras"]?.["timeInfo"]).toMatchObject({ queue_time: 0.004628115 });
    expect(usage.outputTokens.total).toBeGreaterThan(0);
    const [finish] = ofType(await test.stream("gpt-oss-120b"), "finish");
    expect(test.sent).not.toHaveProperty("stream_options");
    expect(finish?.usage.outputTokens.total).toBeGreaterThan(0);
    expect(finish?.providerMetadata?.["cerebras"]?.["timeInfo"]).toBeDefined();
  });

  it("a schema that strict mode takes is held to strictly, and the tier that served is kept", async () => {
    const schema = { type: "object" as const, properties: { a: { type: "string" as const } }, required: ["a"], additionalProperties: false };
    test.answer({ kind: "model", text: '{"a":"b"}', chunkFields: { service_tier: "flex" } });
    const { providerMetadata } = await test.generate("gpt-oss-120b", { responseFormat: { type: "json", schema } });
    expect(test.sent["response_format"]).toMatchObject({ json_schema: { strict: true, schema } });
    expect(providerMetadata?.["cerebras"]?.["serviceTier"]).toBe("flex");
  });

  it("thoughts of the tool round go back as `reasoning`, those of earlier turns do not", async () => {
    const prompt: LanguageModelV4CallOptions["prompt"] = [
      ...hello,
      { role: "assistant", content: [{ type: "reasoning", text: "Old." }, { type: "text", text: "Hi." }] },
      ...hello,
      { role: "assistant", content: [{ type: "reasoning", text: "New." }, { type: "tool-call", toolCallId: "c1", toolName: "clock", input: {} }] },
      { role: "tool", content: [{ type: "tool-result", toolCallId: "c1", toolName: "clock", output: { type: "text", value: "noon" } }] },
    ];
    await test.generate("zai-glm-4.7", { prompt });
    expect((test.sent["messages"] as { reasoning?: string }[]).map(({ reasoning }) => reasoning)).toEqual([undefined, undefined, undefined, "New.", undefined]);
  });

  it("gpt-oss cannot stop thinking, GLM can", async () => {
    expect(warnedOf(await test.generate("gpt-oss-120b", { reasoning: "none" }))).toEqual(["reasoning"]);
    expect(test.sent).toMatchObject({ reasoning_effort: "low" });
    expect(warnedOf(await test.generate("zai-glm-4.7", { reasoning: "none" }))).toEqual([]);
    expect(test.sent).toMatchObject({ reasoning_effort: "none" });
  });

  it("a retired model names its successor", async () => {
    const { warnings } = await test.generate("llama-3.3-70b");
    expect(warnings).toEqual([{ type: "deprecated", setting: "model", message: "llama-3.3-70b is retired since 2026-02-16; use gpt-oss-120b" }]);
  });
});
