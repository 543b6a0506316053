import type { LanguageModelV4CallOptions, LanguageModelV4Message } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { openaiChat } from "../../../src/openai-chat.ts";
import { callOf, encoded, hello } from "./call.ts";

const clock = { type: "function", name: "clock", inputSchema: { type: "object", properties: {} } } as const;

function messages(prompt: LanguageModelV4CallOptions["prompt"], given: Omit<Parameters<typeof encoded>[0], "options"> = {}): unknown {
  return encoded({ ...given, options: { prompt } }).body["messages"];
}

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

  it("does without Anthropic's blocks that have no signature, as a cut answer leaves them", () => {
    const unsigned = { type: "reasoning.text", text: "a", format: "anthropic-claude-v1" };
    const signed = { ...unsigned, signature: "s" };
    const sent = (details: object[]): unknown => (encoded({ options: { prompt: [...hello, turn("a", { providerOptions: { test: { reasoning_details: details } } })] }, wire: { history: "reasoning_details" } }).body["messages"] as unknown[])[1];
    expect(sent([unsigned, signed])).toMatchObject({ reasoning_details: [signed] });
    expect(sent([unsigned])).toEqual({ role: "assistant", content: "so" });
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
