import type { JSONObject } from "@ai-sdk/provider";
import type { Connection } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { ollamaChat } from "../../src/chat/dialect.ts";
import { frameFault } from "../../src/chat/frame-fault.ts";
import { layWires, type OllamaWire } from "../../src/wire.ts";
import { callOf, partWriter, type CallParts, type TestCall, type WrittenParts } from "../calls.ts";

const done: JSONObject = { model: "m", created_at: "2026-11-21T04:01:57.515370123+01:00", message: { role: "assistant", content: "" }, done: true, done_reason: "stop", prompt_eval_count: 9, eval_count: 4 };
const say = (message: JSONObject): JSONObject => ({ model: "m", created_at: "2026-11-21T04:01:57Z", message: { role: "assistant", content: "", ...message }, done: false });

interface Read extends TestCall {
  readonly out: WrittenParts;
  lookBack(to: Connection): Promise<void> | undefined;
}

function read(frames: readonly JSONObject[], parts: CallParts = {}, wire: Partial<OllamaWire> = {}): Read {
  const test = callOf(parts);
  const out = partWriter();
  const decoder = ollamaChat.decoder(test.call, layWires([wire]), out);
  for (const frame of frames) decoder.frame(frame);
  decoder.end();
  return { ...test, out, lookBack: (to) => decoder.lookBack?.(to) };
}

const linesOf = (kind: string, { out }: Read): readonly unknown[] => out.lines.filter(([which]) => which === kind).map(([, value]) => value);

describe("an answer's frames", () => {
  it("are read as thoughts, words, calls, and the end with its counts", () => {
    const answer = read([say({ thinking: "Hm." }), say({ content: "Aye" }), say({ tool_calls: [{ id: "call_1", function: { index: 0, name: "look", arguments: { at: "sea" } } }] }), done]);
    expect(answer.out.lines).toEqual([
      ["metadata", { modelId: "m", timestamp: new Date("2026-11-21T04:01:57Z") }],
      ["reasoning", "Hm."],
      ["text", "Aye"],
      ["toolInput", { index: 0, id: "call_1", name: "look", delta: '{"at":"sea"}' }],
      ["usage", expect.objectContaining({ inputTokens: expect.objectContaining({ total: 9 }), outputTokens: expect.objectContaining({ total: 4, reasoning: undefined }) })],
      ["finish", "stop"],
    ]);
  });

  it("tell calls apart without ids and whatever their index, also in the last frame", () => {
    const call = { function: { index: 0, name: "look", arguments: {} } };
    const answer = read([say({ tool_calls: [call, { ...call, id: "" }] }), { ...done, message: { content: "", tool_calls: [{ function: { name: "hear", arguments: '{"x":1}' } }] } }]);
    expect(linesOf("toolInput", answer)).toEqual([
      { index: 0, id: undefined, name: "look", delta: "{}" },
      { index: 1, id: undefined, name: "look", delta: "{}" },
      { index: 2, id: undefined, name: "hear", delta: '{"x":1}' },
    ]);
  });

  it("keep durations, speeds, logprobs and where the model really ran", () => {
    const times = { total_duration: 4e9, load_duration: 1e9, prompt_eval_duration: 1e9, eval_duration: 2e9 };
    const { out } = read([{ ...say({ content: "a" }), remote_model: "big", remote_host: "https://ollama.com", logprobs: [{ token: "a" }] }, { ...done, ...times, logprobs: [{ token: "b" }] }]);
    expect(out.kept).toEqual({
      remoteModel: "big",
      remoteHost: "https://ollama.com",
      logprobs: [{ token: "a" }, { token: "b" }],
      totalDurationNs: 4e9,
      loadDurationNs: 1e9,
      promptEvalDurationNs: 1e9,
      evalDurationNs: 2e9,
      promptTokensPerSecond: 9,
      tokensPerSecond: 2,
    });
  });

  it("of servers of the past have no counts and no reason", () => {
    const answer = read([say({ content: "a" }), { model: "m", done: true, message: { content: "" } }]);
    expect(linesOf("usage", answer)).toMatchObject([{ inputTokens: { total: undefined }, outputTokens: { total: undefined } }]);
    expect(linesOf("finish", answer)).toEqual(["done"]);
  });

  it.each(["load", "unload", "length"])("end with the reason %s as it is", (reason) => {
    expect(linesOf("finish", read([{ ...done, done_reason: reason }]))).toEqual([reason]);
  });

  it("with an error end nothing: it is a fault", () => {
    const answer = read([say({ content: "a" }), { error: "boom" }]);
    expect(linesOf("fail", answer)).toEqual([{ error: "boom" }]);
    expect(linesOf("finish", answer)).toEqual([]);
  });

  it("that look like half a call are told of", () => {
    const tools = [{ type: "function" as const, name: "look", inputSchema: {} }];
    const cut = { ...done, done_reason: "length" };
    const warned = (frames: readonly JSONObject[], parts: CallParts): readonly unknown[] => read(frames, parts).warnings;
    expect(warned([say({ content: "{\n  " }), say({ content: '"name": "lo' }), cut], { tools })).toEqual([{ type: "other", message: expect.stringContaining("half a call") }]);
    expect(warned([say({ content: "<tool_call>" }), cut], { tools })).toHaveLength(1);
    expect(warned([say({ content: "Let me" }), cut], { tools })).toEqual([]);
    expect(warned([say({ content: "{" }), cut], {})).toEqual([]);
    expect(warned([say({ content: "{}" }), done], { tools })).toEqual([]);
  });
});

