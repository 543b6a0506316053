import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { openaiChat } from "../../../src/openai-chat.ts";
import { callOf, encoded, hello } from "./call.ts";

const weather = { type: "function", name: "weather", description: "Tells it.", inputSchema: { type: "object", properties: {} } } as const;
const clock = { type: "function", name: "clock", inputSchema: { type: "object", properties: {} } } as const;
const schema = { type: "object", properties: { city: { type: "string" } } } as const;
const json = { type: "json", schema, name: "place" } as const;

describe("settings", () => {
  it("go by the service's names", () => {
    const { body, warnings } = encoded({
      options: { maxOutputTokens: 9, temperature: 0, topP: 0.5, frequencyPenalty: 1, presencePenalty: -1, stopSequences: ["x"], seed: 7 },
      wire: { fields: { maxOutputTokens: "max_completion_tokens", seed: "random_seed" } },
    });
    expect(body).toEqual({
      model: "m",
      messages: [{ role: "user", content: "Hello" }],
      max_completion_tokens: 9,
      temperature: 0,
      top_p: 0.5,
      frequency_penalty: 1,
      presence_penalty: -1,
      stop: ["x"],
      random_seed: 7,
    });
    expect(warnings).toEqual([]);
  });

  it("that are empty are neither sent nor warned about", () => {
    const { body, warnings } = encoded({ options: { stopSequences: [] }, wire: { fields: { stopSequences: false } } });
    expect(Object.keys(body)).toEqual(["model", "messages"]);
    expect(warnings).toEqual([]);
  });

  it("are laid over each other field by field, the last one winning", () => {
    const dialect = openaiChat();
    const wire = dialect.wire([{ fields: { seed: "random_seed", topK: "top_k" }, toolChoice: { required: "any" } }, { fields: { topK: false }, toolChoice: { named: false } }]);
    expect(wire.fields).toMatchObject({ seed: "random_seed", topK: false, temperature: "temperature" });
    expect(wire.toolChoice).toEqual({ required: "any", named: false });
  });

  it("go to the provider's own path", () => {
    const { call } = callOf({});
    expect(openaiChat({ path: "/talk" }).encode(call, openaiChat().wire([])).path).toBe("/talk");
    expect(openaiChat().encode(call, openaiChat().wire([])).path).toBe("/chat/completions");
  });

  it("that the service does not have are warned about and not sent", () => {
    const { body, warnings } = encoded({ options: { topK: 4, seed: 1 }, wire: { fields: { seed: false } } });
    expect(warnings).toEqual([
      { type: "unsupported", feature: "topK" },
      { type: "unsupported", feature: "seed" },
    ]);
    expect(Object.keys(body)).toEqual(["model", "messages"]);
  });

  it("ask for usage in a stream unless the service sends it, or refused to be asked", () => {
    expect(encoded({ stream: true }).body).toMatchObject({ stream: true, stream_options: { include_usage: true } });
    expect(encoded({ stream: true, wire: { streamUsage: "always" } }).body).not.toHaveProperty("stream_options");
    expect(encoded({ stream: true, lessons: ["no-stream-options"] }).body).not.toHaveProperty("stream_options");
    expect(encoded({}).body).not.toHaveProperty("stream");
    expect(encoded({ wire: { streamOnly: true } }).body).toHaveProperty("stream", true);
  });

  it("of the provider go in under their snake-case names, and cannot change how the answer is read", () => {
    const { body } = encoded({ own: { serviceTier: "flex", top_logprobs: 2, parallelToolCalls: false, stream: true, messages: [] } });
    expect(body).toMatchObject({ service_tier: "flex", top_logprobs: 2, parallel_tool_calls: false });
    expect(body["messages"]).toHaveLength(1);
    expect(body).not.toHaveProperty("stream");
  });

  it("of the provider that have the name of a switch of the dialect's go in when they are more than a switch", () => {
    expect(encoded({ own: { structuredOutputs: { choice: ["yes", "no"] } } }).body).toMatchObject({ structured_outputs: { choice: ["yes", "no"] } });
    expect(encoded({ own: { structuredOutputs: false } }).body).not.toHaveProperty("structured_outputs");
  });
});

