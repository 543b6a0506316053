import type { JSONObject, SharedV4Warning } from "@ai-sdk/provider";
import { generateText, stepCountIs, tool } from "ai";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ask, look, useDashScope } from "./calls.ts";

const json = { type: "json" } as const;
const details = (warnings: readonly SharedV4Warning[]): string => warnings.map((warning) => ("details" in warning ? warning.details : "")).join("; ");

describe("thinking", () => {
  const test = useDashScope();

  const sentFor = async (modelId: string, call: JSONObject): Promise<JSONObject> => {
    const { dashscope, ...options } = call;
    await test.dashscope(modelId).doGenerate({ prompt: ask(), ...options, ...(dashscope === undefined ? {} : { providerOptions: { dashscope: dashscope as JSONObject } }) });
    return test.sent;
  };

  it.each<[string, JSONObject, JSONObject]>([
    ["qwen-plus", {}, {}],
    ["qwen-plus", { reasoning: "none" }, { enable_thinking: false }],
    ["qwen-plus", { reasoning: "low" }, { enable_thinking: true, thinking_budget: 3276 }],
    ["qwen-plus", { reasoning: "high", maxOutputTokens: 10_000 }, { enable_thinking: true, thinking_budget: 6000 }],
    ["qwen-plus", { reasoning: "low", dashscope: { thinkingBudget: 99 } }, { enable_thinking: true, thinking_budget: 99 }],
    ["qwen-plus", { dashscope: { enableThinking: true } }, { enable_thinking: true }],
    ["qwen-plus", { dashscope: { enableThinking: false, thinkingBudget: 99 } }, { enable_thinking: false }],
    ["qwen3.8-max", { reasoning: "medium" }, { enable_thinking: true, reasoning_effort: "medium" }],
    ["qwen3.8-max", { reasoning: "none" }, { enable_thinking: false }],
    ["qwen3.8-max", { reasoning: "medium", dashscope: { thinkingBudget: 99 } }, { enable_thinking: true, thinking_budget: 99 }],
    ["qwen3.5-27b", { dashscope: { enableThinking: true } }, { enable_thinking: true, thinking_budget: 9830 }],
    ["qwen3.5-27b", { maxOutputTokens: 1000, dashscope: { enableThinking: true } }, { enable_thinking: true, thinking_budget: 1024 }],
    ["qwen3.8-max", { reasoning: "medium", dashscope: { enableThinking: false } }, { enable_thinking: false }],
    ["qwen-max", { reasoning: "none" }, {}],
    ["qwen3-235b-a22b-thinking-2507", { dashscope: { enableThinking: false } }, {}],
    ["deepseek-v4-pro", { reasoning: "max" }, { enable_thinking: true, reasoning_effort: "max" }],
    ["qwen3-235b-a22b-thinking-2507", { reasoning: "low" }, { thinking_budget: 3276 }],
    ["qwq-plus", { reasoning: "low" }, {}],
  ])("of %s with %j is asked for as %j", async (modelId, call, fields) => {
    const { enable_thinking, thinking_budget, reasoning_effort } = await sentFor(modelId, call);
    expect(JSON.parse(JSON.stringify({ enable_thinking, thinking_budget, reasoning_effort }))).toEqual(fields);
  });

  it("of a model that does not think is left out with a warning", async () => {
    const { warnings } = await test.dashscope("qwen-max").doGenerate({ prompt: ask(), reasoning: "high" });
    expect(warnings).toEqual([{ type: "unsupported", feature: "reasoning", details: "this model does not reason" }]);
    expect(test.sent).not.toHaveProperty("enable_thinking");
  });

  it.each(["qwq-plus", "qvq-max", "qwen3-omni-flash", "qwen3-32b", "qwen3-235b-a22b-thinking-2507", "qwen3-vl-235b-a22b-thinking"])("models that only stream are streamed for a whole answer: %s", async (modelId) => {
    const { content } = await test.dashscope(modelId).doGenerate({ prompt: ask() });
    expect(test.sent).toMatchObject({ stream: true, stream_options: { include_usage: true } });
    expect(content.at(-1)).toMatchObject({ type: "text", text: expect.stringContaining("emulator") });
    expect(test.emulator.requests).toHaveLength(1);
  });

  it("a model that turns out to stream only is streamed from then on", async () => {
    const message = "This model only support stream mode, please enable the stream parameter to access the model.";
    test.emulator.use({ answers: [{ kind: "error", error: { status: 400, message, code: "invalid_parameter_error" } }] });
    const model = test.dashscope("some-new-model");
    await model.doGenerate({ prompt: ask() });
    await model.doGenerate({ prompt: ask() });
    expect(test.emulator.requests.map(({ body }) => body?.["stream"])).toEqual([undefined, true, true]);
  });

  it("a model that turns out to want a budget gets one", async () => {
    const message = "<400> InternalError.Algo.InvalidParameter: The thinking_budget parameter must be a positive integer and not greater than 0";
    test.emulator.use({ answers: [{ kind: "error", error: { status: 400, message, code: "invalid_parameter_error" } }] });
    await test.dashscope("qwen-plus").doGenerate({ prompt: ask(), providerOptions: { dashscope: { enableThinking: true } } });
    expect(test.emulator.requests.map(({ body }) => body?.["thinking_budget"])).toEqual([undefined, 9830]);
  });

  it("gives way to JSON mode, with a warning, where the model has not both", async () => {
    const { warnings } = await test.dashscope("qwen-plus").doGenerate({ prompt: ask(), responseFormat: json, reasoning: "high" });
    expect(test.sent).toMatchObject({ enable_thinking: false, response_format: { type: "json_object" } });
    expect(test.sent).not.toHaveProperty("thinking_budget");
    expect(details(warnings)).toMatch(/no JSON mode while it thinks; thinking is turned off/);
  });

  it("stays with JSON mode where the model has both", async () => {
    const { warnings } = await test.dashscope("qwen3.7-plus").doGenerate({ prompt: ask(), responseFormat: json, reasoning: "high" });
    expect(test.sent).toMatchObject({ enable_thinking: true, response_format: { type: "json_object" } });
    expect(warnings).toEqual([]);
  });

  it("of a model nobody knows gives way to JSON mode once it refuses both", async () => {
    test.emulator.use({ answers: [{ kind: "error", error: { status: 400, message: "Json mode response is not supported when enable_thinking is true", code: "invalid_parameter_error" } }] });
    await test.dashscope("glm-9").doGenerate({ prompt: ask(), responseFormat: json });
    expect(test.emulator.requests.map(({ body }) => body?.["enable_thinking"])).toEqual([undefined, false]);
  });

  it("of a model that turns out to think always is not turned off, with a warning", async () => {
    const message = "The value of the enable_thinking parameter is restricted to True.";
    test.emulator.use({ answers: [{ kind: "error", error: { status: 400, message, code: "invalid_parameter_error" } }] });
    const model = test.dashscope("glm-9");
    const { warnings } = await model.doGenerate({ prompt: ask(), reasoning: "none" });
    expect(test.emulator.requests.map(({ body }) => body?.["enable_thinking"])).toEqual([false, undefined]);
    expect(warnings).toEqual([{ type: "compatibility", feature: "reasoning", details: "the model always thinks" }]);
    test.emulator.use({ answers: [{ kind: "error", error: { status: 400, message: "Json mode response is not supported when enable_thinking is true", code: "invalid_parameter_error" } }] });
    expect(details((await model.doGenerate({ prompt: ask(), responseFormat: json })).warnings)).toMatch(/the prompt alone asks for it/);
    expect(test.sent).not.toHaveProperty("response_format");
  });

  it("that cannot be turned off asks for JSON in the prompt", async () => {
    await test.dashscope("qwq-plus").doGenerate({ prompt: ask("Name a port."), responseFormat: json });
    expect(test.sent).not.toHaveProperty("response_format");
    expect(JSON.stringify(test.sent["messages"])).toMatch(/JSON/);
  });
});

