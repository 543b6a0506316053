import type { JSONObject } from "@ai-sdk/provider";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rateLimitError, startEmulator, type Emulator, type Faults, type ModelAnswer } from "../../../src/emulator/index.ts";
import { isOwnHost } from "../../../src/emulator/ollama/host-check.ts";
import { readDuration } from "../../../src/emulator/ollama/durations.ts";
import { ask, chat, frames } from "./client.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator("ollama");
});
beforeEach(() => emulator.use({}));
afterAll(() => emulator.close());

const said = (answer: Partial<ModelAnswer>): void => emulator.use({ answers: () => ({ kind: "model", ...answer }) });
const weather = { tools: [{ type: "function", function: { name: "weather" } }] };
const paris = { name: "weather", arguments: '{"city":"Paris"}' };

describe("frames", () => {
  it("carry calls where the script says", async () => {
    const callsIn = async (): Promise<readonly number[]> => (await frames(emulator, weather)).map(({ message }) => message.tool_calls?.length ?? 0);
    said({ toolCalls: [paris, paris] });
    expect(await callsIn()).toEqual([1, 1, 0]);
    said({ toolCalls: [paris, paris], toolDeltas: "with-finish" });
    expect(await callsIn()).toEqual([2]);
  });

  it("carry calls with ids, with the same one, and without", async () => {
    const idsOf = async (form: NonNullable<ModelAnswer["toolDeltas"]>): Promise<readonly unknown[]> => {
      said({ toolCalls: [paris, paris], toolDeltas: form });
      return (await chat(emulator, weather)).value.message.tool_calls.map(({ id }: { id?: string }) => id);
    };
    expect(await idsOf("whole")).toEqual([expect.stringMatching(/^call_[a-z0-9]{8}$/), expect.stringMatching(/^call_/)]);
    expect(new Set(await idsOf("same-id")).size).toBe(1);
    expect(await idsOf("without-id")).toEqual([undefined, undefined]);
  });

  it("never say that a tool was called", async () => {
    said({ toolCalls: [paris], finishReason: "tool_calls" });
    expect((await frames(emulator, weather)).at(-1)).toMatchObject({ done: true, done_reason: "stop" });
  });

  it("are one where no stream is wanted, which may be without an end", async () => {
    said({ text: "again and again", faults: { noFinish: true } });
    expect((await chat(emulator)).value).toMatchObject({ message: { content: "again and again" }, done: false });
  });

  it("leave out what was not counted", async () => {
    said({ text: "" });
    expect((await chat(emulator)).value).not.toHaveProperty("eval_count");
  });

  it("end with what a script says was counted", async () => {
    said({ text: "ok", usage: { prompt_eval_count: 512 } });
    expect((await frames(emulator)).at(-1)).toMatchObject({ prompt_eval_count: 512, eval_count: 1 });
    said({ text: "ok", usage: null });
    expect((await frames(emulator)).at(-1)).not.toHaveProperty("eval_count");
  });

  it.each<[Faults, readonly unknown[]]>([
    [{ noFinish: true }, ["12345678", "90"]],
    [{ errorAfterChunks: { chunks: 1, error: { status: 500, message: "broken" } } }, ["12345678", "broken"]],
    [{}, ["12345678", "90", ""]],
  ])("break off as faults want it: %j", async (faults, expected) => {
    said({ text: "1234567890", faults });
    expect((await frames(emulator)).map((frame) => frame.message?.content ?? frame.error)).toEqual(expected);
  });

  it("break off in bytes and in lines that are no JSON", async () => {
    const text = async (faults: Faults): Promise<string> => {
      said({ text: "1234567890", faults });
      return (await fetch(`${emulator.origin}/api/chat`, { method: "POST", body: JSON.stringify({ model: "llama3.2", messages: [{ role: "user", content: "x" }] }) })).text();
    };
    await expect(text({ cutAfterBytes: 40 })).rejects.toThrow("terminated");
    expect((await text({ garbageAfterChunks: 1 })).split("\n")[1]).toMatch(/cut o$/);
    expect(await text({ lineEnding: "\r\n" })).toMatch(/\}\r\n$/);
  });

  it("are spelled as Go spells them", async () => {
    said({ text: "<a & b>" });
    const response = await fetch(`${emulator.origin}/api/chat`, { method: "POST", body: JSON.stringify({ model: "llama3.2", messages: [{ role: "user", content: "x" }], stream: false }) });
    expect(await response.text()).toContain("\\u003ca \\u0026 b\\u003e");
  });

  it("say what the service's form and words are for errors of a script", async () => {
    emulator.use({ answers: [{ kind: "error", error: rateLimitError("ollama", "llama3.2", 5) }] });
    expect(await chat(emulator)).toEqual({ status: 503, value: { error: "server busy, please try again.  maximum pending requests exceeded" } });
  });
});

