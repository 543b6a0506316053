import { InvalidArgumentError, UnsupportedFunctionalityError, type LanguageModelV4FilePart, type LanguageModelV4Prompt } from "@ai-sdk/provider";
import { encodeBase64 } from "@portolan/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toMessageFile } from "../../src/chat/images.ts";
import { toOllamaMessages } from "../../src/chat/messages.ts";
import { callOf } from "../calls.ts";

const bytes = new Uint8Array([1, 2, 250, 255]);
const base64 = encodeBase64(bytes);
const image = (data: LanguageModelV4FilePart["data"], mediaType = "image/png"): LanguageModelV4FilePart => ({ type: "file", data, mediaType });

describe("toOllamaMessages", () => {
  it("sends content as text alone, with pictures in their order beside it", () => {
    const prompt: LanguageModelV4Prompt = [
      { role: "system", content: "Be brief." },
      { role: "user", content: [{ type: "text", text: "What" }, image({ type: "data", data: bytes }), { type: "text", text: "is this?" }, image({ type: "data", data: "QUJD" })] },
    ];
    expect(toOllamaMessages(callOf({ prompt }).call)).toEqual([
      { role: "system", content: "Be brief." },
      { role: "user", content: "What\nis this?", images: [base64, "QUJD"] },
    ]);
  });

  it("sends thoughts back as thinking, calls as objects, results with the tool's name and the call's id", () => {
    const prompt: LanguageModelV4Prompt = [
      {
        role: "assistant",
        content: [
          { type: "reasoning", text: "Hm. " },
          { type: "reasoning", text: "So." },
          { type: "text", text: "I look." },
          { type: "tool-call", toolCallId: "call_1", toolName: "look", input: { at: "sea" } },
          { type: "tool-call", toolCallId: "call_2", toolName: "look", input: '{"at":"sky"}' },
          { type: "tool-call", toolCallId: "call_3", toolName: "theirs", input: {}, providerExecuted: true },
        ],
      },
      {
        role: "tool",
        content: [
          { type: "tool-result", toolCallId: "call_1", toolName: "look", output: { type: "text", value: "blue" } },
          { type: "tool-result", toolCallId: "call_2", toolName: "look", output: { type: "json", value: { color: "grey" } } },
          { type: "tool-result", toolCallId: "call_4", toolName: "look", output: { type: "execution-denied" } },
          { type: "tool-result", toolCallId: "call_5", toolName: "look", output: { type: "error-text", value: "too dark" } },
          { type: "tool-result", toolCallId: "call_6", toolName: "look", output: { type: "content", value: [{ type: "text", text: "see" }, { type: "file", mediaType: "image/png", data: { type: "data", data: bytes } }] } },
        ],
      },
    ];
    const { call, warnings } = callOf({ prompt });
    expect(toOllamaMessages(call)).toEqual([
      {
        role: "assistant",
        content: "I look.",
        thinking: "Hm. So.",
        tool_calls: [
          { id: "call_1", function: { name: "look", arguments: { at: "sea" } } },
          { id: "call_2", function: { name: "look", arguments: { at: "sky" } } },
        ],
      },
      { role: "tool", content: "blue", tool_name: "look", tool_call_id: "call_1" },
      { role: "tool", content: '{"color":"grey"}', tool_name: "look", tool_call_id: "call_2" },
      { role: "tool", content: "The call of this tool was denied.", tool_name: "look", tool_call_id: "call_4" },
      { role: "tool", content: "too dark", tool_name: "look", tool_call_id: "call_5" },
      { role: "tool", content: "see", images: [base64], tool_name: "look", tool_call_id: "call_6" },
    ]);
    expect(warnings).toEqual([]);
  });

  it.each([
    ["half a {", { input: "half a {" }],
    ["[1]", { input: [1] }],
    ["", {}],
    [null, {}],
  ])("puts the input %j of an earlier call, which is no object, into one", (input, sent) => {
    const prompt: LanguageModelV4Prompt = [{ role: "assistant", content: [{ type: "tool-call", toolCallId: "1", toolName: "look", input }] }];
    const { call, warnings } = callOf({ prompt });
    expect(toOllamaMessages(call)).toMatchObject([{ tool_calls: [{ function: { arguments: sent } }] }]);
    expect(warnings).toHaveLength(Object.keys(sent).length);
  });

  it("leaves out a turn of which nothing is left, and warns of what it cannot send", () => {
    const prompt: LanguageModelV4Prompt = [{ role: "assistant", content: [image({ type: "data", data: bytes })] }];
    const { call, warnings } = callOf({ prompt });
    expect(toOllamaMessages(call)).toEqual([]);
    expect(warnings).toEqual([{ type: "unsupported", feature: "file part in an assistant message" }]);
  });

  it("adds an instruction to the system's words, or makes them of it", () => {
    expect(toOllamaMessages(callOf({ prompt: [{ role: "system", content: "Be brief." }] }).call, "In JSON.")).toEqual([{ role: "system", content: "Be brief.\n\nIn JSON." }]);
    expect(toOllamaMessages(callOf().call, "In JSON.")).toEqual([{ role: "system", content: "In JSON." }, { role: "user", content: "hello" }]);
  });
});