describe("earlier thoughts", () => {
  const test = useDashScope();
  const thought = (text: string, answer: string) => ({ role: "assistant" as const, content: [{ type: "reasoning" as const, text }, { type: "text" as const, text: answer }] });
  const history = [...ask("One?"), thought("first", "One."), ...ask("Two?"), thought("second", "Two."), ...ask("Three?")];

  const thoughtsSentTo = async (modelId: string, dashscope: JSONObject = {}): Promise<readonly unknown[]> => {
    await test.dashscope(modelId).doGenerate({ prompt: history, providerOptions: { dashscope } });
    const messages = test.sent["messages"] as readonly JSONObject[];
    return messages.filter((message) => message["role"] === "assistant").map((message) => message["reasoning_content"]);
  };

  it.each<[string, JSONObject, readonly unknown[]]>([
    ["qwen-plus", {}, [undefined, undefined]],
    ["qwen3.7-plus", {}, [undefined, undefined]],
    ["qwen3.7-plus", { preserveThinking: true }, ["first", "second"]],
    ["qwen3.8-max", {}, ["first", "second"]],
    ["qwen3.8-max", { preserveThinking: false }, [undefined, undefined]],
  ])("go back to %s with %j as %j", async (modelId, options, expected) => {
    expect(await thoughtsSentTo(modelId, options)).toEqual(expected);
  });

  it("go back within a tool round, whose continuations have empty ids", async () => {
    test.emulator.use({ answers: [{ kind: "model", reasoning: "I must look.", toolCalls: [{ name: "look", arguments: '{"where":"outside"}' }] }, { kind: "model", text: "Rain." }] });
    const tools = { look: tool({ inputSchema: z.object({ where: z.string() }), execute: async ({ where }) => `wet ${where}` }) };
    const result = await generateText({ model: test.dashscope("qwen3-32b"), prompt: "Weather?", tools, stopWhen: stepCountIs(2) });
    expect(result.text).toBe("Rain.");
    expect(test.sent["messages"]).toMatchObject([
      { role: "user" },
      { role: "assistant", reasoning_content: "I must look.", tool_calls: [{ id: expect.stringMatching(/^call_/), function: { arguments: '{"where":"outside"}' } }] },
      { role: "tool", content: "wet outside" },
    ]);
  });
});

