import { generateText, streamText } from "ai";
import { describe, expect, it } from "vitest";
import { modelId, useService } from "./service.ts";

const service = useService();

describe("generateText", () => {
  it("[S1-27] [S2-13] returns text, finish reason, usage and the response's id", async () => {
    service.answers({ kind: "model", text: "Salt comes from rocks.", usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 } });
    const result = await generateText({ model: service.provider(modelId), prompt: "Why is the sea salt?" });
    expect(result.text).toBe("Salt comes from rocks.");
    expect(result.finishReason).toBe("stop");
    expect(result.usage).toMatchObject({ inputTokens: 11, outputTokens: 7, totalTokens: 18 });
    expect(result.finalStep.response.id).toMatch(/^chatcmpl-/);
    expect(result.warnings ?? []).toEqual([]);
  });

  it("[S1-29] sends instructions and settings", async () => {
    service.answers({ kind: "model", text: "ok" });
    await generateText({ model: service.provider(modelId), instructions: "Be brief.", prompt: "Hello", temperature: 0.5, maxOutputTokens: 20, stopSequences: ["END"] });
    expect(service.emulator.lastRequest.body).toMatchObject({
      temperature: 0.5,
      stop: ["END"],
      messages: [{ role: "system", content: "Be brief." }, { role: "user" }],
    });
  });

  it("returns reasoning and sources beside the text", async () => {
    service.answers({ kind: "model", reasoning: "Think.", text: "As said.", chunkFields: { citations: ["https://example.com/salt"] } });
    const result = await generateText({ model: service.provider(modelId), prompt: "Why is the sea salt?" });
    expect(result.finalStep.reasoningText).toBe("Think.");
    expect(result.sources).toMatchObject([{ sourceType: "url", url: "https://example.com/salt" }]);
  });
});

describe("streamText", () => {
  it("[S1-14] [S1-28] [S2-14] streams the text and tells usage at the end", async () => {
    service.answers({ kind: "model", text: "Salt comes from rocks.", deltaSize: 5, usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 } });
    const result = streamText({ model: service.provider(modelId), prompt: "Why is the sea salt?" });
    let text = "";
    for await (const delta of result.textStream) text += delta;
    expect(text).toBe("Salt comes from rocks.");
    expect(await result.usage).toMatchObject({ inputTokens: 11, outputTokens: 7 });
    expect(await result.finishReason).toBe("stop");
  });

  it("closes the connection when the caller aborts", async () => {
    service.answers({ kind: "model", text: "never ending", deltaSize: 1, pace: { betweenFramesMs: 20 } });
    const controller = new AbortController();
    const result = streamText({ model: service.provider(modelId), prompt: "Count", abortSignal: controller.signal });
    const types: string[] = [];
    for await (const part of result.stream) {
      types.push(part.type);
      if (part.type === "text-delta") controller.abort();
    }
    expect(types.at(-1)).toBe("abort");
    expect(await service.emulator.lastRequest.ended).toBe("disconnected");
  });

  it("keeps the text of an answer that breaks off, and says so", async () => {
    service.answers({ kind: "model", text: "half an answer", deltaSize: 4, faults: { noFinish: true, noDone: true } });
    const errors: unknown[] = [];
    const result = streamText({ model: service.provider(modelId), prompt: "Tell", onError: ({ error }) => void errors.push(error) });
    let text = "";
    for await (const part of result.stream) if (part.type === "text-delta") text += part.text;
    expect(text).toBe("half an answer");
    expect(await result.finishReason).toBe("interrupted");
    expect(errors).toHaveLength(1);
  });
});
