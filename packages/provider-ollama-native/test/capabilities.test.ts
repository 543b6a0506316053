import { describe, expect, it } from "vitest";
import { capabilitiesOf } from "../src/capabilities.ts";
import { createOllama } from "../src/index.ts";
import { recordings } from "./replayed.ts";

describe("capabilitiesOf", () => {
  it("reads what the server tells, and takes what it leaves out as absent", () => {
    expect(capabilitiesOf({ capabilities: ["completion", "tools", "vision"], model_info: { "general.architecture": "a", "a.context_length": 4096, "a.embedding_length": 64 } })).toEqual({
      kind: "language",
      tools: true,
      reasoning: false,
      imageInput: true,
      audioInput: false,
      contextWindow: 4096,
      embeddingDimensions: 64,
    });
  });

  it("knows nothing where a server of the past tells nothing", () => {
    expect(capabilitiesOf({})).toEqual({});
    expect(capabilitiesOf({ capabilities: [], model_info: { "general.architecture": 3 } })).toEqual({});
  });

  it.each([
    [["embedding"], "embedding"],
    [["image"], "image"],
  ])("tells by %j what kind of model it is, which writes no JSON", (capabilities, kind) => {
    expect(capabilitiesOf({ capabilities })).toEqual({ kind, jsonObject: false, jsonSchema: false });
  });

  it.each([
    ["show", { tools: false, reasoning: false }],
    ["show-tools", { tools: true, reasoning: false }],
    ["show-thinking", { tools: false, reasoning: true }],
  ])("reads the recorded %s", (name, facts) => {
    const body = recordings.find((recording) => recording.name === name)?.response.body ?? "{}";
    expect(capabilitiesOf(JSON.parse(body) as Parameters<typeof capabilitiesOf>[0])).toMatchObject({ kind: "language", contextWindow: 8192, ...facts });
  });
});

describe("what names tell", () => {
  it.each([
    ["gpt-oss", true],
    ["gpt-oss:20b", true],
    ["someone/gpt-oss-safeguard:120b", true],
    ["not-gpt-oss", false],
    ["llama3.2", false],
  ])("%s thinks at three levels: %s", (id, graded) => {
    expect(createOllama({ env: {} }).capabilities(id).reasoningLevels).toEqual(graded ? ["low", "medium", "high"] : "unknown");
  });
});
