import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { resolveCapabilities } from "../../src/capabilities/facts.ts";
import { fits, requirementsOf } from "../../src/capabilities/requirements.ts";

const prompt: LanguageModelV4CallOptions["prompt"] = [{ role: "user", content: [{ type: "text", text: "Hello" }] }];
const tool = { type: "function", name: "t", inputSchema: {} } as const;
const file = (mediaType: string) => ({ type: "file", mediaType, data: { type: "url", url: new URL("https://files.test/f") } }) as const;

describe("requirementsOf", () => {
  it.each<readonly [what: string, options: Partial<LanguageModelV4CallOptions>, needs: readonly string[]]>([
    ["text", {}, []],
    ["tools", { tools: [tool] }, ["tools"]],
    ["no tools", { tools: [], toolChoice: { type: "required" } }, []],
    ["tools that may be used", { tools: [tool], toolChoice: { type: "auto" } }, ["tools"]],
    ["tools that must be used", { tools: [tool], toolChoice: { type: "required" } }, ["tools", "forcedToolChoice"]],
    ["one tool", { tools: [tool], toolChoice: { type: "tool", toolName: "t" } }, ["tools", "forcedToolChoice"]],
    ["any JSON", { responseFormat: { type: "json" } }, ["jsonObject"]],
    ["JSON of a schema", { responseFormat: { type: "json", schema: {} } }, ["jsonSchema"]],
    ["JSON of a schema beside tools", { responseFormat: { type: "json", schema: {} }, tools: [tool] }, ["tools", "jsonSchema", "jsonSchemaWithTools"]],
    ["reasoning", { reasoning: "low" }, ["reasoning"]],
    ["no reasoning", { reasoning: "none" }, []],
    ["reasoning as it likes", { reasoning: "provider-default" }, []],
    ["a seed", { seed: 0 }, ["seed"]],
    ["files", { prompt: [{ role: "user", content: [file("image/png"), file("image"), file("audio/wav"), file("application/pdf")] }] }, ["imageInput", "audioInput", "fileInput"]],
    [
      "an image that a tool gave",
      { prompt: [{ role: "tool", content: [{ type: "tool-result", toolCallId: "1", toolName: "t", output: { type: "content", value: [{ type: "text", text: "" }, file("image/png")] } }] }] },
      ["imageInput"],
    ],
  ])("of a call with %s", (_what, options, needs) => {
    expect(requirementsOf({ prompt, ...options })).toEqual(needs);
  });
});

it.each([
  ["image/png", "imageInput"],
  ["image", "imageInput"],
  ["IMAGE/PNG", "imageInput"],
  ["audio/*", "audioInput"],
  ["textile/x", "fileInput"],
  ["application/image", "fileInput"],
])("a file of the type %s asks for %s", (mediaType, flag) => {
  expect(requirementsOf({ prompt: [{ role: "user", content: [file(mediaType)] }] })).toEqual([flag]);
});

it.each(["text/plain", "TEXT/markdown", "text"])("a file of the type %s asks for nothing: it is sent as words", (mediaType) => {
  expect(requirementsOf({ prompt: [{ role: "user", content: [file(mediaType)] }] })).toEqual([]);
});

describe("fits", () => {
  const can = resolveCapabilities([{ source: "rule", facts: { tools: true, seed: false, contextWindow: 100 } }]);

  it.each([
    [[], "yes", []],
    [["tools", { contextWindow: 100 }], "yes", []],
    [["tools", "jsonSchema"], "maybe", ["jsonSchema"]],
    [["jsonSchema", "seed"], "no", ["seed"]],
    [[{ contextWindow: 101 }, "seed"], "no", [{ contextWindow: 101 }, "seed"]],
  ] as const)("%j: %s, for want of %j", (needs, verdict, lacking) => {
    expect(fits(can, needs)).toEqual({ verdict, lacking });
  });

  it("room that is not known may do", () => {
    expect(fits(resolveCapabilities([]), [{ contextWindow: 1 }])).toEqual({ verdict: "maybe", lacking: [{ contextWindow: 1 }] });
  });
});
