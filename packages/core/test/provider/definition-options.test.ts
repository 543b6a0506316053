import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { readDefinitionOptions, settingNamed } from "../../src/provider/definition-options.ts";

const read = (options: JSONObject): unknown => readDefinitionOptions(options, "options");

describe("readDefinitionOptions", () => {
  it.each<[spelling: string, value: JSONValue, setting: string, read: unknown]>([
    ["max_tokens", 4096, "maxOutputTokens", 4096],
    ["max_completion_tokens", 1, "maxOutputTokens", 1],
    ["maxOutputTokens", 64, "maxOutputTokens", 64],
    ["temperature", 0, "temperature", 0],
    ["top_p", 1, "topP", 1],
    ["topP", 0.5, "topP", 0.5],
    ["top_k", 40, "topK", 40],
    ["frequency_penalty", -2, "frequencyPenalty", -2],
    ["frequencyPenalty", 2, "frequencyPenalty", 2],
    ["presence_penalty", 2, "presencePenalty", 2],
    ["presencePenalty", -0.5, "presencePenalty", -0.5],
    ["stop", "END", "stopSequences", ["END"]],
    ["stopSequences", ["A", "B"], "stopSequences", ["A", "B"]],
    ["seed", -7, "seed", -7],
    ["reasoning_effort", "high", "reasoning", "high"],
    ["reasoningEffort", "low", "reasoning", "low"],
    ["reasoning", "none", "reasoning", "none"],
  ])("[S2-9] [S1-29] %s: %j is the setting %s", (spelling, value, setting, expected) => {
    expect(read({ [spelling]: value })).toEqual({ settings: { [setting]: expected }, providerOptions: {} });
    expect(settingNamed(spelling)).toBe(setting);
  });

  it.each<[option: string, value: JSONValue]>([
    ["temperature", 2.1],
    ["temperature", -0.1],
    ["temperature", "0.5"],
    ["temperature", null],
    ["top_p", 1.01],
    ["max_tokens", 0],
    ["max_tokens", 1.5],
    ["top_k", 0],
    ["frequency_penalty", 2.01],
    ["presence_penalty", -2.01],
    ["seed", 0.5],
    ["stop", [1]],
    ["stop", ""],
    ["reasoning_effort", 3],
    ["reasoning", "enormous"],
  ])("[S2-9] refuses %s: %j", (option, value) => {
    expect(() => read({ [option]: value })).toThrow(`options.${option}: expected `);
  });

  it("refuses two spellings of one option", () => {
    expect(() => read({ max_tokens: 1, maxOutputTokens: 1 })).toThrow("options.maxOutputTokens: is the same option as max_tokens; keep one of them.");
  });

  it("takes every other key for a provider option, and a service's own word for an effort", () => {
    const options = { reasoning_effort: "default", service_tier: "flex", promptCaching: true, reasoning: { effort: "high" } };
    expect(read(options)).toEqual({
      settings: {},
      providerOptions: { reasoningEffort: "default", service_tier: "flex", promptCaching: true, reasoning: { effort: "high" } },
    });
    expect(settingNamed("constructor")).toBeUndefined();
  });

  it("keeps an option named __proto__ among the others", () => {
    const { providerOptions } = readDefinitionOptions(JSON.parse('{ "__proto__": { "temperature": 9 } }') as JSONObject, "options");
    expect(Object.keys(providerOptions)).toEqual(["__proto__"]);
  });
});
