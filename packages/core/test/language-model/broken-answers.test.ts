import type { APICallError, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { startEmulator, type Emulator } from "@portolan/testing/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defineProvider, describeError, type Provider } from "../../src/index.ts";
import { openaiChat, type OpenAIChatSpec } from "../../src/openai-chat.ts";
import { prompt, readAll, rejection } from "./support.ts";


let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator("openai");
});
afterAll(() => emulator.close());

function service(spec: OpenAIChatSpec = {}): Provider {
  return defineProvider({ id: "service", env: { apiKey: [] }, language: openaiChat(spec) })({ baseURL: emulator.baseURL, apiKey: emulator.apiKey });
}

function answer(body: string, resets = false): void {
  emulator.use({ answers: [{ kind: "raw", body, ...(resets ? { faults: { resetAfterBytes: Buffer.byteLength(body) } } : {}) }] });
}

async function parts(spec?: OpenAIChatSpec): Promise<LanguageModelV4StreamPart[]> {
  const { stream } = await service(spec)("any").doStream({ prompt });
  return await readAll(stream);
}

const textOf = (read: readonly LanguageModelV4StreamPart[]): string => read.map((part) => (part.type === "text-delta" ? part.delta : "")).join("");
const says = (content: string, more: object = {}): string => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, ...more }] })}\n\n`;
const complaint = JSON.stringify({ error: { message: "no room left", type: "server_error" } });

describe("an answer that breaks off", () => {
  it.each(["doStream", "doGenerate"] as const)("has said all that came before: an error, %s", async (method) => {
    answer(complaint, true);
    expect(describeError(await rejection(service()("any")[method]({ prompt }))).message).toContain("no room left");
  });

  it("has said all that came before: the last event, without the blank line after it", async () => {
    answer(`${says("Hi")}${says(" there").trimEnd()}\n`, true);
    const read = await parts();
    expect(textOf(read)).toBe("Hi there");
    expect(read.at(-1)).toMatchObject({ type: "finish", finishReason: { unified: "interrupted" } });
  });

  it("is complete when its last event says so", async () => {
    answer(says("Hi", { finish_reason: "stop" }).trimEnd(), true);
    expect((await parts()).at(-1)).toMatchObject({ type: "finish", finishReason: { unified: "stop", raw: "stop" } });
  });

  it("keeps the usage that came before", async () => {
    answer(`${says("Hi")}data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4}}\n\n`, true);
    expect((await parts()).at(-1)).toMatchObject({ type: "finish", usage: { inputTokens: { total: 3 }, outputTokens: { total: 4 } } });
  });

  it("in the middle of a whole answer is a cut too", async () => {
    answer('{"choices":[{"message":{"content":"Hi', true);
    expect(describeError(await rejection(service()("any").doGenerate({ prompt }))).kind).toBe("network");
  });

  it("in the middle of an event is a cut, and not something that is no JSON", async () => {
    answer(`${says("Hi")}data: {"choices":[{"ind`, true);
    const fault = (await parts()).find((part) => part.type === "error");
    expect(fault?.type === "error" ? describeError(fault.error).kind : undefined).toBe("network");
  });
});

describe("an answer that is not what was asked for", () => {
  it.each(["doStream", "doGenerate"] as const)("may be a bare error in front of the end's mark: %s", async (method) => {
    answer(`${complaint}\n\ndata: [DONE]\n\n`);
    expect(describeError(await rejection(service()("any")[method]({ prompt }))).message).toContain("no room left");
  });

  it("may be chunks line by line, without `data:`", async () => {
    answer(says("Hi").slice(6) + says(" there", { finish_reason: "stop" }).slice(6));
    const read = await parts();
    expect(textOf(read)).toBe("Hi there");
    expect(read.at(-1)).toMatchObject({ finishReason: { unified: "stop" } });
  });

  it.each([
    ["words", "Internal Server Error", "Internal Server Error"],
    ["JSON of no answer", '"the model is loading"', "the model is loading"],
  ])("%s are shown", async (_, body, words) => {
    answer(body);
    expect(String(await rejection(service()("any").doGenerate({ prompt })))).toContain(words);
  });

  it("is not shown where it may be what the model wrote", async () => {
    answer('{"choices":[{"message":{"content":"canary');
    const error = await rejection(service()("any").doGenerate({ prompt }));
    expect(describeError(error).kind).toBe("server");
    expect(String(error)).not.toContain("canary");
    expect((error as APICallError).responseBody).toContain("canary");
  });

  it("is kept on the error when it held nothing", async () => {
    answer('{"state":"failed","info":"used up"}');
    const error = await rejection(service()("any").doGenerate({ prompt }));
    expect(describeError(error).kind).toBe("empty");
    expect((error as APICallError).responseBody).toContain("used up");
  });
});

describe("a hook that throws", () => {
  const reason = new TypeError("stumbled");
  const spec: OpenAIChatSpec = {
    readChunk: (chunk) => {
      if (JSON.stringify(chunk).includes("boom")) throw reason;
      return undefined;
    },
  };

  /** The service would have more to say. */
  function hangAfter(body: string): void {
    emulator.use({ answers: [{ kind: "raw", body: `${body}: more`, faults: { hangAfterBytes: Buffer.byteLength(body) } }] });
  }

  it("rejects a call and ends its exchange", async () => {
    hangAfter(says("boom"));
    expect(await rejection(service(spec)("any").doStream({ prompt }))).toBe(reason);
    expect(await emulator.lastRequest.ended).toBe("disconnected");
  });

  it("is an error part after content, and finish still comes", async () => {
    hangAfter(says("Hi") + says("boom"));
    const read = await parts(spec);
    expect(read.map(({ type }) => type)).toEqual(["stream-start", "text-start", "text-delta", "text-end", "error", "finish"]);
    expect(read.at(-1)).toMatchObject({ finishReason: { unified: "error" } });
    expect(await emulator.lastRequest.ended).toBe("disconnected");
  });
});