describe("the built-in voice", () => {
  it("calls a tool that the user names, and answers with its result at hand", async () => {
    const messages = [{ role: "user", content: "Ask weather, please." }];
    const { value } = await chat(emulator, { ...weather, messages });
    expect(value.message.tool_calls[0].function.name).toBe("weather");
    const next = await chat(emulator, { ...weather, messages: [...messages, value.message, { role: "tool", tool_name: "weather", content: "sunny" }] });
    expect(next.value.message.content).toMatch(/1 tool result/);
  });

  it("writes JSON, keeps to limits and stops", async () => {
    const schema = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
    expect(JSON.parse((await chat(emulator, { format: schema })).value.message.content)).toHaveProperty("city");
    expect((await chat(emulator, { options: { num_predict: 3 } })).value).toMatchObject({ done_reason: "length", eval_count: 3 });
    expect((await chat(emulator, { options: { stop: ["emulator"] } })).value.message.content).toBe("This is the ");
  });
});

describe("a server of Ollama's", () => {
  it.each(["127.0.0.1:11434", "localhost", "[::1]:11434", "box.local", "a.internal", "192.168.1.7", "10.0.0.1:80"])("answers to %s", (host) => {
    expect(isOwnHost(host)).toBe(true);
  });

  it.each(["example.com", "localhost.example.com", "8.8.8.8", "172.32.0.1"])("does not answer to %s", (host) => {
    expect(isOwnHost(host)).toBe(false);
  });

  it.each([
    ["10m", 600_000],
    ["1h30m", 5_400_000],
    ["-1m", -60_000],
    ["0", 0],
    ["1.5s", 1500],
  ])("reads %s as Go does", (text, milliseconds) => {
    expect(readDuration(text)).toBe(milliseconds);
  });

  it.each([
    ["300", 'time: missing unit in duration "300"'],
    ["-1", 'time: missing unit in duration "-1"'],
    ["5d", 'time: unknown unit "d" in duration "5d"'],
    ["soon", 'time: invalid duration "soon"'],
    ["", 'time: invalid duration ""'],
  ])("refuses %s as Go does", (text, words) => {
    expect(() => readDuration(text)).toThrow(words);
  });

  it.each([
    ["iVBORw0KGgo=", 200],
    ["iVBOR=0KGgo=", 400],
    ["iVBO Rw0", 400],
    ["iVBORw0", 400],
    ["iVBO\r\nRw0K", 200],
  ])("takes the picture %j with %i", async (image, status) => {
    expect((await chat(emulator, { model: "gemma3:4b", messages: [{ role: "user", content: "Look", images: [image] }] })).status).toBe(status);
  });

  // As 0.24.0 answers.
  it.each<[string, string, JSONObject, number, unknown]>([
    ["POST", "/api/generate", {}, 404, { error: "model '' not found" }],
    ["POST", "/api/embed", { input: "a" }, 404, { error: "model '' not found" }],
    ["POST", "/api/chat", {}, 400, { error: "model is required" }],
    ["DELETE", "/api/delete", {}, 400, { error: "model is required" }],
    ["POST", "/api/generate", { model: "bad name!" }, 400, { error: "invalid model name" }],
    ["POST", "/api/show", { model: "bad name!" }, 400, { error: "invalid model name" }],
    ["POST", "/api/embed", { model: "llama3.2" }, 200, { model: "llama3.2", embeddings: [] }],
  ])("answers %s %s with %j by %i", async (method, path, body, status, value) => {
    expect(await ask(emulator, path, body, method)).toEqual({ status, value });
  });

  it("says which methods a path has", async () => {
    const response = await fetch(`${emulator.origin}/api/version`, { method: "POST" });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  it("asks for a key where a script names one, and in the cloud's endpoints", async () => {
    const bearer = { authorization: `Bearer ${emulator.apiKey}` };
    expect((await ask(emulator, "/api/web_search", { query: "salt" })).status).toBe(401);
    expect((await ask(emulator, "/api/web_search", { query: "salt", max_results: 2 }, "POST", bearer)).value.results).toHaveLength(2);
    expect((await ask(emulator, "/api/web_fetch", { url: "https://example.com/a" }, "POST", bearer)).value).toMatchObject({ links: ["https://example.com/"] });
    expect((await ask(emulator, "/api/experimental/web_search", { query: "salt" })).status).toBe(403);
    emulator.use({ apiKeys: ["test-key-other"] });
    expect(await ask(emulator, "/api/tags", undefined, "GET")).toEqual({ status: 401, value: { error: "unauthorized" } });
  });

  it("speaks OpenAI's form too, of the same models", async () => {
    await ask(emulator, "/api/copy", { source: "llama3.2", destination: "mine" });
    const { data } = (await ask(emulator, "/v1/models", undefined, "GET")).value;
    expect(data.map(({ id }: { id: string }) => id)).toContain("mine:latest");
    const { value } = await ask(emulator, "/v1/chat/completions", { model: "mine", messages: [{ role: "user", content: "Hello" }] });
    expect(value.choices[0].message.content).toMatch(/emulator speaking/);
    const unknown = await ask(emulator, "/v1/chat/completions", { model: "nope", messages: [{ role: "user", content: "Hello" }] });
    expect(unknown).toMatchObject({ status: 404, value: { error: { message: "model 'nope' not found", type: "not_found_error" } } });
  });
});
