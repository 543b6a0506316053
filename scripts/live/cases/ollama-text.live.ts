import { generateText, jsonSchema, Output, streamText } from "ai";
import { describe, expect, it } from "vitest";
import { sumsWithReasoning } from "./conversations.ts";
import { collect, steady } from "./local.ts";
import { freshOllama, hasOllama, server } from "./ollama.ts";

const ollama = freshOllama();
const { text: textModel, thinking: thinkingModel } = server.models;

describe.skipIf(!hasOllama)("[S3-1] Ollama by its native API: text", () => {
  it("is the same whole and streamed, and so is its usage", async () => {
    const call = { model: ollama(textModel), ...steady, maxOutputTokens: 16, prompt: "Say hello." };
    const whole = await generateText(call);
    const streamed = streamText(call);
    expect(whole.text).not.toBe("");
    expect((await collect(streamed.textStream)).join("")).toBe(whole.text);
    const usage = await streamed.usage;
    expect({ input: usage.inputTokens, output: usage.outputTokens }).toEqual({ input: whole.usage.inputTokens, output: whole.usage.outputTokens });
    expect(whole.usage.outputTokens).toBe(16);
    expect(await streamed.finishReason).toBe("length");
  });

  it("tells which model answered, when, and how long that took", async () => {
    const { response, providerMetadata, warnings } = await generateText({ model: ollama(textModel), ...steady, maxOutputTokens: 4, prompt: "Say hello." });
    expect(response.modelId).toBe(textModel);
    expect(Math.abs(response.timestamp.getTime() - Date.now())).toBeLessThan(60_000);
    const nanoseconds = expect.any(Number) as number;
    expect(providerMetadata?.["ollama"]).toMatchObject({ totalDurationNs: nanoseconds, promptEvalDurationNs: nanoseconds, evalDurationNs: nanoseconds });
    expect(warnings).toEqual([]);
  });

  it("ends at a stop sequence, which is not part of it", async () => {
    const before = await generateText({ model: ollama(textModel), ...steady, maxOutputTokens: 16, prompt: "Say hello." });
    const stop = before.text.trim().split(" ").at(2) ?? "";
    const { text, finishReason } = await generateText({ model: ollama(textModel), ...steady, maxOutputTokens: 16, stopSequences: [stop], prompt: "Say hello." });
    expect(finishReason).toBe("stop");
    expect(before.text.startsWith(text)).toBe(true);
    expect(text).not.toContain(stop);
  });

  it("comes with the logarithms of its probabilities", async () => {
    const { providerMetadata } = await generateText({ model: ollama(textModel), ...steady, maxOutputTokens: 3, prompt: "Say hello.", providerOptions: { ollama: { topLogprobs: 2 } } });
    const tokens = providerMetadata?.["ollama"]?.["logprobs"] as { readonly logprob: number; readonly top_logprobs: readonly unknown[] }[];
    expect(tokens).toHaveLength(3);
    for (const token of tokens) {
      expect(token.logprob).toBeLessThanOrEqual(0);
      expect(token.top_logprobs).toHaveLength(2);
    }
  });

  it("is held to a schema, whole and streamed", async () => {
    const schema = jsonSchema<{ readonly city: string; readonly warm: boolean }>({
      type: "object",
      properties: { city: { type: "string", enum: ["Rome", "Oslo"] }, warm: { type: "boolean" } },
      required: ["city", "warm"],
      additionalProperties: false,
    });
    const call = { model: ollama(textModel), ...steady, maxOutputTokens: 60, output: Output.object({ schema }), prompt: "Where is it warm?" };
    const whole = await generateText(call);
    expect(["Rome", "Oslo"]).toContain(whole.output.city);
    expect(typeof whole.output.warm).toBe("boolean");
    expect(await streamText(call).output).toEqual(whole.output);
  });
});

describe.skipIf(!hasOllama)("[S3-1] Ollama by its native API: thinking", () => {
  const call = { model: ollama(thinkingModel), ...steady, maxOutputTokens: 60, messages: sumsWithReasoning() };

  it("comes before the text, whole and streamed alike", async () => {
    const whole = await generateText(call);
    expect(whole.reasoningText).toBeTruthy();
    expect(whole.text).not.toBe("");
    expect(whole.text).not.toContain("thought>");
    const streamed = streamText(call);
    const types = (await collect(streamed.stream)).map(({ type }) => type);
    expect(types.indexOf("reasoning-end")).toBeLessThan(types.indexOf("text-start"));
    expect({ thinking: await streamed.reasoningText, text: await streamed.text }).toEqual({ thinking: whole.reasoningText, text: whole.text });
  });

  it("can be forbidden", async () => {
    const { reasoningText, text } = await generateText({ ...call, reasoning: "none" });
    expect(reasoningText).toBeFalsy();
    expect(text).not.toBe("");
  });
});
