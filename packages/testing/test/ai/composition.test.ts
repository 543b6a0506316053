import { createRegistry } from "@portolan/core";
import { createUIMessageStreamResponse, generateText, streamText, toUIMessageStream, wrapLanguageModel, type LanguageModelMiddleware } from "ai";
import { afterEach, describe, expect, it } from "vitest";
import { modelId, useService } from "./service.ts";

const service = useService();
const globals = globalThis as { AI_SDK_DEFAULT_PROVIDER?: unknown };

describe("a middleware", () => {
  it("changes the call and sees the answer", async () => {
    service.answers({ kind: "model", text: "quiet words" });
    const loud: LanguageModelMiddleware = {
      specificationVersion: "v4",
      transformParams: async ({ params }) => ({ ...params, temperature: 0.25 }),
      wrapGenerate: async ({ doGenerate }) => {
        const result = await doGenerate();
        return { ...result, content: result.content.map((part) => (part.type === "text" ? { ...part, text: part.text.toUpperCase() } : part)) };
      },
    };
    const { text } = await generateText({ model: wrapLanguageModel({ model: service.provider(modelId), middleware: loud }), prompt: "Hello" });
    expect(text).toBe("QUIET WORDS");
    expect(service.emulator.lastRequest.body?.["temperature"]).toBe(0.25);
  });
});

describe("a UI message stream", () => {
  async function eventsOf(response: Response): Promise<readonly { type: string; [key: string]: unknown }[]> {
    const lines = (await response.text()).split("\n").filter((line) => line.startsWith("data: {"));
    return lines.map((line) => JSON.parse(line.slice(6)) as { type: string });
  }

  it("carries the text to a browser", async () => {
    service.answers({ kind: "model", text: "Hello there.", deltaSize: 4 });
    const result = streamText({ model: service.provider(modelId), prompt: "Hello" });
    const events = await eventsOf(createUIMessageStreamResponse({ stream: toUIMessageStream({ stream: result.stream }) }));
    expect(events.filter(({ type }) => type === "text-delta").map(({ delta }) => delta).join("")).toBe("Hello there.");
    expect(events.at(-1)).toMatchObject({ type: "finish" });
  });

  it("shows the user no more of an error than the program allows", async () => {
    service.answers({ kind: "model", text: "Hello there.", deltaSize: 4, faults: { errorAfterChunks: { chunks: 3, error: { status: 500, message: "secret-of-the-service" } } } });
    const result = streamText({ model: service.provider(modelId), prompt: "Hello", onError: () => undefined });
    const stream = toUIMessageStream({ stream: result.stream, onError: () => "Something went wrong." });
    const response = createUIMessageStreamResponse({ stream });
    const events = await eventsOf(response);
    expect(events.filter(({ type }) => type === "error")).toEqual([{ type: "error", errorText: "Something went wrong." }]);
    expect(JSON.stringify(events)).not.toContain("secret-of-the-service");
  });

  it("shows neither key nor prompt when the program shows the error's message", async () => {
    service.emulator.use({ answers: [{ kind: "error", error: { status: 401, message: `Incorrect API key provided: ${service.emulator.apiKey}` } }] });
    const result = streamText({ model: service.provider(modelId), prompt: "prompt-canary", maxRetries: 0, onError: () => undefined });
    const stream = toUIMessageStream({ stream: result.stream, onError: (error) => String(error) });
    const [error] = (await eventsOf(createUIMessageStreamResponse({ stream }))).filter(({ type }) => type === "error");
    expect(error?.["errorText"]).toContain("401");
    expect(JSON.stringify(error)).not.toContain(service.emulator.apiKey);
    expect(JSON.stringify(error)).not.toContain("prompt-canary");
  });
});

describe("a registry as the AI SDK's default provider", () => {
  const before = Object.getOwnPropertyDescriptor(globals, "AI_SDK_DEFAULT_PROVIDER");
  afterEach(() => {
    if (before === undefined) delete globals.AI_SDK_DEFAULT_PROVIDER;
    else Object.defineProperty(globals, "AI_SDK_DEFAULT_PROVIDER", before);
  });

  it("[S1-12] answers for plain model strings and aliases", async () => {
    service.answers({ kind: "model", text: "by reference" }, { kind: "model", text: "by alias" });
    globals.AI_SDK_DEFAULT_PROVIDER = createRegistry({ sea: service.provider }, { aliases: { fast: `sea/${modelId}` } });
    expect((await generateText({ model: `sea/${modelId}`, prompt: "Hello" })).text).toBe("by reference");
    expect((await generateText({ model: "fast", prompt: "Hello" })).text).toBe("by alias");
    expect(service.emulator.requests.map(({ body }) => body?.["model"])).toEqual([modelId, modelId]);
  });
});
