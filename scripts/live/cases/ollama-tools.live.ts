import { generateText, isStepCount, streamText } from "ai";
import { describe, expect, it } from "vitest";
import { parallelQuestions, questionsInSteps, weatherTool, type WeatherQuestion } from "./conversations.ts";
import { collect, steady } from "./local.ts";
import { freshOllama, hasOllama, server } from "./ollama.ts";

const model = freshOllama()(server.models.tools);
const limits = { ...steady, maxOutputTokens: 100 };

describe.skipIf(!hasOllama)("[S3-1] Ollama by its native API: tools", () => {
  it("are called, two at a time, until the model answers, whole and streamed alike", async () => {
    const answers = ["18 C", "18 C"];
    const run = (asked: WeatherQuestion[]) => ({ model, ...limits, tools: { getWeather: weatherTool(answers, asked) }, messages: parallelQuestions(), stopWhen: isStepCount(5) });
    const asked: WeatherQuestion[] = [];
    const { steps, text, totalUsage } = await generateText(run(asked));
    expect(steps.map((step) => step.finishReason)).toEqual(["tool-calls", "stop"]);
    expect(steps.map((step) => step.toolResults.map((result) => result.output))).toEqual([answers, []]);
    expect(text).not.toBe("");
    expect(totalUsage.outputTokens).toBe(steps.reduce((sum, step) => sum + (step.usage.outputTokens ?? Number.NaN), 0));

    const askedStreaming: WeatherQuestion[] = [];
    const streamed = streamText(run(askedStreaming));
    expect(await streamed.text).toBe(text);
    expect((await streamed.steps).map((step) => step.finishReason)).toEqual(["tool-calls", "stop"]);
    expect(askedStreaming).toEqual(asked);
  });

  it("come each in one piece, under the server's own id", async () => {
    const { execute: _, ...getWeather } = weatherTool([]);
    const result = streamText({ model, ...limits, tools: { getWeather }, messages: parallelQuestions() });
    const types = (await collect(result.stream)).map(({ type }) => type);
    expect(types.filter((type) => type === "tool-input-start")).toHaveLength(2);
    const toolCalls = await result.toolCalls;
    expect(toolCalls).toHaveLength(2);
    // Ollama does not hold a call to its schema: which city it names is the model's business.
    for (const { input } of toolCalls) expect(typeof (input as WeatherQuestion).city).toBe("string");
    for (const { toolCallId } of toolCalls) expect(toolCallId).toMatch(/^call_\w{8}$/);
    expect(new Set(toolCalls.map((call) => call.toolCallId)).size).toBe(2);
    expect(await result.finishReason).toBe("tool-calls");
  });

  it("get no call that was cut by the limit of tokens", async () => {
    const asked: WeatherQuestion[] = [];
    const result = await generateText({ model, ...steady, maxOutputTokens: 12, tools: { getWeather: weatherTool([], asked) }, messages: questionsInSteps() });
    expect({ calls: result.toolCalls, asked, finishReason: result.finishReason }).toEqual({ calls: [], asked: [], finishReason: "length" });
  });
});
