import { embed, generateText, Output, stepCountIs, streamText, tool } from "ai";
import { createOllama } from "ai-sdk-ollama";
import { Ollama, type ProgressResponse } from "ollama";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { startEmulator, type Emulator } from "../../../src/emulator/index.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator("ollama");
});
beforeEach(() => emulator.use({}));
afterAll(() => emulator.close());

const weather = { type: "function", function: { name: "weather", description: "The weather.", parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] } } };

async function collect<Value>(values: AsyncIterable<Value>): Promise<readonly Value[]> {
  const all: Value[] = [];
  for await (const value of values) all.push(value);
  return all;
}

describe("Ollama's own client", () => {
  const client = (): Ollama => new Ollama({ host: emulator.origin });

  it("chats, whole and streamed", async () => {
    emulator.use({ answers: () => ({ kind: "model", reasoning: "Hm.", text: "Hello, sailor." }) });
    const messages = [{ role: "user", content: "Hello" }];
    const whole = await client().chat({ model: "qwen3:8b", messages });
    expect(whole.message).toMatchObject({ role: "assistant", content: "Hello, sailor.", thinking: "Hm." });
    expect(whole).toMatchObject({ done: true, done_reason: "stop", eval_count: expect.any(Number) });
    const parts = await collect(await client().chat({ model: "qwen3:8b", messages, stream: true }));
    expect(parts.map(({ message }) => message.content).join("")).toBe("Hello, sailor.");
    expect(parts.at(-1)?.done).toBe(true);
  });

  it("is given calls of tools, and results of them are taken", async () => {
    emulator.use({ answers: [{ kind: "model", toolCalls: [{ name: "weather", arguments: '{"city":"Paris"}' }] }, { kind: "model", text: "Sunny." }] });
    const asked = { role: "user", content: "The weather in Paris?" };
    const { message } = await client().chat({ model: "llama3.2", messages: [asked], tools: [weather] });
    expect(message.tool_calls).toMatchObject([{ function: { name: "weather", arguments: { city: "Paris" } } }]);
    const next = await client().chat({ model: "llama3.2", messages: [asked, message, { role: "tool", tool_name: "weather", content: "sunny" }], tools: [weather] });
    expect(next.message.content).toBe("Sunny.");
  });

  it("generates and fills gaps", async () => {
    expect((await client().generate({ model: "llama3.2", prompt: "Hello" })).response).toMatch(/^This is the emulator/);
    expect((await client().generate({ model: "qwen2.5-coder:1.5b", prompt: "def add(", suffix: "return" })).response).toMatch(/gap/);
    await expect(client().generate({ model: "gemma3:4b", prompt: "a", suffix: "b" })).rejects.toMatchObject({ status_code: 400, message: expect.stringContaining("does not support insert") });
  });

  it("embeds, by both endpoints", async () => {
    const { embeddings } = await client().embed({ model: "nomic-embed-text", input: ["a ship", "a ship", "bread"], dimensions: 16 });
    expect(embeddings.map((vector) => vector.length)).toEqual([16, 16, 16]);
    expect(embeddings[0]).toEqual(embeddings[1]);
    expect(Math.hypot(...(embeddings[2] ?? []))).toBeCloseTo(1, 5);
    expect((await client().embeddings({ model: "nomic-embed-text", prompt: "a ship" })).embedding).toHaveLength(768);
  });

  it("pulls with progress, lists, shows, copies and deletes", async () => {
    const frames = await collect(await client().pull({ model: "smollm2:135m", stream: true }));
    const layers = new Map<string, ProgressResponse[]>();
    for (const frame of frames.filter(({ digest }) => digest !== undefined)) layers.set(frame.digest, [...(layers.get(frame.digest) ?? []), frame]);
    expect(layers.size).toBe(4);
    for (const steps of layers.values()) expect(steps.at(-1)?.completed).toBe(steps[0]?.total);
    expect([frames[0]?.status, frames.at(-1)?.status]).toEqual(["pulling manifest", "success"]);
    expect((await client().show({ model: "smollm2:135m" })).capabilities).toContain("tools");
    await client().copy({ source: "smollm2:135m", destination: "mine" });
    expect((await client().list()).models.map(({ name }) => name)).toEqual(expect.arrayContaining(["mine:latest", "smollm2:135m", "llama3.2:latest"]));
    await client().delete({ model: "mine" });
    expect((await client().list()).models.map(({ name }) => name)).not.toContain("mine:latest");
    await expect(client().pull({ model: "nope" })).rejects.toThrow("file does not exist");
  });

  it("creates and pushes", async () => {
    const steps = await collect(await client().create({ model: "pirate", from: "llama3.2", system: "You are a pirate.", stream: true }));
    expect(steps.at(-1)?.status).toBe("success");
    expect((await client().show({ model: "pirate" })).system).toBe("You are a pirate.");
    await client().copy({ source: "pirate", destination: "me/pirate" });
    expect((await collect(await client().push({ model: "me/pirate", stream: true }))).at(-1)?.status).toBe("success");
  });

  it("loads and unloads models", async () => {
    await client().chat({ model: "llama3.2", messages: [], options: { num_ctx: 8192 }, keep_alive: -1 });
    const { models } = await client().ps();
    expect(models).toMatchObject([{ name: "llama3.2:latest", context_length: 8192 }]);
    await client().generate({ model: "llama3.2", prompt: "", keep_alive: 0 });
    expect((await client().ps()).models).toEqual([]);
  });

  it("is told of errors", async () => {
    await expect(client().chat({ model: "nope", messages: [{ role: "user", content: "x" }] })).rejects.toMatchObject({ status_code: 404, error: "model 'nope' not found" });
    emulator.use({ answers: [{ kind: "model", text: "a text that breaks off", faults: { errorAfterChunks: { chunks: 1, error: { status: 500, message: "the engine broke down" } } } }] });
    await expect(collect(await client().chat({ model: "llama3.2", messages: [{ role: "user", content: "x" }], stream: true }))).rejects.toThrow("the engine broke down");
    emulator.use({ answers: [{ kind: "model", text: "half", faults: { noFinish: true } }] });
    await expect(collect(await client().chat({ model: "llama3.2", messages: [{ role: "user", content: "x" }], stream: true }))).rejects.toThrow(/done|success/);
  });
});