describe("a look back", () => {
  const long = "the quick ship sails home ".repeat(100);
  const server = (body: () => unknown): Connection => ({ json: async () => ({ body: body() }) }) as unknown as Connection;
  const loaded = (context_length?: number) => server(() => ({ models: [{ name: "some-model:latest", ...(context_length === undefined ? {} : { context_length }) }] }));
  const never = server(() => expect.unreachable());

  it("asks nobody where the context is known or nothing is amiss", async () => {
    const cut = read([done], { prompt: long }, { contextWindow: 256 });
    expect(cut.lookBack(never)).toBeUndefined();
    expect(cut.warnings).toEqual([{ type: "other", message: expect.stringContaining("the context of 256") }]);
    const fine = read([{ ...done, prompt_eval_count: 601 }], { prompt: long });
    expect(fine.lookBack(never)).toBeUndefined();
    expect(fine.warnings).toEqual([]);
    expect(read([say({ content: "a" })]).lookBack(never)).toBeUndefined();
  });

  it("asks how large the context is where a count is too small", async () => {
    const cut = read([done], { prompt: long });
    await cut.lookBack(loaded(256));
    expect(cut.warnings).toEqual([{ type: "other", message: expect.stringContaining("the context of 256") }]);
    const roomy = read([done], { prompt: long });
    await roomy.lookBack(loaded(32_768));
    expect(roomy.warnings).toEqual([]);
  });

  it("makes nothing of small counts of servers of the past, which left out what they had cached", async () => {
    const old = read([done], { prompt: long });
    await old.lookBack(loaded());
    expect(old.warnings).toEqual([]);
  });

  it("says what can be said where the server does not tell", async () => {
    const cloud = read([done], { prompt: long });
    await cloud.lookBack(server(() => { throw new Error("403"); }));
    expect(cloud.warnings).toEqual([{ type: "other", message: expect.stringContaining("the server's context") }]);
  });
});

describe("frameFault", () => {
  it.each<[JSONObject, unknown]>([
    [{ error: "boom" }, { error: "boom" }],
    [{ error: { message: "boom" }, done: false }, { error: { message: "boom" }, done: false }],
    [{ StatusCode: 401, Status: "401 Unauthorized", error: "unauthorized" }, { StatusCode: 401, Status: "401 Unauthorized", error: "unauthorized" }],
    [{ "error parsing tool call": "raw='{'" }, { error: "error parsing tool call: raw='{'" }],
    [{ choices: [] }, { error: expect.stringContaining("OpenAI") }],
    [{}, { error: expect.stringContaining("nothing") }],
    [{ done: true }, undefined],
    [{ done: true, error: "" }, undefined],
    [{ done: true, error: null }, undefined],
  ])("of %j is %j", (frame, fault) => {
    expect(frameFault(frame, false)).toEqual(fault);
  });
});
