import { describeError } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { failureOf, hello, ofType, usePreset, warnedOf } from "./use-preset.ts";

const schema = { type: "object" as const, properties: { city: { type: "string" as const } } };
const weather = { type: "function" as const, name: "weather", inputSchema: schema };
const clock = { type: "function" as const, name: "clock", inputSchema: schema };
const qwen = "qwen/qwen3-coder-30b";

describe("LM Studio", () => {
  const test = usePreset("lm-studio");

  it("a tool that is named is offered alone and required, since it takes no object there", async () => {
    expect(warnedOf(await test.generate(qwen, { tools: [weather, clock], toolChoice: { type: "tool", toolName: "clock" } }))).toContain("toolChoice");
    expect(test.sent).toMatchObject({ tool_choice: "required", tools: [{ function: { name: "clock" } }] });
  });

  it("JSON without a schema is asked for in words, with a schema by its own form", async () => {
    await test.generate(qwen, { responseFormat: { type: "json" } });
    expect(test.sent).not.toHaveProperty("response_format");
    expect(JSON.stringify(test.sent["messages"])).toMatch(/JSON/);
    await test.generate(qwen, { responseFormat: { type: "json", schema } });
    expect(test.sent["response_format"]).toMatchObject({ type: "json_schema" });
  });

  it.each([["max", "xhigh"], ["minimal", "low"], ["high", "high"]] as const)("the level %s is sent as %s", async (reasoning, effort) => {
    expect(warnedOf(await test.generate(qwen, { reasoning }))).toEqual(reasoning === effort ? [] : ["reasoning"]);
    expect(test.sent["reasoning_effort"]).toBe(effort);
  });

  it.each(["reasoning_content", "reasoning", "think-tags"] as const)("thoughts are taken from %s", async (reasoningField) => {
    test.answer({ kind: "model", reasoning: "I think.", text: "One.", reasoningField });
    const parts = await test.stream(qwen);
    expect(ofType(parts, "reasoning-delta").map(({ delta }) => delta).join("").trim()).toBe("I think.");
    expect(ofType(parts, "text-delta").map(({ delta }) => delta).join("").trim()).toBe("One.");
  });

  it.each([
    [400, "Trying to keep the first 9000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough. Try to load the model with a larger context length, or provide a shorter input", "context-length", "context length"],
    [400, "Context size has been exceeded.", "context-length", "context length"],
    [400, "No models loaded. Please load a model in the developer page or use the 'lms load' command.", "model-not-found", "lms load"],
    [400, "Invalid model identifier 'nope'. There are no downloaded llm models.", "model-not-found", "lms load"],
    [200, "Unexpected endpoint or method. (POST /chat/completions)", "bad-request", "/v1"],
  ])("its %i %s is told with what to do", async (status, error, kind, hint) => {
    test.answer({ kind: "raw", status, contentType: "application/json", body: JSON.stringify({ error }) });
    for (const call of ["doGenerate", "doStream"] as const) {
      const failure = await failureOf(test.provider(qwen)[call]({ prompt: hello }));
      expect(describeError(failure)).toMatchObject({ kind, hint: expect.stringContaining(hint) as string });
      expect(failure).toMatchObject({ isRetryable: false });
    }
  });

  it("an error event in the middle of a stream is one", async () => {
    test.answer({ kind: "model", text: "some words that break off", deltaSize: 4, faults: { errorAfterChunks: { chunks: 3, form: "named-event", error: { status: 500, message: "The model has crashed without additional information." } } } });
    expect(ofType(await test.stream(qwen), "error")[0]?.error).toMatchObject({ message: expect.stringContaining("crashed") as string });
  });
});
