import { generateText, stepCountIs, streamText } from "ai";
import { describe, expect, it } from "vitest";
import { useGroq } from "./calls.ts";

const executed = {
  index: 0,
  type: "browser.search",
  arguments: '{"query":"rain"}',
  output: "It rained.",
  search_results: { results: [{ title: "News", url: "https://news.test/a" }] },
};

describe("groq.tools.browserSearch", () => {
  const test = useGroq();

  it("goes into the request by its type, and its work comes back through the AI SDK", async () => {
    test.emulator.use({ answers: [{ kind: "model", text: "It rained.", messageFields: { executed_tools: [executed] } }] });
    const { groq } = test;
    const result = await generateText({ model: groq("openai/gpt-oss-20b"), prompt: "What is new?", tools: { search: groq.tools.browserSearch() } });
    expect(test.sent["tools"]).toEqual([{ type: "browser_search" }]);
    expect(result.text).toBe("It rained.");
    expect(result.toolCalls).toMatchObject([{ toolName: "browser.search", input: { query: "rain" }, providerExecuted: true, dynamic: true }]);
    expect(result.toolResults).toMatchObject([{ output: { output: "It rained." } }]);
    expect(result.sources).toMatchObject([{ url: "https://news.test/a", title: "News" }]);
    expect(result.warnings).toEqual([]);
  });

  it("streams, and a next turn does not repeat what Groq did itself", async () => {
    test.emulator.use({ answers: [{ kind: "model", text: "It rained.", messageFields: { executed_tools: [executed] } }] });
    const { groq } = test;
    const tools = { search: groq.tools.browserSearch() };
    const first = streamText({ model: groq("openai/gpt-oss-20b"), prompt: "What is new?", tools });
    expect(await first.text).toBe("It rained.");
    const { messages } = await first.response;
    await generateText({ model: groq("openai/gpt-oss-20b"), messages: [{ role: "user", content: "What is new?" }, ...messages, { role: "user", content: "And?" }], tools });
    expect(test.sent["messages"]).toMatchObject([{ role: "user" }, { role: "assistant", content: "It rained." }, { role: "user" }]);
  });

  it("stays with the provider when the key changes", () => {
    const other = test.groq.withCredentials({ apiKey: "test-key-other" });
    expect(other.tools.browserSearch()).toMatchObject({ type: "provider", id: "groq.browser_search" });
  });

  it("is refused in words by services that it is not for", async () => {
    const foreign = { ...test.groq.tools.browserSearch(), id: "other.browser_search" as const };
    const { warnings } = await generateText({ model: test.groq(), prompt: "Hello", tools: { search: foreign }, stopWhen: stepCountIs(1) });
    expect(warnings).toEqual([{ type: "unsupported", feature: "provider-defined tool other.browser_search" }]);
    expect(test.sent).not.toHaveProperty("tools");
  });
});