describe("ai-sdk-ollama", () => {
  const provider = () => createOllama({ baseURL: emulator.origin });

  it("generates and streams", async () => {
    emulator.use({ answers: () => ({ kind: "model", text: "Hello, sailor." }) });
    expect((await generateText({ model: provider()("llama3.2"), prompt: "Hello" })).text).toBe("Hello, sailor.");
    const { textStream } = streamText({ model: provider()("llama3.2"), prompt: "Hello" });
    expect((await collect(textStream)).join("")).toBe("Hello, sailor.");
  });

  it("loops over tools", async () => {
    emulator.use({ answers: [{ kind: "model", toolCalls: [{ name: "weather", arguments: '{"city":"Paris"}' }] }, { kind: "model", text: "Sunny in Paris." }] });
    const tools = { weather: tool({ description: "The weather.", inputSchema: z.object({ city: z.string() }), execute: async ({ city }) => `sunny in ${city}` }) };
    const { text, steps } = await generateText({ model: provider()("llama3.2"), prompt: "The weather in Paris?", tools, stopWhen: stepCountIs(3) });
    expect([text, steps.length]).toEqual(["Sunny in Paris.", 2]);
    expect(emulator.lastRequest.body?.["messages"]).toMatchObject([{ role: "user" }, { role: "assistant" }, { role: "tool", content: expect.stringContaining("sunny") }]);
  });

  it("asks for objects and embeds", async () => {
    emulator.use({ answers: () => undefined });
    const { output } = await generateText({ model: provider()("llama3.2"), prompt: "A city.", output: Output.object({ schema: z.object({ city: z.string() }) }) });
    expect(typeof output.city).toBe("string");
    const { embedding } = await embed({ model: provider().embedding("nomic-embed-text"), value: "a ship" });
    expect(embedding).toHaveLength(768);
  });
});
