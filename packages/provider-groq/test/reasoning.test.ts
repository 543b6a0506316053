import { generateText, Output, streamText, tool } from "ai";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { useGroq } from "./calls.ts";

describe("reasoning", () => {
  const test = useGroq();
  const thinking = { kind: "model", reasoning: "It looks wet.", text: "Rain." } as const;

  it.each([
    ["openai/gpt-oss-20b", undefined],
    ["qwen/qwen3.6-27b", undefined],
    ["qwen/qwen3.6-27b", "parsed"],
    ["qwen/qwen3.6-27b", "raw"],
  ] as const)("of %s with the format %s comes apart from the text", async (modelId, reasoningFormat) => {
    test.emulator.use({ answers: [thinking, thinking] });
    const call = { model: test.groq(modelId), prompt: "Look outside.", providerOptions: reasoningFormat === undefined ? {} : { groq: { reasoningFormat } } };
    const whole = await generateText(call);
    expect([whole.reasoningText, whole.text]).toEqual(["It looks wet.", "Rain."]);
    const streamed = streamText(call);
    expect([await streamed.reasoningText, await streamed.text]).toEqual(["It looks wet.", "Rain."]);
  });

  it("is not shown when hidden", async () => {
    test.emulator.use({ answers: [thinking] });
    const result = await generateText({ model: test.groq("qwen/qwen3.6-27b"), prompt: "Look outside.", providerOptions: { groq: { reasoningFormat: "hidden" } } });
    expect([result.reasoningText, result.text]).toEqual([undefined, "Rain."]);
  });
});

describe("through the AI SDK", () => {
  const test = useGroq();

  it("runs tools and goes on", async () => {
    test.emulator.use({ answers: [{ kind: "model", reasoning: "I must look.", toolCalls: [{ name: "look", arguments: '{"where":"outside"}' }] }, { kind: "model", text: "Rain." }] });
    const look = tool({ inputSchema: z.object({ where: z.string() }), execute: async ({ where }) => `wet ${where}` });
    const result = await generateText({ model: test.groq(), prompt: "How is the weather?", tools: { look }, stopWhen: ({ steps }) => steps.length === 2 });
    expect(result.text).toBe("Rain.");
    expect(test.sent["messages"]).toMatchObject([
      { role: "user" },
      { role: "assistant", reasoning: "I must look.", tool_calls: [{ function: { name: "look", arguments: '{"where":"outside"}' } }] },
      { role: "tool", content: "wet outside" },
    ]);
  });

  it.each(["openai/gpt-oss-20b", "qwen/qwen3.6-27b"])("gives an object from %s", async (modelId) => {
    test.emulator.use({ answers: [{ kind: "model", text: '{"weather":"rain"}' }] });
    const { output } = await generateText({ model: test.groq(modelId), prompt: "How is the weather?", output: Output.object({ schema: z.object({ weather: z.string() }) }) });
    expect(output).toEqual({ weather: "rain" });
  });
});
