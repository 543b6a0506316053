import type { JSONObject, LanguageModelV4Prompt } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { ollamaGenerate } from "../../src/generate/dialect.ts";
import { layWires } from "../../src/wire.ts";
import { callOf, partWriter, type CallParts } from "../calls.ts";

function encoded(parts: CallParts): { readonly body: JSONObject; readonly features: readonly string[] } {
  const { call, warnings } = callOf(parts);
  const { body, path } = ollamaGenerate.encode(call, layWires([]));
  expect(path).toBe("/api/generate");
  return { body, features: warnings.map((warning) => ("feature" in warning ? warning.feature : warning.type)) };
}

const conversation: LanguageModelV4Prompt = [
  { role: "system", content: "Be brief." },
  { role: "user", content: [{ type: "text", text: "One?" }] },
  { role: "assistant", content: [{ type: "reasoning", text: "Hm." }, { type: "text", text: "Two." }] },
  { role: "user", content: [{ type: "text", text: "Three?" }] },
];

describe("a text completion", () => {
  it("sends what the user says as it is", () => {
    expect(encoded({ prompt: "Once upon", temperature: 0 }).body).toEqual({ model: "some-model", prompt: "Once upon", options: { temperature: 0 }, stream: true });
  });

  it("fills a gap where it is told what follows", () => {
    const { body, features } = encoded({ prompt: "def add(a, b):", options: { suffix: "return c", raw: false, template: "{{ .Prompt }}" } });
    expect(body).toMatchObject({ prompt: "def add(a, b):", suffix: "return c", raw: false, template: "{{ .Prompt }}" });
    expect(features).toEqual([]);
  });

  it("has instructions in a field of their own, and in front of a raw prompt", () => {
    const prompt: LanguageModelV4Prompt = [{ role: "system", content: "Be brief." }, { role: "user", content: [{ type: "text", text: "Go." }] }];
    expect(encoded({ prompt, options: { system: "Be kind." } }).body).toMatchObject({ prompt: "Go.", system: "Be kind.\n\nBe brief." });
    const { body } = encoded({ prompt, options: { raw: true } });
    expect(body).toMatchObject({ prompt: "Be brief.\n\nGo.", raw: true });
    expect(body).not.toHaveProperty("system");
  });

  it("sends a conversation as a transcript that stops where the user would speak, and says so", () => {
    const { body, features } = encoded({ prompt: conversation, stopSequences: ["END"] });
    expect(body).toMatchObject({ prompt: "User: One?\n\nAssistant: Two.\n\nUser: Three?\n\nAssistant:", system: "Be brief.", options: { stop: ["END", "\nUser:"] } });
    expect(features).toEqual(["prompt"]);
    const begun = encoded({ prompt: [...conversation, { role: "assistant", content: [{ type: "text", text: "Fo" }] }] });
    expect(begun.body["prompt"]).toMatch(/User: Three\?\n\nAssistant: Fo$/);
  });

  it("takes pictures, formats and levels of thinking as a chat does", () => {
    const prompt: LanguageModelV4Prompt = [{ role: "user", content: [{ type: "text", text: "What?" }, { type: "file", mediaType: "image/png", data: { type: "data", data: "QUJD" } }] }];
    expect(encoded({ prompt, responseFormat: { type: "json" }, reasoning: "high" }).body).toMatchObject({ prompt: "What?", images: ["QUJD"], format: "json", system: "Answer with JSON and nothing else.", think: "high" });
    expect(encoded({ prompt, options: { raw: true } }).features).toEqual(["raw"]);
  });

  it("has no tools", () => {
    expect(() => encoded({ tools: [{ type: "function", name: "look", inputSchema: {} }] })).toThrow(/text completions have no tools/);
    const prompt: LanguageModelV4Prompt = [{ role: "assistant", content: [{ type: "tool-call", toolCallId: "1", toolName: "look", input: {} }] }];
    expect(() => encoded({ prompt })).toThrow(/no tool-call parts/);
  });

  it("is read from its own frames", () => {
    const out = partWriter();
    const decoder = ollamaGenerate.decoder(callOf().call, layWires([]), out);
    for (const frame of [{ thinking: "Hm.", response: "" }, { response: "Aye", done: false }, { response: "", done: true, done_reason: "length", context: [1] }]) decoder.frame(frame as JSONObject);
    expect(out.lines.map(([kind, value]) => (kind === "usage" ? kind : [kind, value]))).toEqual([["reasoning", "Hm."], ["text", "Aye"], "usage", ["finish", "length"]]);
  });
});
