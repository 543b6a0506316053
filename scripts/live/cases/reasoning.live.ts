import { generateText, streamText } from "ai";
import { describe, expect, it } from "vitest";
import { createCustom } from "../../../packages/provider-custom/src/index.ts";
import { sumsWithReasoning } from "./conversations.ts";
import { server, steady } from "./local.ts";

const local = createCustom({ id: "local", baseURL: server.baseURL, apiKey: server.apiKey, wire: { history: "reasoning_content", historyScope: "all" } });
const call = { model: local(server.modelId), ...steady, maxOutputTokens: 90, messages: sumsWithReasoning() };

describe("reasoning", () => {
  // The model only thinks here because the reasoning of earlier turns reached the server.
  it("comes apart from the text, and before it", async () => {
    const result = streamText(call);
    const kinds: string[] = [];
    for await (const part of result.stream) if (/^(reasoning|text)-(start|end)$/.test(part.type)) kinds.push(part.type);
    expect(kinds).toEqual(["reasoning-start", "reasoning-end", "text-start", "text-end"]);
    expect(await result.reasoningText).not.toBe("");
    expect(await result.text).not.toMatch(/<\/?think>/);
  });

  it("is the same when it comes whole", async () => {
    const whole = await generateText(call);
    const streamed = streamText(call);
    expect(whole.reasoningText).toBe(await streamed.reasoningText);
    expect(whole.text).toBe(await streamed.text);
  });
});
