import type { JSONObject } from "@ai-sdk/provider";
import { startEmulator, type Emulator, type ModelAnswer } from "@portolan/testing/emulator";
import { generateText, isStepCount, jsonSchema, streamText, tool } from "ai";
import { afterEach, describe, expect, it } from "vitest";
import { createPreset, type PresetId } from "../../src/index.ts";

/** What of the first step's thought the second request must hold: the service refuses the loop, or thinks anew, without it. */
const services: readonly { readonly preset: PresetId; readonly modelId: string; readonly sentBack: JSONObject }[] = [
  { preset: "deepseek", modelId: "deepseek-v4-pro", sentBack: { reasoning_content: "I look." } },
  { preset: "mistral", modelId: "mistral-small-latest", sentBack: { content: [{ type: "thinking", thinking: [{ type: "text", text: "I look." }], closed: true }] } },
  {
    preset: "openrouter",
    modelId: "anthropic/claude-sonnet-5",
    sentBack: { reasoning_details: [{ type: "reasoning.text", text: "I look.", signature: "emulated-signature", format: "anthropic-claude-v1", index: 0 }] },
  },
  { preset: "together", modelId: "openai/gpt-oss-120b", sentBack: { reasoning: "I look." } },
  { preset: "fireworks", modelId: "accounts/fireworks/models/glm-5p2", sentBack: { reasoning_content: "I look." } },
  { preset: "novita", modelId: "zai-org/glm-5.1", sentBack: { reasoning_content: "I look." } },
  { preset: "xai", modelId: "grok-4.3", sentBack: {} },
  { preset: "openai", modelId: "gpt-5.4-mini", sentBack: {} },
  { preset: "perplexity", modelId: "sonar-reasoning-pro", sentBack: {} },
];

const weather = tool({
  description: "The weather in a city.",
  inputSchema: jsonSchema<{ city: string }>({ type: "object", properties: { city: { type: "string" } }, required: ["city"] }),
  execute: ({ city }) => `sunny in ${city}`,
});

const answers: readonly ModelAnswer[] = [
  { kind: "model", reasoning: "I look.", toolCalls: [{ name: "weather", arguments: '{"city":"Paris"}' }] },
  { kind: "model", text: "Sunny in Paris." },
];

let emulator: Emulator;
afterEach(async () => emulator.close());

const textOf = {
  whole: async (call: Parameters<typeof generateText>[0]) => (await generateText(call)).text,
  streamed: async (call: Parameters<typeof streamText>[0]) => await streamText(call).text,
};

describe.each(services)("a loop over tools with $preset", ({ preset, modelId, sentBack }) => {
  it.each(["whole", "streamed"] as const)("comes to its end, %s", async (how) => {
    emulator = await startEmulator(preset, { answers });
    const provider = createPreset(preset, { baseURL: emulator.baseURL, apiKey: emulator.apiKey, env: {} });
    const text = await textOf[how]({ model: provider.languageModel(modelId), tools: { weather }, stopWhen: isStepCount(3), prompt: "Paris?", maxRetries: 0 });
    expect([text, emulator.requests.length]).toEqual(["Sunny in Paris.", 2]);
    const [, assistant, result] = (emulator.requests[1]?.body?.["messages"] ?? []) as JSONObject[];
    const [call] = (assistant?.["tool_calls"] ?? []) as JSONObject[];
    expect(assistant).toMatchObject({ role: "assistant", ...sentBack });
    expect(result).toMatchObject({ role: "tool", content: "sunny in Paris", tool_call_id: call?.["id"] });
    expect(JSON.stringify(assistant).includes("I look.")).toBe(Object.keys(sentBack).length > 0);
  });
});
