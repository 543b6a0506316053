import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mustBe } from "../src/benchmark.ts";
import { type ContestantName, loadContestant } from "../src/contestants/index.ts";
import { expectedText, expectedToolInput, wholeAnswerText } from "../src/upstream/payloads.ts";
import { startUpstream, type Upstream } from "../src/upstream/upstream.ts";

const models: readonly ContestantName[] = [
  "limit",
  "fetch limit",
  "portolan custom",
  "portolan custom, coalesce: false",
  "portolan custom, fetch",
  "portolan groq",
  "portolan groq, coalesce: false",
  "portolan groq, fetch",
  "@ai-sdk/openai-compatible",
  "@ai-sdk/groq",
];
const ollamaModels: readonly ContestantName[] = ["ollama limit", "ollama fetch limit", "portolan ollama", "portolan ollama, coalesce: false", "portolan ollama, fetch", "ai-sdk-ollama", "ollama-ai-provider-v2"];
const throughAi: readonly ContestantName[] = ["portolan custom + ai", "portolan groq + ai", "@ai-sdk/openai-compatible + ai", "@ai-sdk/groq + ai", "portolan ollama + ai", "ai-sdk-ollama + ai", "ollama-ai-provider-v2 + ai"];
const embedders: readonly ContestantName[] = ["limit", "limit, base64", "fetch limit", "portolan custom", "portolan custom, base64", "@ai-sdk/openai-compatible"];

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.stop());

describe.each([...models, ...ollamaModels, ...throughAi])("%s", (name) => {
  it("reads the text of a stream, however it arrives", async () => {
    const contestant = await loadContestant(name);
    for (const scenario of [{ kind: "burst", chunks: 200 }, { kind: "paced", chunks: 5, everyMs: 1 }, { kind: "delayed", chunks: 5, everyMs: 1 }] as const) {
      const { text } = await contestant.at(upstream.url(scenario)).stream();
      expect(text).toBe(expectedText(scenario.chunks));
    }
  });

  it("tells of the first delta, once", async () => {
    let times = 0;
    const contestant = await loadContestant(name);
    await contestant.at(upstream.url({ kind: "delayed", chunks: 5, everyMs: 1 })).stream({ onFirstDelta: () => (times += 1) });
    expect(times).toBe(1);
  });

  it("reads an answer that is not streamed", async () => {
    const contestant = await loadContestant(name);
    expect(await contestant.at(upstream.url({ kind: "whole" })).generate()).toBe(wholeAnswerText);
  });
});

describe.each(models)("%s", (name) => {
  it("reads the arguments of a tool call", async () => {
    const contestant = await loadContestant(name);
    const { toolInput } = await contestant.at(upstream.url({ kind: "tool", bytes: 500 })).stream({ tool: true });
    expect(toolInput).toBe(expectedToolInput(500));
  });
});

describe("embeddings", () => {
  it("are the same for every contestant, as numbers and as base64", async () => {
    const answers = await Promise.all(
      embedders.map(async (name) => (await loadContestant(name)).at(upstream.url({ kind: "embedding", rows: 3, dimensions: 4 })).embed?.(["a", "b", "c"])),
    );
    const rounded = answers.map((rows) => rows?.map((row) => row.map((value) => value.toFixed(6))));
    expect(rounded[0]).toHaveLength(3);
    for (const rows of rounded) expect(rows).toEqual(rounded[0]);
  });
});

describe("mustBe", () => {
  it("does not let a contestant pass that read too little", () => {
    expect(() => mustBe("limit", "text", "the quick", expectedText(4))).toThrow("limit: the text has 9 characters and is not the one that was sent, which has 20");
  });
});
