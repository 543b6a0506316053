import { describeError } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { failureOf, hello, ofType, usePreset } from "./use-preset.ts";

const tool = { type: "function" as const, name: "weather", inputSchema: { type: "object" as const, properties: { city: { type: "string" as const } } } };
const qwen = "Qwen/Qwen3-8B";

describe("vLLM", () => {
  const test = usePreset("vllm");

  it.each(["reasoning", "reasoning_content"] as const)("thoughts are read from %s, the newer and the older name", async (reasoningField) => {
    test.answer({ kind: "model", reasoning: "I think.", text: "One.", reasoningField });
    expect(ofType(await test.stream(qwen), "reasoning-delta").map(({ delta }) => delta).join("")).toBe("I think.");
  });

  it.each([
    ["none", { reasoning_effort: "none", chat_template_kwargs: { enable_thinking: false } }],
    ["high", { reasoning_effort: "high", chat_template_kwargs: { enable_thinking: true } }],
  ] as const)("the level %s is asked for by effort and by the template's switch", async (reasoning, sent) => {
    expect((await test.generate(qwen, { reasoning })).warnings).toEqual([]);
    expect(test.sent).toMatchObject(sent);
  });

  it("thoughts go back within a tool round", async () => {
    const round = [
      ...hello,
      { role: "assistant" as const, content: [{ type: "reasoning" as const, text: "I look." }, { type: "tool-call" as const, toolCallId: "c1", toolName: "weather", input: {} }] },
      { role: "tool" as const, content: [{ type: "tool-result" as const, toolCallId: "c1", toolName: "weather", output: { type: "text" as const, value: "18 C" } }] },
    ];
    await test.generate(qwen, { prompt: round, tools: [tool] });
    expect((test.sent["messages"] as object[])[1]).toMatchObject({ reasoning: "I look." });
  });

  it("a call without a type is read", async () => {
    test.answer({ kind: "model", toolCalls: [{ name: "weather", arguments: '{"city":"Rome"}' }], deltaSize: 4 });
    expect(ofType(await test.stream(qwen, { tools: [tool] }), "tool-call")).toMatchObject([{ toolName: "weather", input: '{"city":"Rome"}' }]);
  });

  it("an answer is held to a choice, a pattern or a grammar by provider option", async () => {
    await test.generate(qwen, { providerOptions: { vllm: { structuredOutputs: { regex: "[a-z]+" } } } });
    expect(test.sent["structured_outputs"]).toEqual({ regex: "[a-z]+" });
  });

  it("its list says how long a context is", async () => {
    const rows = await test.provider.listModels();
    expect(rows.find(({ id }) => id === "BAAI/bge-m3")?.capabilities.limits.contextWindow).toBe(8192);
  });

  it("tools without a parser of them are told with the flags to start with", async () => {
    const message = '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set';
    test.answer({ kind: "error", error: { status: 400, message, type: "BadRequestError" } });
    expect(describeError(await failureOf(test.generate(qwen, { tools: [tool] })))).toMatchObject({ kind: "bad-request", hint: expect.stringContaining("--tool-call-parser") as string });
  });

  it.each([
    [{ error: { message: "The model `nope` does not exist.", type: "NotFoundError", param: "model", code: 404 } }, 404, "model-not-found"],
    [{ object: "error", message: "The model `nope` does not exist.", type: "NotFoundError", param: null, code: 404 }, 404, "model-not-found"],
    [{ error: { message: "This model's maximum context length is 8192 tokens. However, your request has 9000 input tokens.", type: "BadRequestError", param: "input_tokens", code: 400 } }, 400, "context-length"],
    [{ error: "Unauthorized" }, 401, "auth"],
    [{ detail: "Not Found" }, 404, "bad-request"],
  ])("%j is understood", async (body, status, kind) => {
    test.answer({ kind: "raw", status, contentType: "application/json", body: JSON.stringify(body) });
    expect(describeError(await failureOf(test.generate(qwen)))).toMatchObject({ kind, status });
  });
});
