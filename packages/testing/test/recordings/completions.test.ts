import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { defineProvider } from "@portolan/core";
import { openaiChat } from "@portolan/core/openai-chat";
import { openaiCompletion } from "@portolan/core/openai-completion";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readParts } from "../../src/conformance/answer.ts";
import { readAll } from "../../src/conformance/parts.ts";
import { ask } from "../../src/conformance/prompts.ts";
import type { Emulator, RawAnswer } from "../../src/emulator/script.ts";
import { replay } from "../../src/recording.ts";
import { readOwnRecordings, recordedAt } from "./files.ts";
import { orderFault } from "./part-order.ts";
import { pieceSizes, startReplaying } from "./replayed.ts";

const recordings = recordedAt(await readOwnRecordings(), "/v1/completions", "answered");

/** What each server's recording says, read by eye. */
const said: Readonly<Record<string, { readonly text: string; readonly tokens: readonly (number | undefined)[] }>> = {
  "llama.cpp": { text: " a canvas of endless possibilities,", tokens: [3, 6] },
  // Its usage is zeros, which is none.
  litellm: { text: " a canvas with various colors,", tokens: [undefined, undefined] },
  ollama: { text: "I'm glad you're enjoying", tokens: [undefined, undefined] },
};

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startReplaying();
});
afterAll(() => emulator.close());

async function read(answer: RawAnswer): Promise<LanguageModelV4StreamPart[]> {
  emulator.use({ failNext: [answer] });
  const provider = defineProvider({ id: "local", env: { apiKey: [] }, language: openaiChat(), completion: openaiCompletion() })(emulator);
  return readAll((await provider.completionModel("some-model").doStream({ prompt: ask("The sky is") })).stream);
}

it("every recording of a completion is replayed", () => {
  expect(recordings).toHaveLength(3);
});

describe("a recorded completion is read as what it says, however it is split", () => {
  it.each(recordings.map((recording) => ({ name: recording.server, answer: replay(recording) })))("[S1-13] $name", async ({ name, answer }) => {
    const expected = Object.entries(said).find(([server]) => name.startsWith(server))?.[1];
    const splits = fc.asyncProperty(pieceSizes(answer), async (pieceBytes) => {
      const parts = await read({ ...answer, faults: { pieceBytes } });
      expect(orderFault(parts)).toBeUndefined();
      const { text, finishReason, usage } = readParts(parts, {});
      expect([text, finishReason.unified]).toEqual([expected?.text, "length"]);
      expect([usage.inputTokens.total, usage.outputTokens.total]).toEqual(expected?.tokens);
    });
    await fc.assert(splits, { numRuns: 6 });
  });
});
