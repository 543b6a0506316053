import { generateText, streamText } from "ai";
import { describe, expect, it } from "vitest";
import { collect, local, server, steady } from "./local.ts";

const model = local(server.modelId);

describe("text", () => {
  it("comes whole, with usage, the server's timings and what was answered by whom", async () => {
    const result = await generateText({ model, ...steady, maxOutputTokens: 24, prompt: "Say hello." });
    expect(result.text).not.toBe("");
    expect(result.usage.inputTokens).toBeGreaterThan(0);
    expect(result.usage.outputTokens).toBeGreaterThan(0);
    expect(result.usage.outputTokens).toBeLessThanOrEqual(24);
    expect(result.response.modelId).toBe(server.modelId);
    expect(result.response.id).toMatch(/^chatcmpl-/);
    expect(result.providerMetadata?.["local"]?.["timings"]).toMatchObject({ predicted_n: result.usage.outputTokens });
  });

  it("comes in pieces, and the pieces are the whole", async () => {
    const call = { model, ...steady, maxOutputTokens: 24, prompt: "Say hello." };
    const result = streamText(call);
    const pieces = await collect(result.textStream);
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.join("")).toBe((await generateText(call)).text);
    expect(await result.usage).toMatchObject({ inputTokens: expect.any(Number), outputTokens: expect.any(Number) });
    expect((await result.providerMetadata)?.["local"]?.["timings"]).toMatchObject({ predicted_n: (await result.usage).outputTokens });
  });

  it("is cut by the limit of tokens and says so", async () => {
    const { finishReason, rawFinishReason, usage } = await generateText({ model, ...steady, maxOutputTokens: 5, prompt: "Count to one hundred." });
    expect({ finishReason, rawFinishReason, tokens: usage.outputTokens }).toEqual({ finishReason: "length", rawFinishReason: "length", tokens: 5 });
  });

  it("ends at a stop sequence", async () => {
    const call = { model, ...steady, maxOutputTokens: 40, prompt: "Say hello." };
    const { text } = await generateText(call);
    const stop = text.slice(4, 6);
    const stopped = await generateText({ ...call, stopSequences: [stop] });
    expect(stopped.text).toBe(text.slice(0, text.indexOf(stop)));
    expect(stopped.finishReason).toBe("stop");
  });

  it("comes to every caller, also when more call at once than the server has slots", async () => {
    const prompts = ["Say hello.", "Count to ten.", "Name a river.", "Name a city.", "Say goodbye."];
    const answers = await Promise.all(
      prompts.map(async (prompt) => {
        const result = streamText({ model, ...steady, maxOutputTokens: 12, prompt });
        const text = (await collect(result.textStream)).join("");
        return { text, said: await result.text, finishReason: await result.finishReason, usage: await result.usage };
      }),
    );
    for (const { text, said, finishReason, usage } of answers) {
      expect(text).not.toBe("");
      expect(text).toBe(said);
      expect(["stop", "length"]).toContain(finishReason);
      expect(usage.outputTokens).toBeLessThanOrEqual(12);
    }
  });
});
