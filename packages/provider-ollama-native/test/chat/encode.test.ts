import type { JSONObject, LanguageModelV4FunctionTool } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { encodeChat } from "../../src/chat/encode.ts";
import { layWires, type OllamaWire } from "../../src/wire.ts";
import { callOf, type CallParts } from "../calls.ts";

const look: LanguageModelV4FunctionTool = { type: "function", name: "look", description: "Looks.", inputSchema: { type: "object", properties: { at: { type: "string" } } } };
const hear: LanguageModelV4FunctionTool = { ...look, name: "hear" };
const schema = { type: "object" as const, properties: { port: { type: "string" as const } }, required: ["port"] };

function encoded(parts: CallParts = {}, wire: Partial<OllamaWire> = {}): { readonly body: JSONObject; readonly features: readonly string[] } {
  const { call, warnings } = callOf(parts);
  const { body, path, stream } = encodeChat(call, layWires([wire]));
  expect([path, stream, body["stream"]]).toEqual(["/api/chat", true, true]);
  return { body, features: warnings.map((warning) => ("feature" in warning ? warning.feature : warning.type)) };
}

describe("a chat's request", () => {
  it("asks for nothing that the caller did not", () => {
    expect(encoded().body).toEqual({ model: "some-model", messages: [{ role: "user", content: "hello" }], stream: true });
  });

  it("has the call's settings among the options, and none beside them", () => {
    const { body } = encoded({ temperature: 0, topP: 0.5, topK: 3, seed: 7, presencePenalty: 0.1, frequencyPenalty: 0.2, maxOutputTokens: 9, stopSequences: ["END"] });
    expect(body).toEqual({
      model: "some-model",
      messages: [{ role: "user", content: "hello" }],
      options: { temperature: 0, top_p: 0.5, top_k: 3, seed: 7, presence_penalty: 0.1, frequency_penalty: 0.2, num_predict: 9, stop: ["END"] },
      stream: true,
    });
  });

  it("puts each option where Ollama reads it, however it is given", () => {
    const { body, features } = encoded({
      options: { keepAlive: "10m", truncate: false, shift: true, logprobs: true, topLogprobs: 2, numGpu: 1, min_p: 0.1, options: { repeatPenalty: 1.1, num_thread: 2 }, somethingNew: 1 },
    });
    expect(body).toMatchObject({
      keep_alive: "10m",
      truncate: false,
      shift: true,
      logprobs: true,
      top_logprobs: 2,
      something_new: 1,
      options: { num_gpu: 1, min_p: 0.1, repeat_penalty: 1.1, num_thread: 2 },
    });
    expect(Object.keys(body)).not.toContain("num_gpu");
    expect(features).toEqual(["something_new"]);
  });

  it("takes the nearest word for each option: the call's own, its settings, its model's definition, the provider", () => {
    const wire = { options: { top_k: 1, seed: 1, min_p: 1, num_gpu: 1 }, keepAlive: 1 };
    const { body } = encoded({ seed: 2, topK: 2, options: { topK: 3, minP: 4, temperature: 4, keepAlive: 3 }, usual: ["minP", "temperature"], temperature: 5 }, wire);
    expect(body).toMatchObject({ options: { top_k: 3, seed: 2, min_p: 4, num_gpu: 1, temperature: 5 }, keep_alive: 3 });
    expect(encoded({}, { keepAlive: 0 }).body).toMatchObject({ keep_alive: 0 });
  });

  it("asks for logprobs where alternatives are wanted", () => {
    expect(encoded({ options: { topLogprobs: 3 } }).body).toMatchObject({ logprobs: true, top_logprobs: 3 });
  });

  it("warns of options that only servers of the past read, and of those of text completions", () => {
    expect(encoded({ options: { mirostat: 2 } })).toMatchObject({ body: { options: { mirostat: 2 } }, features: ["mirostat"] });
    const { body, features } = encoded({ options: { suffix: "}", raw: true } });
    expect(features).toEqual(["suffix", "raw"]);
    expect(Object.keys(body)).toEqual(["model", "messages", "stream"]);
  });

  it("warns of names that no option has, wherever they stand: a server leaves them aside without a word", () => {
    const { body, features } = encoded({ options: { topKK: 3, options: { numContext: 4096, numCtx: 4096 } } }, { options: { heat: 1 } });
    expect(features).toEqual(["heat", "num_context", "top_k_k"]);
    expect(body).toMatchObject({ top_k_k: 3, options: { heat: 1, num_context: 4096, num_ctx: 4096 } });
  });

  it("[S0-7] warns that calls at once cannot be forbidden", () => {
    expect(encoded({ options: { parallelToolCalls: false } })).toEqual({ body: { model: "some-model", messages: [{ role: "user", content: "hello" }], stream: true }, features: ["parallelToolCalls"] });
    expect(encoded({ options: { parallel_tool_calls: true } }).features).toEqual([]);
  });

  it("sends no option that would change how the answer is read", () => {
    const { body } = encoded({ options: { stream: false, messages: [], model: "x", promptCaching: true } });
    expect(body).toEqual({ model: "some-model", messages: [{ role: "user", content: "hello" }], stream: true });
  });
});

