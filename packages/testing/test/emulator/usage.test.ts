import { describe, expect, it } from "vitest";
import type { ModelAnswer, UsagePlace } from "../../src/emulator/index.ts";
import { chat, chatEvents, withEmulator, type Json } from "./client.ts";

const usage = { prompt_tokens: 7, completion_tokens: 5, total_tokens: 12 };

function streamed(answer: Partial<ModelAnswer>, fields: Record<string, unknown> = {}): Promise<Json[]> {
  return withEmulator("openai", { answers: [{ kind: "model", text: "Some text of an answer.", usage, ...answer }] }, async (emulator) =>
    (await chatEvents(emulator, fields)).slice(0, -1),
  );
}

const placed = (usageOn: UsagePlace): Promise<Json[]> => streamed({ usageOn });

describe("usage in a stream", () => {
  it("own-chunk: after the finish reason, without a choice", async () => {
    const chunks = await placed("own-chunk");
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage });
    expect(chunks.slice(0, -1).every((chunk) => chunk.usage === null)).toBe(true);
  });

  it("finish-chunk", async () => {
    const chunks = await placed("finish-chunk");
    expect(chunks.at(-1)).toMatchObject({ choices: [{ finish_reason: "stop" }], usage });
    expect(chunks.filter((chunk) => chunk.usage)).toHaveLength(1);
  });

  it("chunk-with-choice-after-finish", async () => {
    const chunks = await placed("chunk-with-choice-after-finish");
    expect(chunks.at(-2).choices[0].finish_reason).toBe("stop");
    expect(chunks.at(-1)).toMatchObject({ choices: [{ delta: {}, finish_reason: null }], usage });
  });

  it("every-chunk: grows to the end", async () => {
    const counts = (await placed("every-chunk")).map((chunk) => chunk.usage.completion_tokens);
    expect(counts).toEqual([...counts].sort((one, other) => one - other));
    expect(counts[0]).toBe(0);
    expect(counts.at(-1)).toBe(5);
  });

  it("x_groq: in both places", async () => {
    expect((await placed("x_groq")).at(-1)).toMatchObject({ x_groq: { usage }, usage });
  });

  it("comes as often as the script says", async () => {
    const times = async (usageOn: UsagePlace, usageTimes: number): Promise<number> =>
      (await streamed({ usageOn, faults: { usageTimes } })).filter((chunk) => chunk.usage).length;
    expect(await times("own-chunk", 3)).toBe(3);
    expect(await times("own-chunk", 0)).toBe(0);
    expect(await times("finish-chunk", 2)).toBe(2);
    expect(await times("chunk-with-choice-after-finish", 2)).toBe(2);
  });

  it("is not sent when it is null, though asked for", async () => {
    const chunks = await streamed({ usage: null }, { stream_options: { include_usage: true } });
    expect(chunks.filter((chunk) => chunk.usage)).toEqual([]);
    expect(chunks.at(-1).choices).toHaveLength(1);
  });

  it("counts reasoning into what was written", () =>
    withEmulator("openai", { answers: [{ kind: "model", reasoning: "r".repeat(40), text: "t".repeat(20) }] }, async (emulator) => {
      const body = await chat(emulator);
      expect(body.usage).toMatchObject({ completion_tokens: 15, completion_tokens_details: { reasoning_tokens: 10 } });
    }));
});
