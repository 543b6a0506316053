import { describeError } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { failureOf, hello, ofType, usePreset, warnedOf } from "./use-preset.ts";

const schema = { type: "object" as const, properties: { city: { type: "string" as const } } };
const weather = { type: "function" as const, name: "weather", inputSchema: schema };

describe("Ollama in OpenAI's form", () => {
  const test = usePreset("ollama-openai");

  it.each([
    [{ type: "required" as const }, "auto", ["toolChoice"]],
    [{ type: "tool" as const, toolName: "weather" }, "auto", ["toolChoice", "toolChoice"]],
  ])("the choice %j, which it ignores, is warned about", async (toolChoice, sent, warned) => {
    test.answer({ kind: "model", toolCalls: [{ name: "weather", arguments: "{}" }] });
    expect(warnedOf(await test.generate("llama3.2:latest", { tools: [weather], toolChoice }))).toEqual(warned);
    expect(test.sent["tool_choice"]).toBe(sent);
  });

  it("tools that must not be called are not offered", async () => {
    expect((await test.generate("llama3.2:latest", { tools: [weather], toolChoice: { type: "none" } })).warnings).toEqual([]);
    expect(test.sent).not.toHaveProperty("tools");
  });

  it.each([["minimal", "low"], ["max", "high"], ["none", "none"]] as const)("the level %s is sent as %s", async (reasoning, effort) => {
    expect(warnedOf(await test.generate("qwen3:8b", { reasoning }))).toEqual(reasoning === effort ? [] : ["reasoning"]);
    expect(test.sent["reasoning_effort"]).toBe(effort);
  });

  it("thoughts come and go back under `reasoning`", async () => {
    test.answer({ kind: "model", reasoning: "I think.", text: "One." });
    expect(ofType(await test.stream("qwen3:8b"), "reasoning-delta").map(({ delta }) => delta).join("")).toBe("I think.");
    await test.generate("qwen3:8b", { prompt: [...hello, { role: "assistant", content: [{ type: "reasoning", text: "I think." }, { type: "text", text: "One." }] }, ...hello] });
    expect((test.sent["messages"] as object[])[1]).toMatchObject({ reasoning: "I think." });
  });

  it("names no links that it would fetch: pictures are downloaded for it", async () => {
    expect(await test.provider("gemma3:4b").supportedUrls).toEqual({});
  });

  it.each([
    [404, "not_found_error", "model 'nope' not found", "model-not-found", "ollama pull"],
    [400, "invalid_request_error", "registry.ollama.ai/library/smol:latest does not support tools", "bad-request", "search?c=tools"],
    [400, "invalid_request_error", '"smol" does not support thinking', "bad-request", "search?c=thinking"],
  ])("its %i %s is told with what to do: %s", async (status, type, message, kind, hint) => {
    test.answer({ kind: "error", error: { status, type, message } });
    expect(describeError(await failureOf(test.generate("nope")))).toMatchObject({ kind, status, hint: expect.stringContaining(hint) as string });
  });

  it("a full queue is worth another attempt", async () => {
    test.answer({ kind: "error", error: { status: 503, message: "server busy, please try again.  maximum pending requests exceeded" } });
    const failure = await failureOf(test.generate("llama3.2:latest"));
    expect([describeError(failure).kind, (failure as { isRetryable?: boolean }).isRetryable]).toEqual(["overloaded", true]);
  });

  it("[S0-28] its own address, and the address of its native API, are told from this form's", async () => {
    for (const suffix of ["", "/api"]) {
      const provider = test.make({ baseURL: `${test.emulator.origin}${suffix}` });
      const failure = await failureOf(provider("llama3.2:latest").doGenerate({ prompt: hello }));
      expect(describeError(failure).hint).toBe(`its OpenAI form is at ${test.emulator.origin}/v1`);
    }
  });
});
