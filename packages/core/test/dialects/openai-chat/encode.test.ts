import type { LanguageModelV4CallOptions, LanguageModelV4Message } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { openaiChat } from "../../../src/openai-chat.ts";
import { callOf, encoded, hello } from "./call.ts";

const weather = { type: "function", name: "weather", description: "Tells it.", inputSchema: { type: "object", properties: {} } } as const;
const clock = { type: "function", name: "clock", inputSchema: { type: "object", properties: {} } } as const;
const schema = { type: "object", properties: { city: { type: "string" } } } as const;
const json = { type: "json", schema, name: "place" } as const;

function messages(prompt: LanguageModelV4CallOptions["prompt"], given: Omit<Parameters<typeof encoded>[0], "options"> = {}): unknown {
  return encoded({ ...given, options: { prompt } }).body["messages"];
}

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

describe("messages", () => {
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const file = (mediaType: string, data: unknown, more: object = {}): LanguageModelV4Message => ({ role: "user", content: [{ type: "file", mediaType, data, ...more } as never] });
  const contentOf = (message: LanguageModelV4Message): unknown => (messages([message]) as { content: unknown[] }[])[0]?.content[0];

  it.each<[string, LanguageModelV4Message, unknown]>([
    ["an image by URL", file("image/*", { type: "url", url: new URL("https://a.example/x.png?y=1") }), { type: "image_url", image_url: { url: "https://a.example/x.png?y=1" } }],
    ["an image's bytes", file("image/jpeg", { type: "data", data: new Uint8Array([1, 2]) }), { type: "image_url", image_url: { url: "data:image/jpeg;base64,AQI=" } }],
    ["bytes that are only said to be an image", file("image", { type: "data", data: png }), { type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0KGgo=" } }],
    ["base64 that is only said to be an image", file("image/*", { type: "data", data: "iVBORw0KGgo=" }), { type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0KGgo=" } }],
    ["a picture's detail", file("image/png", { type: "data", data: "AA==" }, { providerOptions: { test: { detail: "low" } } }), { type: "image_url", image_url: { url: "data:image/png;base64,AA==", detail: "low" } }],
    ["audio", file("audio/mpeg", { type: "data", data: "AA==" }), { type: "input_audio", input_audio: { data: "AA==", format: "mp3" } }],
    ["video, not as a document", file("video/mp4", { type: "data", data: "AA==" }), { type: "video_url", video_url: { url: "data:video/mp4;base64,AA==" } }],
    ["a PDF", file("application/pdf", { type: "data", data: "AA==" }, { filename: "a.pdf" }), { type: "file", file: { filename: "a.pdf", file_data: "data:application/pdf;base64,AA==" } }],
    ["text", file("text/plain", { type: "data", data: "aGk=" }), { type: "text", text: "hi" }],
    ["text as it is", file("text/plain", { type: "text", text: "hi" }), { type: "text", text: "hi" }],
    ["a file the service has", file("application/pdf", { type: "reference", reference: { test: "file-1" } }), { type: "file", file: { file_id: "file-1" } }],
  ])("%s", (_, message, expected) => {
    expect(contentOf(message)).toEqual(expected);
  });

  it("bytes of any length are written whole", () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);
    const sent = contentOf(file("image/png", { type: "data", data: bytes })) as { image_url: { url: string } };
    expect(Buffer.from(sent.image_url.url.split(",")[1] ?? "", "base64").equals(bytes)).toBe(true);
  });

  it.each<[string, LanguageModelV4Message, unknown]>([
    ["a PDF without a name", file("application/pdf", { type: "data", data: "AA==" }), { type: "file", file: { filename: "document.pdf", file_data: "data:application/pdf;base64,AA==" } }],
    ["text in the alphabet of URLs", file("text/plain", { type: "data", data: "Pz8_Pj4-" }), { type: "text", text: "???>>>" }],
    ["what is said of a picture, beside its detail", file("image/png", { type: "data", data: "AA==" }, { providerOptions: { test: { imageDetail: "low", cache_control: {} } } }), { type: "image_url", image_url: { url: "data:image/png;base64,AA==", detail: "low" }, cache_control: {} }],
  ])("%s", (_, message, expected) => {
    expect(contentOf(message)).toEqual(expected);
  });

  it("what the user says of a part or a message in the service's words goes with it", () => {
    const cache = { cache_control: { type: "ephemeral" } };
    const providerOptions = { test: cache, other: { ignored: true } };
    const text = { type: "text", text: "a", providerOptions } as const;
    const output = { type: "text", value: "b" } as const;
    expect(
      messages([
        { role: "system", content: "s", providerOptions },
        { role: "user", content: [text] },
        { role: "assistant", content: [{ type: "text", text: "b" }, { type: "text", text: "" }, text, { type: "tool-call", toolCallId: "a", toolName: "f", input: "" }] },
        { role: "tool", content: [{ type: "tool-result", toolCallId: "a", toolName: "f", output, providerOptions }] },
      ]),
    ).toEqual([
      { role: "system", content: "s", ...cache },
      { role: "user", content: [{ type: "text", text: "a", ...cache }] },
      { role: "assistant", content: [{ type: "text", text: "b" }, { type: "text", text: "a", ...cache }], tool_calls: [{ id: "a", type: "function", function: { name: "f", arguments: "{}" } }] },
      { role: "tool", tool_call_id: "a", content: "b", ...cache },
    ]);
  });

  it("what the user says of a text in a tool's result goes with it", () => {
    const value = [{ type: "text", text: "a" }, { type: "text", text: "b", providerOptions: { test: { cache_control: {} } } }] as const;
    const sent = messages([...hello, { role: "tool", content: [{ type: "tool-result", toolCallId: "a", toolName: "f", output: { type: "content", value: [...value] } }] }]);
    expect(sent).toMatchObject([{}, { content: [{ type: "text", text: "a" }, { type: "text", text: "b", cache_control: {} }] }]);
  });

  it("a provider whose id has a dash is also spoken to in camel case", () => {
    const providerOptions = { myService: { cache_control: {} } };
    const { call } = callOf({
      options: {
        prompt: [{ role: "user", content: [{ type: "text", text: "a", providerOptions }, { type: "file", mediaType: "image/png", data: { type: "data", data: "AA==" }, providerOptions }], providerOptions }],
        tools: [{ ...clock, providerOptions }],
      },
    });
    const dialect = openaiChat();
    const { body } = dialect.encode({ ...call, providerId: "my-service" }, dialect.wire([]));
    expect(JSON.stringify(body).match(/cache_control/g)).toHaveLength(4);
  });

  it("what an assistant cannot say again is warned about", () => {
    const { warnings } = encoded({ options: { prompt: [...hello, { role: "assistant", content: [{ type: "text", text: "a" }, { type: "file", mediaType: "image/png", data: { type: "data", data: "" } }] }] } });
    expect(warnings).toEqual([{ type: "unsupported", feature: "file part in an assistant message" }]);
  });

  it.each<[string, LanguageModelV4Message, RegExp]>([
    ["a media type without a form", file("application/zip", { type: "data", data: "AA==" }), /application\/zip/],
    ["audio of a format nobody takes", file("audio/midi", { type: "data", data: "AA==" }), /audio\/midi/],
    ["another service's file", file("application/pdf", { type: "reference", reference: { other: "x" } }), /test/],
  ])("%s is refused", (_, message, words) => {
    expect(() => messages([message])).toThrow(words);
  });

  it("an assistant's turn keeps calls as they were written", () => {
    expect(
      messages([
        ...hello,
        {
          role: "assistant",
          content: [
            { type: "text", text: "Let me see." },
            { type: "tool-call", toolCallId: "a", toolName: "weather", input: '{"b":1, "a":2}' },
            { type: "tool-call", toolCallId: "b", toolName: "weather", input: { city: "Oslo" } },
            { type: "tool-call", toolCallId: "c", toolName: "weather", input: "not json" },
            { type: "tool-call", toolCallId: "d", toolName: "search", input: {}, providerExecuted: true },
          ],
        },
      ]),
    ).toMatchObject([
      {},
      {
        role: "assistant",
        content: "Let me see.",
        tool_calls: [
          { id: "a", type: "function", function: { name: "weather", arguments: '{"b":1, "a":2}' } },
          { id: "b", function: { arguments: '{"city":"Oslo"}' } },
          { id: "c", function: { arguments: '"not json"' } },
        ],
      },
    ]);
  });

  it("a call's own metadata goes back with it", () => {
    const extra = { extra_content: { google: { thought_signature: "s" } } };
    const sent = messages([...hello, { role: "assistant", content: [{ type: "tool-call", toolCallId: "a", toolName: "f", input: {}, providerOptions: { test: extra } }] }]);
    expect(sent).toMatchObject([{}, { tool_calls: [extra] }]);
  });

  it("a turn of which nothing is left is left out", () => {
    expect(messages([...hello, { role: "assistant", content: [{ type: "reasoning", text: "hm" }] }, ...hello])).toHaveLength(2);
  });

  it("tool results of every kind are told", () => {
    const outputs = [
      [{ type: "text", value: "sun" }, "sun"],
      [{ type: "json", value: { sun: true } }, '{"sun":true}'],
      [{ type: "error-text", value: "no" }, "no"],
      [{ type: "error-json", value: { no: 1 } }, '{"no":1}'],
      [{ type: "execution-denied", reason: "not now" }, "not now"],
      [{ type: "execution-denied" }, "The call of this tool was denied."],
      [{ type: "content", value: [{ type: "text", text: "a" }, { type: "text", text: "b" }] }, "a\nb"],
    ] as const;
    const content = outputs.map(([output], index) => ({ type: "tool-result", toolCallId: `${index}`, toolName: "f", output }) as never);
    expect(messages([...hello, { role: "tool", content }])).toEqual([
      { role: "user", content: "Hello" },
      ...outputs.map(([, text], index) => ({ role: "tool", tool_call_id: `${index}`, content: text })),
    ]);
  });

  it("pictures in a tool result go to a model that sees, and are warned about elsewhere", () => {
    const prompt: LanguageModelV4CallOptions["prompt"] = [
      { role: "tool", content: [{ type: "tool-result", toolCallId: "a", toolName: "f", output: { type: "content", value: [{ type: "text", text: "here" }, { type: "file", mediaType: "image/png", data: { type: "data", data: "AA==" } }] } }] },
    ];
    expect(encoded({ options: { prompt }, can: { imageInput: true } }).body["messages"]).toMatchObject([{ content: [{ type: "text" }, { type: "image_url" }] }]);
    const blind = encoded({ options: { prompt } });
    expect(blind.body["messages"]).toMatchObject([{ content: "here" }]);
    expect(blind.warnings).toEqual([{ type: "unsupported", feature: "file in a tool result" }]);
  });
});

describe("reasoning that goes back", () => {
  const turn = (text: string, more: object = {}): LanguageModelV4Message => ({
    role: "assistant",
    content: [
      { type: "reasoning", text, ...more },
      { type: "text", text: "so" },
    ],
  });
  const prompt: LanguageModelV4CallOptions["prompt"] = [...hello, turn("old"), ...hello, turn("new")];
  const fieldOf = (wire: object, field: string): unknown[] => (encoded({ options: { prompt }, wire }).body["messages"] as Record<string, unknown>[]).map((message) => message[field]).filter((value) => value !== undefined);

  it("does not by default", () => {
    expect(JSON.stringify(encoded({ options: { prompt } }).body)).not.toMatch(/old|new/);
  });

  it("does in the service's field, for the current tool round or for all turns", () => {
    expect(fieldOf({ history: "reasoning" }, "reasoning")).toEqual(["new"]);
    expect(fieldOf({ history: "reasoning_content", historyScope: "all" }, "reasoning_content")).toEqual(["old", "new"]);
  });

  it("does in the blocks it came in, untouched and in order", () => {
    const details = [{ type: "reasoning.text", text: "a", signature: "s" }, { type: "reasoning.encrypted", data: "e" }];
    const { body } = encoded({
      options: { prompt: [...hello, turn("a", { providerOptions: { test: { reasoning_details: details } } })] },
      wire: { history: "reasoning_details" },
    });
    expect(body["messages"]).toMatchObject([{}, { reasoning_details: details, content: "so" }]);
  });

  it("does as text where there are no blocks, and not at all where there is no text", () => {
    const sent = (text: string, history: "reasoning" | "reasoning_details"): unknown => (encoded({ options: { prompt: [...hello, turn(text)] }, wire: { history } }).body["messages"] as unknown[])[1];
    expect(sent("a", "reasoning_details")).toEqual({ role: "assistant", content: "so", reasoning: "a" });
    expect(sent("", "reasoning_details")).toEqual({ role: "assistant", content: "so" });
    expect(sent("", "reasoning")).toEqual({ role: "assistant", content: "so" });
  });

  it("does as a thinking chunk with its signature", () => {
    const { body } = encoded({ options: { prompt: [...hello, turn("a", { providerOptions: { test: { signature: "s" } } })] }, wire: { history: "thinking" } });
    expect((body["messages"] as { content: unknown }[])[1]?.content).toEqual([
      { type: "thinking", thinking: [{ type: "text", text: "a" }], closed: true, signature: "s" },
      { type: "text", text: "so" },
    ]);
    expect((body["messages"] as object[])[1]).not.toHaveProperty("thinking");
  });
});

it("a provider's last word on the body is heard", () => {
  expect(encoded({ spec: { finishBody: (body, call) => ({ ...body, extra: call.modelId }) } }).body["extra"]).toBe("m");
});
