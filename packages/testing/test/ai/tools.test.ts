import { generateText, isStepCount, streamText, ToolLoopAgent, type ModelMessage } from "ai";
import { describe, expect, it } from "vitest";
import { callsWeather, modelId, useService, weather } from "./service.ts";

const service = useService();
const tools = { weather };

describe("tools", () => {
  it("[S1-18] are run step by step until the model answers", async () => {
    service.answers(callsWeather("Paris"), callsWeather("Oslo"), { kind: "model", text: "Sunny in both." });
    const result = await generateText({ model: service.provider(modelId), tools, stopWhen: isStepCount(5), prompt: "Paris and Oslo?" });
    expect(result.text).toBe("Sunny in both.");
    expect(result.steps.map(({ finishReason }) => finishReason)).toEqual(["tool-calls", "tool-calls", "stop"]);
    expect(service.conversations.at(-1)).toMatchObject([
      { role: "user" },
      { role: "assistant", tool_calls: [{ id: "call_Paris", function: { name: "weather", arguments: '{"city":"Paris"}' } }] },
      { role: "tool", tool_call_id: "call_Paris", content: "sunny in Paris" },
      { role: "assistant", tool_calls: [{ id: "call_Oslo" }] },
      { role: "tool", tool_call_id: "call_Oslo", content: "sunny in Oslo" },
    ]);
  });

  it("are run while the answer streams, several of one step at once", async () => {
    const both = [
      { id: "call_Paris", name: "weather", arguments: '{"city":"Paris"}' },
      { id: "call_Oslo", name: "weather", arguments: '{"city":"Oslo"}' },
    ];
    service.answers({ kind: "model", text: "I look.", toolCalls: both, toolDeltas: "interleaved", deltaSize: 3 }, { kind: "model", text: "Sunny." });
    const result = streamText({ model: service.provider(modelId), tools, stopWhen: isStepCount(5), prompt: "Paris and Oslo?" });
    const results: unknown[] = [];
    for await (const part of result.stream) if (part.type === "tool-result") results.push(part.output);
    expect(results.toSorted()).toEqual(["sunny in Oslo", "sunny in Paris"]);
    expect(await result.text).toBe("Sunny.");
  });

  it.each(["eos", "stop", null])("are run after the finish reason %s", async (finishReason) => {
    service.answers({ ...callsWeather("Paris"), finishReason }, { kind: "model", text: "Sunny." });
    const result = await generateText({ model: service.provider(modelId), tools, stopWhen: isStepCount(3), prompt: "Paris?" });
    expect(result.text).toBe("Sunny.");
  });

  it("are run by an agent", async () => {
    service.answers(callsWeather("Paris"), { kind: "model", text: "Sunny in Paris." });
    const agent = new ToolLoopAgent({ model: service.provider(modelId), instructions: "You know the weather.", tools });
    const { text, steps } = await agent.generate({ prompt: "Paris?" });
    expect(text).toBe("Sunny in Paris.");
    expect(steps).toHaveLength(2);
  });

  it("wait for approval, and run once it is given", async () => {
    const settings = { model: service.provider(modelId), tools, toolApproval: { weather: "user-approval" } } as const;
    const messages: ModelMessage[] = [{ role: "user", content: "Paris?" }];
    service.answers(callsWeather("Paris"), { kind: "model", text: "Sunny in Paris." });
    const asked = await generateText({ ...settings, messages });
    const [request] = asked.content.filter((part) => part.type === "tool-approval-request");
    expect(asked.toolResults).toEqual([]);
    messages.push(...asked.responseMessages, { role: "tool", content: [{ type: "tool-approval-response", approvalId: request?.approvalId ?? "", approved: true }] });
    const answered = await generateText({ ...settings, messages });
    expect(answered.text).toBe("Sunny in Paris.");
    expect(service.conversations.at(-1)).toMatchObject([{ role: "user" }, { role: "assistant" }, { role: "tool", content: "sunny in Paris" }]);
  });

  it("are not run when approval is denied, and the model is told why", async () => {
    const settings = { model: service.provider(modelId), tools, toolApproval: { weather: "user-approval" } } as const;
    const messages: ModelMessage[] = [{ role: "user", content: "Paris?" }];
    service.answers(callsWeather("Paris"), { kind: "model", text: "Then not." });
    const asked = await generateText({ ...settings, messages });
    const [request] = asked.content.filter((part) => part.type === "tool-approval-request");
    messages.push(...asked.responseMessages, { role: "tool", content: [{ type: "tool-approval-response", approvalId: request?.approvalId ?? "", approved: false, reason: "not today" }] });
    expect((await generateText({ ...settings, messages })).text).toBe("Then not.");
    expect(JSON.stringify(service.conversations.at(-1)?.at(-1))).toContain("not today");
  });

  it("get a malformed call repaired", async () => {
    service.answers({ kind: "model", toolCalls: [{ id: "call_1", name: "weather", arguments: '{"city": Paris}' }] }, { kind: "model", text: "Sunny." });
    const seen: string[] = [];
    const result = await generateText({
      model: service.provider(modelId),
      tools,
      stopWhen: isStepCount(3),
      prompt: "Paris?",
      repairToolCall: async ({ toolCall }) => {
        seen.push(toolCall.input);
        return { ...toolCall, input: '{"city":"Paris"}' };
      },
    });
    expect(seen).toEqual(['{"city": Paris}']);
    expect(result.steps[0]?.toolResults).toMatchObject([{ output: "sunny in Paris" }]);
  });

  it("are told of a malformed call that nobody repairs, and the model may try again", async () => {
    service.answers({ kind: "model", toolCalls: [{ id: "call_1", name: "weather", arguments: '{"city": Paris}' }] }, callsWeather("Paris"), { kind: "model", text: "Sunny." });
    const result = await generateText({ model: service.provider(modelId), tools, stopWhen: isStepCount(5), prompt: "Paris?" });
    expect(result.text).toBe("Sunny.");
    const [, , failed] = service.conversations[1] ?? [];
    expect(failed).toMatchObject({ role: "tool", tool_call_id: "call_1" });
  });

  it("are not run with half an input", async () => {
    service.answers({ kind: "model", toolCalls: [{ name: "weather", arguments: '{"city":"Par' }], finishReason: "length" });
    const result = await generateText({ model: service.provider(modelId), tools, stopWhen: isStepCount(3), prompt: "Paris?" });
    expect(result.finishReason).toBe("length");
    expect(result.toolCalls).toEqual([]);
    expect(service.emulator.requests).toHaveLength(1);
  });
});