describe("toMessageFile", () => {
  const { call } = callOf();

  it("sends any bytes, and any way of writing them down, in standard base64", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (data) => {
        const standard = encodeBase64(data);
        const spellings = [standard, standard.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""), `data:image/png;base64,${standard}`, standard.replaceAll(/(.{4})/g, "$1\n")];
        for (const text of spellings) expect(toMessageFile(call, image({ type: "data", data: text }))).toEqual({ image: standard });
        expect(toMessageFile(call, image({ type: "data", data }))).toEqual({ image: standard });
        expect(toMessageFile(call, image({ type: "url", url: new URL(`data:image/png;base64,${standard}`) }))).toEqual({ image: standard });
      }),
    );
  });

  it("refuses a picture without bytes, and takes an empty text", () => {
    const nothing = { type: "data" as const, data: new Uint8Array() };
    expect(() => toMessageFile(call, image(nothing))).toThrow(/image\/png has no bytes/);
    expect(toMessageFile(call, image(nothing, "text/plain"))).toEqual({ text: "" });
  });

  it.each(["/etc/hostname", "./photo.png", "C:\\photo.png", "http://host.test/photo.png", "file:///photo.png", "", "QUJDR", "data:image/png;base64,???"])("refuses %j in the place of data, and reads no path", (data) => {
    expect(() => toMessageFile(call, image({ type: "data", data }))).toThrow(InvalidArgumentError);
    expect(() => toMessageFile(call, image({ type: "data", data }))).toThrow(/neither base64 nor a data URL/);
  });

  it("refuses addresses and references, which Ollama does not fetch", () => {
    expect(() => toMessageFile(call, image({ type: "url", url: new URL("https://host.test/photo.png") }))).toThrow(UnsupportedFunctionalityError);
    expect(() => toMessageFile(call, image({ type: "reference", reference: { ollama: "file-1" } }))).toThrow(/keeps no files/);
  });

  it("sends sound among the images, text as words, and refuses the rest", () => {
    expect(toMessageFile(call, image({ type: "data", data: bytes }, "audio/wav"))).toEqual({ image: base64 });
    expect(toMessageFile(call, image({ type: "data", data: new TextEncoder().encode("Ahoi") }, "text/plain"))).toEqual({ text: "Ahoi" });
    expect(toMessageFile(call, image({ type: "text", text: "Ahoi" }, "text/plain"))).toEqual({ text: "Ahoi" });
    expect(() => toMessageFile(call, image({ type: "data", data: bytes }, "application/pdf"))).toThrow(/application\/pdf cannot be sent/);
  });
});
