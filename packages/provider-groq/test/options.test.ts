import { describe, expect, it } from "vitest";
import { groqOptions } from "../src/options.ts";
import { useGroq } from "./calls.ts";

const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "Answer in JSON." }] }];
const schema = { type: "object" as const, properties: { name: { type: "string" as const } }, required: ["name"], additionalProperties: false };
const json = { type: "json" as const, schema };

describe("groqOptions", () => {
  it("gives nested fields Groq's names and leaves the rest to the dialect", () => {
    const options = {
      serviceTier: "flex" as const,
      compoundCustom: { models: { answeringModel: "a", reasoningModel: "r" }, tools: { enabledTools: ["web_search"], wolframSettings: { authorization: "test-key-wolfram" } } },
      searchSettings: { country: "ch", includeDomains: ["a.test"], excludeDomains: ["b.test"], includeImages: true },
      documents: [{ id: "d1", source: { type: "json" as const, data: { camelCase: 1 } } }],
      someNewOption: 1,
    };
    expect(groqOptions.parse(options)).toEqual({
      serviceTier: "flex",
      compoundCustom: { models: { answering_model: "a", reasoning_model: "r" }, tools: { enabled_tools: ["web_search"], wolfram_settings: { authorization: "test-key-wolfram" } } },
      searchSettings: { country: "ch", include_domains: ["a.test"], exclude_domains: ["b.test"], include_images: true },
      documents: [{ id: "d1", source: { type: "json", data: { camelCase: 1 } } }],
      someNewOption: 1,
    });
  });

  it("takes either way of saying how reasoning comes, and not both", () => {
    expect(groqOptions.safeParse({ reasoningFormat: "hidden" }).success).toBe(true);
    expect(groqOptions.safeParse({ includeReasoning: false }).success).toBe(true);
    const both = groqOptions.safeParse({ reasoningFormat: "parsed", includeReasoning: true });
    expect(both.error?.issues).toMatchObject([{ path: ["includeReasoning"], message: expect.stringContaining("reasoningFormat") }]);
  });

  it.each([
    ["reasoningFormat", "inline"],
    ["serviceTier", "fast"],
    ["parallelToolCalls", "yes"],
    ["searchSettings", { includeDomains: "a.test" }],
    ["documents", [{ source: { type: "text" } }]],
  ])("names %s when it is wrong", (option, value) => {
    expect(groqOptions.safeParse({ [option]: value }).error?.issues[0]?.path[0]).toBe(option);
  });
});

describe("provider options over the wire", () => {
  const test = useGroq();

  it("go into the body under Groq's names", async () => {
    const { warnings } = await test.groq("openai/gpt-oss-20b").doGenerate({
      prompt,
      providerOptions: { groq: { serviceTier: "auto", reasoningEffort: "high", disableToolValidation: true, user: "u1", parallelToolCalls: false, searchSettings: { includeImages: true } } },
    });
    expect(test.sent).toMatchObject({
      service_tier: "auto",
      reasoning_effort: "high",
      disable_tool_validation: true,
      user: "u1",
      parallel_tool_calls: false,
      search_settings: { include_images: true },
    });
    expect(warnings).toEqual([]);
  });

  it("are refused before anything is sent when they exclude each other", async () => {
    const call = Promise.resolve(test.groq().doGenerate({ prompt, providerOptions: { groq: { reasoningFormat: "raw", includeReasoning: true } } }));
    await expect(call).rejects.toThrow(/includeReasoning.*reasoningFormat/);
    expect(test.emulator.requests).toHaveLength(0);
  });

  it("say hidden and parsed in the way gpt-oss takes", async () => {
    await test.groq("openai/gpt-oss-20b").doGenerate({ prompt, providerOptions: { groq: { reasoningFormat: "hidden" } } });
    expect(test.sent).toMatchObject({ include_reasoning: false });
    await test.groq("openai/gpt-oss-20b").doGenerate({ prompt, providerOptions: { groq: { reasoningFormat: "parsed" } } });
    expect(test.sent).toMatchObject({ include_reasoning: true });
    expect(test.sent).not.toHaveProperty("reasoning_format");
  });

  it("send raw as it is for plain text, and as parsed with JSON or tools", async () => {
    const raw = { prompt, providerOptions: { groq: { reasoningFormat: "raw" } } };
    const qwen = test.groq("qwen/qwen3.6-27b");
    expect((await qwen.doGenerate(raw)).warnings).toEqual([]);
    expect(test.sent).toMatchObject({ reasoning_format: "raw" });
    const { warnings } = await qwen.doGenerate({ ...raw, responseFormat: { type: "json" } });
    expect(test.sent).toMatchObject({ reasoning_format: "parsed" });
    expect(warnings).toEqual([{ type: "compatibility", feature: "reasoningFormat", details: "raw excludes tools and JSON; parsed is sent" }]);
    await qwen.doGenerate({ ...raw, tools: [{ type: "function", name: "look", inputSchema: schema }] });
    expect(test.sent).toMatchObject({ reasoning_format: "parsed" });
  });

  it("bind decoding to a schema that allows it, unless told otherwise", async () => {
    const strictOf = async (call: object): Promise<unknown> => {
      await test.groq("openai/gpt-oss-20b").doGenerate({ prompt, responseFormat: json, ...call });
      const format = test.sent["response_format"] as { readonly json_schema: { readonly strict?: boolean } };
      return format.json_schema.strict;
    };
    expect(await strictOf({})).toBe(true);
    expect(await strictOf({ providerOptions: { groq: { strictJsonSchema: false } } })).toBe(false);
    expect(await strictOf({ responseFormat: { type: "json", schema: { ...schema, required: [] } } })).toBeUndefined();
    expect(test.sent).not.toHaveProperty("strict_json_schema");
  });

  it("put the schema into the prompt when structured outputs are not wanted", async () => {
    await test.groq("openai/gpt-oss-20b").doGenerate({ prompt, responseFormat: json, providerOptions: { groq: { structuredOutputs: false } } });
    expect(test.sent).toMatchObject({ response_format: { type: "json_object" }, messages: [{ role: "system", content: expect.stringContaining(JSON.stringify(schema)) }, { role: "user" }] });
    expect(test.sent).not.toHaveProperty("structured_outputs");
  });
});
