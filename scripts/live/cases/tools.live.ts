import { generateText, isStepCount, streamText } from "ai";
import { describe, expect, it } from "vitest";
import { isWeatherQuestion, parallelQuestions, questionsInSteps, stepAnswers, weatherTool, type WeatherQuestion } from "./conversations.ts";
import { local, server, steady } from "./local.ts";

const model = local(server.modelId);
const limits = { ...steady, maxOutputTokens: 100 };

describe("tools", () => {
  it("are called step by step until the model answers, whole and streamed alike", async () => {
    const run = (asked: WeatherQuestion[]) => ({ model, ...limits, tools: { getWeather: weatherTool(stepAnswers, asked) }, messages: questionsInSteps(), stopWhen: isStepCount(5) });
    const asked: WeatherQuestion[] = [];
    const { steps, text, totalUsage } = await generateText(run(asked));
    expect(steps.map((step) => step.finishReason)).toEqual(["tool-calls", "tool-calls", "stop"]);
    expect(steps.map((step) => step.toolResults.map((result) => result.output))).toEqual([["next"], ["done"], []]);
    expect(asked.every(isWeatherQuestion)).toBe(true);
    expect(text).not.toBe("");
    expect(totalUsage.outputTokens).toBe(steps.reduce((sum, step) => sum + (step.usage.outputTokens ?? Number.NaN), 0));

    const askedStreaming: WeatherQuestion[] = [];
    const streamed = streamText(run(askedStreaming));
    expect(await streamed.text).toBe(text);
    expect((await streamed.steps).map((step) => step.finishReason)).toEqual(["tool-calls", "tool-calls", "stop"]);
    expect(askedStreaming).toEqual(asked);
  });

  it("are called two at a time, with input that streams", async () => {
    const { execute: _, ...getWeather } = weatherTool([]);
    const result = streamText({ model, ...limits, tools: { getWeather }, messages: parallelQuestions() });
    const inputs = new Map<string, string>();
    let deltas = 0;
    for await (const part of result.stream)
      if (part.type === "tool-input-delta") {
        inputs.set(part.id, (inputs.get(part.id) ?? "") + part.delta);
        deltas += 1;
      }
    const toolCalls = await result.toolCalls;
    expect(toolCalls).toHaveLength(2);
    expect(toolCalls.every((call) => isWeatherQuestion(call.input))).toBe(true);
    expect(toolCalls.map((call) => call.input)).toEqual([...inputs.values()].map((input) => JSON.parse(input)));
    expect([...inputs.keys()]).toEqual(toolCalls.map((call) => call.toolCallId));
    expect(deltas).toBeGreaterThan(4);
    expect(await result.finishReason).toBe("tool-calls");
  });

  it("get no call whose input was cut by the limit of tokens", async () => {
    const asked: WeatherQuestion[] = [];
    const result = await generateText({ model, ...steady, maxOutputTokens: 18, tools: { getWeather: weatherTool([], asked) }, messages: questionsInSteps() });
    expect({ calls: result.toolCalls, asked, finishReason: result.finishReason }).toEqual({ calls: [], asked: [], finishReason: "length" });
  });

  it("can be required", async () => {
    const { toolCalls } = await generateText({ model, ...limits, tools: { getWeather: weatherTool([]) }, toolChoice: "required", messages: parallelQuestions() });
    expect(toolCalls.length).toBeGreaterThan(0);
  });
});