describe("thinking", () => {
  it.each([
    [undefined, undefined, []],
    ["provider-default", undefined, []],
    ["none", false, []],
    ["minimal", "low", ["reasoning"]],
    ["low", "low", []],
    ["medium", "medium", []],
    ["high", "high", []],
    ["xhigh", "max", ["reasoning"]],
    ["max", "max", []],
  ] as const)("%s is sent as %s", (reasoning, think, warned) => {
    const { body, features } = encoded(reasoning === undefined ? {} : { reasoning });
    expect([body["think"], features]).toEqual([think, warned]);
  });

  it.each([
    ["none", "low", ["reasoning"]],
    ["minimal", "low", ["reasoning"]],
    ["medium", "medium", []],
    ["max", "high", ["reasoning"]],
  ] as const)("of a model that thinks at three levels and always: %s is sent as %s", (reasoning, think, warned) => {
    const { body, features } = encoded({ reasoning, can: { reasoningLevels: ["low", "medium", "high"] } });
    expect([body["think"], features]).toEqual([think, warned]);
  });

  it("is rounded up where the model has nothing lower", () => {
    expect(encoded({ reasoning: "low", can: { reasoningLevels: ["high"] } })).toMatchObject({ body: { think: "high" }, features: ["reasoning"] });
  });

  it("of a model that can only be told not to is turned off", () => {
    expect(encoded({ reasoning: "none", can: { reasoningLevels: ["none"] } })).toMatchObject({ body: { think: false }, features: [] });
  });

  it("is the option's where there is one, unless that is only the model's usual", () => {
    expect(encoded({ reasoning: "low", options: { think: true } }).body).toMatchObject({ think: true });
    expect(encoded({ reasoning: "low", options: { think: false }, usual: ["think"] }).body).toMatchObject({ think: "low" });
    expect(encoded({ options: { think: false }, usual: ["think"] }).body).toMatchObject({ think: false });
  });

  it("asked for by option of a model known not to think is refused before anything is sent", () => {
    expect(() => encoded({ options: { think: true }, can: { reasoning: false } })).toThrow(/^ollama\/some-model: thinking is not supported.*reasoning: true/);
    expect(encoded({ options: { think: false }, can: { reasoning: false } }).body).toMatchObject({ think: false });
  });
});

describe("tools", () => {
  const offered = (body: JSONObject): readonly unknown[] | undefined => (body["tools"] as { function: JSONObject }[] | undefined)?.map((tool) => tool.function["name"]);

  it.each([
    [undefined, ["look", "hear"], []],
    [{ type: "auto" }, ["look", "hear"], []],
    [{ type: "none" }, undefined, []],
    [{ type: "required" }, ["look", "hear"], ["toolChoice"]],
    [{ type: "tool", toolName: "hear" }, ["hear"], ["toolChoice"]],
  ] as const)("with the choice %j are %j", (toolChoice, names, warned) => {
    const { body, features } = encoded({ tools: [look, hear], ...(toolChoice === undefined ? {} : { toolChoice }) });
    expect([offered(body), features]).toEqual([names, warned]);
    expect(body).not.toHaveProperty("tool_choice");
  });

  it("keep their words, their examples and what Ollama would drop of their schema", () => {
    const tool: LanguageModelV4FunctionTool = { ...look, strict: true, inputExamples: [{ input: { at: "sea" } }], inputSchema: { type: "object", properties: { at: { type: "string", minLength: 1 } }, minProperties: 1 } };
    const { body, features } = encoded({ tools: [tool] });
    expect(body["tools"]).toEqual([
      {
        type: "function",
        function: { name: "look", description: 'Looks.\n(minProperties 1)\nExample: {"at":"sea"}', parameters: { type: "object", properties: { at: { type: "string", description: "(minLength 1)" } } } },
      },
    ]);
    expect(features).toEqual(["strict tools"]);
  });

  it("of other providers are warned about", () => {
    expect(encoded({ tools: [{ type: "provider", id: "groq.browser_search", name: "search", args: {} }] })).toMatchObject({ features: ["provider-defined tool groq.browser_search"] });
  });
});

describe("structured output", () => {
  const json = { type: "json" as const, schema: { ...schema, $schema: "http://json-schema.org/draft-07/schema#" }, description: "A port." };

  it("is asked for by format, and the schema told in the prompt", () => {
    const { body, features } = encoded({ responseFormat: json });
    expect(body["format"]).toEqual(schema);
    expect(body["messages"]).toEqual([{ role: "system", content: expect.stringContaining(`It is: A port.\n${JSON.stringify(schema)}`) }, { role: "user", content: "hello" }]);
    expect(features).toEqual([]);
    expect(encoded({ responseFormat: { type: "json" } }).body).toMatchObject({ format: "json", messages: [{ content: "Answer with JSON and nothing else." }, {}] });
  });

  it("together with tools is warned about, or asked for in the prompt alone", () => {
    expect(encoded({ responseFormat: json, tools: [look] })).toMatchObject({ body: { format: schema }, features: ["responseFormat"] });
    const { body, features } = encoded({ responseFormat: json, tools: [look], options: { formatWithTools: false } });
    expect(body).not.toHaveProperty("format");
    expect(JSON.stringify(body["messages"])).toContain("port");
    expect(features).toEqual([]);
  });

  it("of a model known to have none is asked for in the prompt, with a warning", () => {
    expect(encoded({ responseFormat: json, can: { jsonSchema: false } })).toMatchObject({ body: { format: "json" }, features: ["responseFormat"] });
    expect(encoded({ responseFormat: json, can: { jsonSchema: false, jsonObject: false } }).body).not.toHaveProperty("format");
  });
});