describe("reasoning", () => {
  const levels = { low: { effort: "low" }, high: { effort: "high" } };

  it.each<[NonNullable<LanguageModelV4CallOptions["reasoning"]>, object, boolean]>([
    ["low", { effort: "low" }, false],
    ["high", { effort: "high" }, false],
    ["medium", { effort: "low" }, true],
    ["minimal", { effort: "low" }, true],
    ["max", { effort: "high" }, true],
    ["none", { effort: "low" }, true],
    ["provider-default", {}, false],
  ])("%s sends %o, with a warning: %s", (reasoning, fields, warned) => {
    const { body, warnings } = encoded({ options: { reasoning }, wire: { reasoning: levels } });
    const { model: _, messages: __, ...rest } = body;
    expect(rest).toEqual(fields);
    expect(warnings.map(({ type }) => type)).toEqual(warned ? ["compatibility"] : []);
  });

  it("passes a level on where nothing is known of the model", () => {
    expect(encoded({ options: { reasoning: "xhigh" } }).body).toMatchObject({ reasoning_effort: "xhigh" });
  });

  it("warns where the service takes no level", () => {
    expect(encoded({ options: { reasoning: "low" }, wire: { reasoning: {} } }).warnings).toEqual([{ type: "unsupported", feature: "reasoning" }]);
  });

  it("is a share of the output limit where the service takes a number of tokens, 1024 at least", () => {
    const wire = { reasoningBudget: "thinking_budget", reasoning: { none: { enable_thinking: false }, high: { enable_thinking: true } } } as const;
    expect(encoded({ options: { reasoning: "high", maxOutputTokens: 10_000 }, wire }).body).toMatchObject({ thinking_budget: 6000, enable_thinking: true });
    expect(encoded({ options: { reasoning: "minimal", maxOutputTokens: 10_000 }, wire }).body).toMatchObject({ thinking_budget: 1024 });
    expect(encoded({ options: { reasoning: "none" }, wire }).body).toMatchObject({ enable_thinking: false });
    expect(encoded({ options: { reasoning: "none" }, wire }).body).not.toHaveProperty("thinking_budget");
  });

  it("may have its number of tokens within a field", () => {
    const wire = { reasoningBudget: "thinking.budget_tokens", reasoning: { high: { thinking: { type: "enabled" } } } } as const;
    expect(encoded({ options: { reasoning: "high", maxOutputTokens: 10_000 }, wire }).body).toMatchObject({ thinking: { type: "enabled", budget_tokens: 6000 } });
  });

  it("is a share of the model's limit where the call has none, and of what is usual where nothing is known", () => {
    const wire = { reasoningBudget: "thinking_budget" } as const;
    expect(encoded({ options: { reasoning: "high" }, wire, can: { maxOutputTokens: 20_000 } }).body).toMatchObject({ thinking_budget: 12_000 });
    expect(encoded({ options: { reasoning: "high" }, wire }).body).toMatchObject({ thinking_budget: 19_660 });
  });

  it("of none is not sent to a model that does not reason", () => {
    expect(encoded({ options: { reasoning: "none" }, can: { reasoning: false } }).body).not.toHaveProperty("reasoning_effort");
    expect(encoded({ options: { reasoning: "none" } }).body).toMatchObject({ reasoning_effort: "none" });
  });

  it("of the provider's options wins over the call's", () => {
    expect(encoded({ options: { reasoning: "low" }, own: { reasoningEffort: "high" } }).body).toMatchObject({ reasoning_effort: "high" });
  });
});