describe("a forced tool", () => {
  const test = useDashScope();
  const required = { tools: [look], toolChoice: { type: "required" as const } };
  const named = { tools: [look], toolChoice: { type: "tool" as const, toolName: "look" } };

  it.each([["required", required], ["named", named]] as const)("that is %s turns thinking off, with a warning", async (_, call) => {
    for (const [modelId, more] of [["qwen-plus", { reasoning: "high" }], ["qwen3.6-plus", {}], ["qwen3-32b", {}], ["qwen3.8-max", { reasoning: "low" }]] as const) {
      const { warnings, content } = await test.dashscope(modelId).doGenerate({ prompt: ask(), ...call, ...more });
      expect(test.sent).toMatchObject({ enable_thinking: false });
      expect(test.sent).not.toHaveProperty("thinking_budget");
      expect(details(warnings)).toMatch(/cannot be forced while the model thinks; thinking is turned off/);
      expect(content).toMatchObject([{ type: "tool-call", toolName: "look" }]);
    }
    expect(test.emulator.requests).toHaveLength(4);
  });

  it("goes as it is where the model does not think", async () => {
    const { warnings } = await test.dashscope("qwen-plus").doGenerate({ prompt: ask(), ...required });
    expect(test.sent).toMatchObject({ tool_choice: "required" });
    expect(test.sent).not.toHaveProperty("enable_thinking");
    expect(warnings).toEqual([]);
  });

  it("is left to a model that always thinks, with a warning", async () => {
    const { warnings } = await test.dashscope("qwq-plus").doGenerate({ prompt: ask(), ...required });
    expect(test.sent).toMatchObject({ tool_choice: "auto" });
    expect(details(warnings)).toMatch(/always thinks, and cannot be made to call a tool; it decides/);
  });

  it("of a model nobody knows turns thinking off once it is refused", async () => {
    const message = "The tool_choice parameter does not support being set to required or object in thinking mode";
    test.emulator.use({ answers: [{ kind: "error", error: { status: 400, message, code: "invalid_parameter_error" } }] });
    await test.dashscope("glm-9").doGenerate({ prompt: ask(), ...required });
    expect(test.emulator.requests.map(({ body }) => [body?.["enable_thinking"], body?.["tool_choice"]])).toEqual([[undefined, "required"], [false, "required"]]);
  });

  it("is named, or left to the model, where it cannot be required", async () => {
    const refusal = { kind: "error", error: { status: 400, message: 'tool_choice is one of the strings that should be ["none", "auto"]', code: "invalid_parameter_error" } } as const;
    test.emulator.use({ answers: [refusal] });
    const model = test.dashscope("qwen-max");
    await model.doGenerate({ prompt: ask(), ...required });
    expect(test.sent["tool_choice"]).toEqual({ type: "function", function: { name: "look" } });
    const { warnings } = await model.doGenerate({ prompt: ask(), tools: [look, { ...look, name: "listen" }], toolChoice: { type: "required" } });
    expect(test.sent["tool_choice"]).toBe("auto");
    expect(details(warnings)).toMatch(/one tool, and not any of several; it decides/);
  });
});
