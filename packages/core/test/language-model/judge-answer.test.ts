import type { SharedV4Warning } from "@ai-sdk/provider";
import { startEmulator, type Emulator, type ModelAnswer } from "@portolan/testing/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defineProvider } from "../../src/index.ts";
import { openaiChat } from "../../src/openai-chat.ts";
import { prompt, readAll } from "./support.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator("openai");
});
afterAll(() => emulator.close());

const tools = ["weather", "time"].map((name) => ({ type: "function" as const, name, inputSchema: { type: "object" as const } }));

/** What a whole answer and a stream warn of. */
async function warnedOf(answer: Omit<ModelAnswer, "kind">): Promise<readonly [whole: readonly SharedV4Warning[], streamed: readonly SharedV4Warning[]]> {
  const model = defineProvider({ id: "service", env: { apiKey: [] }, language: openaiChat() })({ baseURL: emulator.baseURL, apiKey: emulator.apiKey })("any");
  emulator.use({ answers: () => ({ kind: "model", ...answer }) });
  const { warnings } = await model.doGenerate({ prompt, tools });
  const parts = await readAll((await model.doStream({ prompt, tools })).stream);
  const early = parts.flatMap((part) => (part.type === "stream-start" ? part.warnings : []));
  const late = parts.flatMap((part) => (part.type === "finish" ? ((part.providerMetadata?.["service"]?.["warnings"] ?? []) as unknown as SharedV4Warning[]) : []));
  return [warnings, [...early, ...late]];
}

describe("judgeAnswer", () => {
  it("names the tool whose arguments were cut by the limit of tokens", async () => {
    const cut = { toolCalls: [{ name: "time", arguments: '{"zone":"UTC"}' }, { name: "weather", arguments: '{"city":"Lis' }], finishReason: "length" };
    const warning = { type: "other", message: "the call of the tool weather was left out: the answer reached its limit of tokens before its arguments were whole" };
    expect(await warnedOf(cut)).toEqual([[warning], [warning]]);
  });

  it("names the tool whose arguments were cut otherwise", async () => {
    const [whole] = await warnedOf({ toolCalls: [{ name: "weather", arguments: "{" }], finishReason: "content_filter" });
    expect(whole).toEqual([{ type: "other", message: "the call of the tool weather was left out: the answer broke off before its arguments were whole" }]);
  });

  it("says nothing of arguments that are whole, or malformed at a clean end", async () => {
    expect(await warnedOf({ toolCalls: [{ name: "weather", arguments: "{}" }], finishReason: "length" })).toEqual([[], []]);
    expect(await warnedOf({ toolCalls: [{ name: "weather", arguments: "{oops" }] })).toEqual([[], []]);
  });
});