describe("tools", () => {
  it("are functions, and the service's own by their type", () => {
    const { body, warnings } = encoded({
      options: {
        tools: [
          { ...weather, strict: true },
          { type: "provider", id: "test.browser_search", name: "search", args: { depth: 2 } },
          { type: "provider", id: "other.thing", name: "thing", args: {} },
        ],
      },
    });
    expect(body["tools"]).toEqual([
      { type: "function", function: { name: "weather", description: "Tells it.", parameters: weather.inputSchema, strict: true } },
      { type: "browser_search", depth: 2 },
    ]);
    expect(warnings).toEqual([{ type: "unsupported", feature: "provider-defined tool other.thing" }]);
  });

  it("carry what the user says of them in the service's words, and no examples", () => {
    const { body, warnings } = encoded({ options: { tools: [{ ...weather, providerOptions: { test: { cache_control: { type: "ephemeral" } } }, inputExamples: [{ input: {} }] }] } });
    expect(body["tools"]).toMatchObject([{ type: "function", cache_control: { type: "ephemeral" } }]);
    expect(warnings).toEqual([{ type: "unsupported", feature: "inputExamples" }]);
  });

  it.each<[NonNullable<LanguageModelV4CallOptions["toolChoice"]>, unknown]>([
    [{ type: "auto" }, "auto"],
    [{ type: "none" }, "none"],
    [{ type: "required" }, "required"],
    [{ type: "tool", toolName: "clock" }, { type: "function", function: { name: "clock" } }],
  ])("are chosen by %o", (toolChoice, expected) => {
    expect(encoded({ options: { tools: [weather, clock], toolChoice } }).body["tool_choice"]).toEqual(expected);
  });

  it("are required by the service's own word", () => {
    expect(encoded({ options: { tools: [weather], toolChoice: { type: "required" } }, wire: { toolChoice: { required: "any" } } }).body["tool_choice"]).toBe("any");
  });

  it("of which one cannot be named leave that one alone, and required", () => {
    const { body, warnings } = encoded({ options: { tools: [weather, clock], toolChoice: { type: "tool", toolName: "clock" } }, wire: { toolChoice: { named: false } } });
    expect(body["tools"]).toHaveLength(1);
    expect(body["tool_choice"]).toBe("required");
    expect(warnings).toMatchObject([{ type: "compatibility", feature: "toolChoice" }]);
  });

  it("that cannot be required are left to the model, with a warning", () => {
    const { body, warnings } = encoded({ options: { tools: [weather], toolChoice: { type: "required" } }, wire: { toolChoice: { required: false } } });
    expect(body["tool_choice"]).toBe("auto");
    expect(warnings).toMatchObject([{ type: "compatibility", feature: "toolChoice" }]);
  });

  it("that must not be called are not offered to a service that cannot be told so", () => {
    const { body, warnings } = encoded({ options: { tools: [weather], toolChoice: { type: "none" } }, wire: { toolChoice: { none: false } } });
    expect(Object.keys(body)).toEqual(["model", "messages"]);
    expect(warnings).toEqual([]);
  });

  it("a choice without tools is not sent", () => {
    expect(encoded({ options: { toolChoice: { type: "required" } } }).body).not.toHaveProperty("tool_choice");
  });
});

