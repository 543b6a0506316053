import { APICallError, InvalidArgumentError, LoadAPIKeyError } from "@ai-sdk/provider";
import { describeError } from "@portolan/core";
import { startEmulator, type Emulator } from "@portolan/testing/emulator";
import { asSchema, generateText, isStepCount } from "ai";
import { describe, expect, it, onTestFinished } from "vitest";
import { createOllama, type OllamaProvider } from "../../src/index.ts";
import { failureOf, hanging, serve, useEmulator } from "../server.ts";

const key = "test-key-cloud";

/** The cloud, which asks for a key. */
async function useCloud(): Promise<Emulator> {
  const emulator = await startEmulator("ollama", { apiKeys: [key] });
  onTestFinished(() => emulator.close());
  return emulator;
}

describe("the web tools", () => {
  it("search and fetch in a loop of the AI SDK, the key in no message", async () => {
    const cloud = await useCloud();
    const { ollama, emulator } = await useEmulator({
      answers: [
        { kind: "model", toolCalls: [{ id: "call_1", name: "search", arguments: '{"query":"rain"}' }] },
        { kind: "model", toolCalls: [{ id: "call_2", name: "read", arguments: '{"url":"https://example.com/a"}' }] },
        { kind: "model", text: "It rained." },
      ],
    });
    const at = { apiKey: key, baseURL: cloud.baseURL };
    const tools = { search: ollama.tools.webSearch({ ...at, maxResults: 2 }), read: ollama.tools.webFetch(at) };
    const result = await generateText({ model: ollama("llama3.2"), prompt: "What is new?", tools, stopWhen: isStepCount(3) });
    expect(result.text).toBe("It rained.");
    expect(result.steps[0]?.toolResults[0]?.output).toMatchObject({ results: [{ title: "Page 1 about rain", url: expect.stringContaining("https://") }, {}] });
    expect(result.steps[1]?.toolResults[0]?.output).toMatchObject({ title: "The page at https://example.com/a", links: ["https://example.com/"] });
    expect(cloud.requests.map(({ path, body }) => [path, body])).toEqual([
      ["/api/web_search", { query: "rain", max_results: 2 }],
      ["/api/web_fetch", { url: "https://example.com/a" }],
    ]);
    expect(cloud.requests.every(({ headers }) => headers["authorization"] === `Bearer ${key}`)).toBe(true);
    for (const { rawBody, headers } of emulator.requests) expect(new TextDecoder().decode(rawBody) + JSON.stringify(headers)).not.toContain(key);
    expect(emulator.requests[0]?.body).toMatchObject({ tools: [{ function: { name: "search", parameters: { properties: { query: { type: "string" } }, required: ["query"] } } }, {}] });
  });

  it("say what the model must give, and refuse what it must not", async () => {
    const { ollama } = await useEmulator();
    const schema = asSchema(ollama.tools.webFetch().inputSchema);
    expect(await schema.jsonSchema).toMatchObject({ type: "object", required: ["url"] });
    expect(await schema.validate?.({ url: "https://example.com", extra: 1 })).toEqual({ success: true, value: { url: "https://example.com" } });
    for (const wrong of [{}, { url: "" }, { url: 1 }, null, "https://example.com"]) expect(await schema.validate?.(wrong)).toMatchObject({ success: false });
  });

  it("shorten pages where they are told to", async () => {
    const cloud = await serve(({ path }) => (path === "/api/web_fetch" ? '{"title":"T","content":"0123456789","links":["a",1]}' : '{"results":[{"title":"T","url":"u","content":"0123456789"},{}]}'));
    const at = { apiKey: key, baseURL: cloud.origin, maxCharacters: 4 };
    expect(await cloud.ollama.tools.webFetch(at).execute({ url: "u" })).toEqual({ title: "T", content: "0123…", links: ["a"] });
    expect(await cloud.ollama.tools.webSearch(at).execute({ query: "q" })).toEqual({ results: [{ title: "T", url: "u", content: "0123…" }, { title: "", url: "", content: "" }] });
  });

  it("fail in the cloud's words, without the key", async () => {
    const cloud = await useCloud();
    const { ollama } = await useEmulator();
    const error = await failureOf(() => ollama.tools.webSearch({ apiKey: "test-key-wrong", baseURL: cloud.baseURL }).execute({ query: "rain" }));
    expect(APICallError.isInstance(error) && describeError(error)).toMatchObject({ kind: "auth", status: 401 });
    expect(`${error.message}${JSON.stringify(error)}`).not.toContain("test-key-wrong");
  });

  it("stop with the call they belong to", async () => {
    const controller = new AbortController();
    const { ollama, origin, closed } = await hanging(() => controller.abort(new Error("enough")));
    const searching = ollama.tools.webSearch({ apiKey: key, baseURL: origin }).execute({ query: "rain" }, { abortSignal: controller.signal });
    await expect(searching).rejects.toThrow("enough");
    await closed;
  });

  it.each([
    ["maxResults", { maxResults: 11 }],
    ["maxResults", { maxResults: 1.5 }],
    ["maxCharacters", { maxCharacters: 0 }],
  ])("refuse %s out of range: %j", async (name, wrong) => {
    const { ollama } = await useEmulator();
    const error = await failureOf(() => ollama.tools.webSearch(wrong));
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error.message).toContain(name);
  });
});

describe("whose key goes to the cloud", () => {
  /** A provider whose requests are kept and answered with nothing. */
  function watched(settings: Parameters<typeof createOllama>[0]): { readonly ollama: OllamaProvider; readonly seen: (readonly [string, string | null])[] } {
    const seen: (readonly [string, string | null])[] = [];
    const answer: typeof fetch = async (input, init) => {
      seen.push([String(input), new Headers(init?.headers).get("authorization")]);
      return new Response("{}", { headers: { "content-type": "application/json" } });
    };
    return { ollama: createOllama({ env: {}, ...settings, fetch: answer }), seen };
  }
  const search = (ollama: OllamaProvider, of = {}): Promise<unknown> => ollama.tools.webSearch(of).execute({ query: "rain" });
  const there = "https://ollama.com/api/web_search";

  it("is the environment's, and not the one for a server of one's own", async () => {
    const { ollama, seen } = watched({ baseURL: "http://127.0.0.1:11434", apiKey: "test-key-proxy", env: { OLLAMA_API_KEY: key } });
    await search(ollama);
    expect(seen).toEqual([[there, `Bearer ${key}`]]);
  });

  it("is the provider's own where that is in the cloud, another's too", async () => {
    const { ollama, seen } = watched({ baseURL: "https://ollama.com", apiKey: key });
    await search(ollama);
    await search(ollama.withCredentials({ apiKey: "test-key-other" }));
    expect(seen).toEqual([[there, `Bearer ${key}`], [there, "Bearer test-key-other"]]);
  });

  it("is none of the environment's in another's name, and asked for before anything is sent", async () => {
    const { ollama, seen } = watched({ env: { OLLAMA_API_KEY: key } });
    const other = ollama.withCredentials({ apiKey: "test-key-other" });
    const error = await failureOf(() => search(other));
    expect(error).toBeInstanceOf(LoadAPIKeyError);
    expect(error.message).toMatch(/^ollama: no API key\. Set OLLAMA_API_KEY or give `apiKey`.*ollama\.com\/settings\/keys/);
    expect(seen).toEqual([]);
    await search(other, { apiKey: "test-key-given" });
    expect(seen).toEqual([[there, "Bearer test-key-given"]]);
  });
});
