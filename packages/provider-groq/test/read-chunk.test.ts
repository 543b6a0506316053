import type { JSONObject, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { partsOf, useGroq } from "./calls.ts";

const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "What is new?" }] }];
const found = { results: [{ title: "News", url: "https://news.test/a", content: "It rained.", score: 0.9 }, { title: "no address" }] };
const search = { index: 0, type: "search", arguments: '{"query":"news"}' };

const chunk = (delta: JSONObject, more: JSONObject = {}): JSONObject => ({ id: "chatcmpl-1", model: "groq/compound", choices: [{ index: 0, delta, finish_reason: null }], ...more });
const last = (more: JSONObject = {}): JSONObject => ({ id: "chatcmpl-1", choices: [{ index: 0, delta: {}, finish_reason: "stop" }], ...more });

const call = { type: "tool-call", toolCallId: "chatcmpl-1-tool-0", toolName: "search", input: '{"query":"news"}', providerExecuted: true, dynamic: true };
const result = { type: "tool-result", toolCallId: "chatcmpl-1-tool-0", toolName: "search", result: { output: "It rained.", search_results: found }, dynamic: true };
const source = { type: "source", sourceType: "url", id: "source-0", url: "https://news.test/a", title: "News", providerMetadata: { groq: { score: 0.9 } } };

describe("what only Groq sends", () => {
  const test = useGroq();

  const answerWith = async (message: JSONObject, more: JSONObject = {}) => {
    const choices = [{ index: 0, message: { role: "assistant", content: "Rain.", ...message }, finish_reason: "stop" }];
    test.emulator.use({ answers: [{ kind: "chunks", chunks: [{ id: "chatcmpl-1", model: "groq/compound", choices, ...more }] }] });
    return await test.groq("groq/compound").doGenerate({ prompt });
  };

  const streamOf = async (...chunks: readonly JSONObject[]): Promise<readonly LanguageModelV4StreamPart[]> => {
    test.emulator.use({ answers: [{ kind: "chunks", chunks }] });
    const { stream } = await test.groq("groq/compound").doStream({ prompt });
    return await partsOf(stream);
  };

  it("tools that ran on the server are calls with results, and what they found are sources", async () => {
    const { content, finishReason } = await answerWith({ executed_tools: [{ ...search, output: "It rained.", search_results: found }] });
    expect(content).toEqual([call, result, source, { type: "text", text: "Rain." }]);
    expect(finishReason.unified).toBe("stop");
  });

  it("a tool that is told of when it begins and again with its output is one call", async () => {
    const done = { ...search, output: "It rained.", search_results: found };
    const parts = await streamOf(chunk({ executed_tools: [search] }), chunk({ executed_tools: [done] }), chunk({ content: "Rain." }), chunk({ executed_tools: [done] }), last());
    expect(parts.filter(({ type }) => type.startsWith("tool") || type === "source")).toEqual([call, result, source]);
    expect(parts.findIndex(({ type }) => type === "tool-call")).toBeLessThan(parts.findIndex(({ type }) => type === "tool-result"));
  });

  it("several tools keep apart, also without an index", async () => {
    const { content } = await answerWith({ executed_tools: [{ type: "search", arguments: "{}", output: "a" }, { type: "python", arguments: '{"code":"1"}', output: "1", code_results: [{ text: "1" }] }] });
    const results = content.filter((part) => part.type === "tool-result");
    expect(results.map(({ toolCallId, toolName, result: value }) => [toolCallId, toolName, value])).toEqual([
      ["chatcmpl-1-tool-0", "search", { output: "a" }],
      ["chatcmpl-1-tool-1", "python", { output: "1", code_results: [{ text: "1" }] }],
    ]);
  });

  it("pages that a browser opened are sources", async () => {
    const { content } = await answerWith({ executed_tools: [{ ...search, type: "browser.search", output: "", browser_results: [{ title: "Page", url: "https://page.test" }] }] });
    expect(content).toContainEqual({ type: "source", sourceType: "url", id: "source-0", url: "https://page.test", title: "Page" });
  });

  it("a tool of which nothing is known yet is left for later", async () => {
    const { content } = await answerWith({ executed_tools: [{ index: 0, type: "search", arguments: "" }] });
    expect(content).toEqual([{ type: "text", text: "Rain." }]);
  });

  it.each([[null], ["none"], [[null, "x"]]])("executed tools of another shape (%j) do no harm", async (executed) => {
    const { content } = await answerWith({ executed_tools: executed });
    expect(content).toEqual([{ type: "text", text: "Rain." }]);
  });

  it("citations of documents are kept", async () => {
    const annotations = [{ type: "document_citation", document_citation: { document_id: "d1", start_index: 0, end_index: 4 } }];
    const { providerMetadata } = await answerWith({ annotations });
    expect(providerMetadata?.["groq"]).toMatchObject({ annotations });
  });

  it("ids, tier, breakdown and timings are kept, wherever usage sits", async () => {
    const usage = { queue_time: 0.1, prompt_tokens: 3, prompt_time: 0.2, completion_tokens: 2, completion_time: 0.3, total_tokens: 5, total_time: 0.5 };
    const timings = { queueTime: 0.1, promptTime: 0.2, completionTime: 0.3, totalTime: 0.5 };
    const whole = await answerWith({}, { usage, x_groq: { id: "req_1" }, service_tier: "flex", usage_breakdown: { models: [] } });
    expect(whole.providerMetadata?.["groq"]).toMatchObject({ ...timings, id: "req_1", serviceTier: "flex", usageBreakdown: { models: [] }, requestId: expect.any(String), region: "emulator" });
    for (const more of [{ x_groq: { id: "req_1", usage } }, { usage }]) {
      const finish = (await streamOf(chunk({ content: "Rain." }), last(more))).at(-1);
      expect(finish).toMatchObject({ type: "finish", usage: { inputTokens: { total: 3 }, outputTokens: { total: 2 } }, providerMetadata: { groq: timings } });
    }
  });

  it.each([["over capacity"], [{ message: "over capacity", type: "server_error" }]])("an error in x_groq (%j) is an error, also beside content", async (error) => {
    const parts = await streamOf(chunk({ content: "Rain." }), last({ x_groq: { id: "req_1", error } }));
    expect(parts.map(({ type }) => type)).toContain("error");
    const told = parts.find((part) => part.type === "error");
    expect(String(told?.error)).toContain("over capacity");
    expect(parts.at(-1)).toMatchObject({ type: "finish", finishReason: { unified: "error" } });
    await expect(streamOf(last({ x_groq: { error } }))).rejects.toThrow("over capacity");
  });
});