describe("the answer's form", () => {
  const systemOf = (given: Parameters<typeof encoded>[0]): unknown => (encoded(given).body["messages"] as { role: string; content: unknown }[]).find(({ role }) => role === "system")?.content;

  it("is a JSON schema where the model may take one", () => {
    expect(encoded({ options: { responseFormat: json } }).body["response_format"]).toEqual({ type: "json_schema", json_schema: { name: "place", schema } });
    expect(encoded({ options: { responseFormat: json }, own: { strictJsonSchema: true } }).body).toMatchObject({ response_format: { json_schema: { strict: true } } });
    expect(encoded({ options: { responseFormat: json }, own: { strictJsonSchema: true } }).body).not.toHaveProperty("strict_json_schema");
    expect(encoded({ options: { responseFormat: json }, wire: { jsonSchema: "json_object+schema" } }).body["response_format"]).toEqual({ type: "json_object", schema });
  });

  it("has a name, and a description where there is one", () => {
    const named = (format: object): unknown => encoded({ options: { responseFormat: { type: "json", schema, ...format } } }).body["response_format"];
    expect(named({})).toEqual({ type: "json_schema", json_schema: { name: "response", schema } });
    expect(named({ description: "A place." })).toMatchObject({ json_schema: { description: "A place." } });
  });

  it("is strict where the schema fits, and says nothing of it where it does not", () => {
    const strict = { type: "object", properties: { a: { type: "string" } }, required: ["a"], additionalProperties: false } as const;
    const sent = (of: object): unknown => encoded({ options: { responseFormat: { type: "json", schema: of } }, wire: { strictSchema: "fitting" } }).body["response_format"];
    expect(sent(strict)).toMatchObject({ json_schema: { strict: true } });
    expect(sent(schema)).toEqual({ type: "json_schema", json_schema: { name: "response", schema } });
  });

  it("is a JSON schema where the service takes none beside tools and there are none", () => {
    expect(encoded({ options: { responseFormat: json, tools: [] }, can: { jsonSchemaWithTools: false } }).body).toHaveProperty("response_format");
  });

  it.each<[string, Omit<Parameters<typeof encoded>[0], "options">]>([
    ["the model takes none", { can: { jsonSchema: false } }],
    ["the server refused one", { lessons: ["no-json-schema"] }],
    ["the caller wants none", { own: { structuredOutputs: false } }],
  ])("is JSON mode with the schema in the prompt where %s", (_, given) => {
    const { body, warnings } = encoded({ ...given, options: { responseFormat: json } });
    expect(body["response_format"]).toEqual({ type: "json_object" });
    expect(body).not.toHaveProperty("structured_outputs");
    expect(systemOf({ ...given, options: { responseFormat: json } })).toContain(JSON.stringify(schema));
    expect(warnings.map((warning) => ("feature" in warning ? warning.feature : ""))).toEqual(given.own === undefined ? ["responseFormat"] : []);
  });

  it("is asked for in the prompt alone where no field may be sent", () => {
    const cases: Parameters<typeof encoded>[0][] = [
      { can: { jsonSchema: false, jsonObject: false }, options: { responseFormat: json } },
      { can: { jsonSchemaWithTools: false }, options: { responseFormat: json, tools: [weather] } },
    ];
    for (const given of cases) {
      expect(encoded(given).body).not.toHaveProperty("response_format");
      expect(systemOf(given)).toContain(JSON.stringify(schema));
      expect(encoded(given).warnings).toMatchObject([{ type: "compatibility", feature: "responseFormat" }]);
    }
  });

  it("without a schema mentions JSON, which services insist on, unless the prompt does", () => {
    expect(systemOf({ options: { responseFormat: { type: "json" } } })).toMatch(/JSON/);
    const prompt: LanguageModelV4CallOptions["prompt"] = [{ role: "user", content: [{ type: "text", text: "as json please" }] }];
    expect(systemOf({ options: { prompt, responseFormat: { type: "json" } } })).toBeUndefined();
    expect(systemOf({ options: { prompt: [{ role: "system", content: "JSON." }, ...hello], responseFormat: { type: "json" } } })).toBe("JSON.");
  });

  it("without a schema mentions JSON although a picture's bytes have the letters", () => {
    const prompt: LanguageModelV4CallOptions["prompt"] = [{ role: "user", content: [{ type: "file", mediaType: "image/png", data: { type: "data", data: "jSoN" } }] }];
    expect(systemOf({ options: { prompt, responseFormat: { type: "json" } } })).toMatch(/JSON/);
  });

  it("adds to the system's words and keeps them", () => {
    const prompt: LanguageModelV4CallOptions["prompt"] = [{ role: "system", content: "Be brief." }, ...hello];
    expect(systemOf({ options: { prompt, responseFormat: { type: "json" } } })).toMatch(/^Be brief\.\n\n.*JSON/);
  });
});


it("a provider's last word on the body is heard", () => {
  expect(encoded({ spec: { finishBody: (body, call) => ({ ...body, extra: call.modelId }) } }).body["extra"]).toBe("m");
});
