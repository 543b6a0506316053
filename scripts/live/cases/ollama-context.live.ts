import { generateText, streamText, type ModelMessage } from "ai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeError } from "../../../packages/core/src/index.ts";
import { createOllama } from "../../../packages/provider-ollama-native/src/index.ts";
import { faultOf, picture } from "./faults.ts";
import { collect, steady } from "./local.ts";
import { freshOllama, hasOllama, server } from "./ollama.ts";

const contextWindow = 256;
const small = createOllama({ baseURL: server.origin, contextWindow });
const call = { ...steady, maxOutputTokens: 4 };

/** Turns of which each would fit. */
const talk = (turns: number): ModelMessage[] => Array.from({ length: turns }, (_, turn): ModelMessage => ({ role: turn % 2 === 0 ? "user" : "assistant", content: `Turn ${turn}: the harbour lies to the north of the old light, and the wind is from the east.` }));

const longTalk = talk(21);

const droppedWords = { type: "other", message: expect.stringContaining("dropped by Ollama without a word") as string };

describe.skipIf(!hasOllama)("[S3-1] a context that does not hold the prompt", () => {
  it("is told of, since Ollama is silent about it, whole and streamed alike", async () => {
    const { warnings, usage } = await generateText({ model: small(server.models.text), ...call, messages: longTalk });
    expect(usage.inputTokens).toBeLessThanOrEqual(contextWindow);
    expect(warnings).toContainEqual(droppedWords);
    const streamed = streamText({ model: small(server.models.text), ...call, messages: longTalk });
    await collect(streamed.textStream);
    expect((await streamed.providerMetadata)?.["ollama"]?.["warnings"]).toContainEqual(droppedWords);
  });

  it("is an error in strict mode, in Ollama's words", async () => {
    const strict = createOllama({ baseURL: server.origin, contextWindow, strictContext: true });
    const fault = await faultOf(generateText({ model: strict(server.models.text), ...call, messages: longTalk }));
    expect(fault).toMatchObject({ statusCode: 400, isRetryable: false });
    expect(describeError(fault)).toMatchObject({ kind: "context-length", message: expect.stringContaining("context length") });
  });

  it("is never too small when it is chosen to fit", async () => {
    const fitting = createOllama({ baseURL: server.origin, contextWindow: "fit" });
    const { warnings, usage } = await generateText({ model: fitting(server.models.text), ...call, messages: talk(13) });
    expect(warnings).toEqual([]);
    expect(usage.inputTokens).toBeGreaterThan(contextWindow);
    expect((await fitting.running()).find(({ name }) => name === `${server.models.text}:latest`)?.contextLength).toBe(4096);
  });
});

describe.skipIf(!hasOllama)("[S3-1] a context that nobody asked for", () => {
  const model = "portolan-live/narrow";
  const ollama = freshOllama();
  beforeAll(() => collect(ollama.create({ model, from: server.models.text, parameters: { numCtx: contextWindow } })));
  afterAll(() => ollama.delete(model));

  it("is looked up once an answer looks as if it had been too small", async () => {
    const { warnings } = await generateText({ model: ollama(model), ...call, messages: longTalk });
    expect(warnings).toContainEqual(droppedWords);
    expect((await ollama.running()).find(({ name }) => name === `${model}:latest`)?.contextLength).toBe(contextWindow);
  });
});

describe.skipIf(!hasOllama)("[S3-1] a picture before a model that sees none", () => {
  const look: ModelMessage[] = [{ role: "user", content: [{ type: "text", text: "What is this?" }, { type: "file", mediaType: "image/png", data: picture }] }];

  it("is left out by the server without a word, and told of by us", async () => {
    const { warnings } = await generateText({ model: freshOllama()(server.models.text), ...call, messages: look });
    expect(warnings).toContainEqual({ type: "other", message: expect.stringContaining("seems to see no pictures") });
  });

  it("is refused before anything is sent, once it is known that the model sees none", async () => {
    const ollama = freshOllama();
    await ollama.show(server.models.text);
    const fault = await faultOf(generateText({ model: ollama(server.models.text), ...call, messages: look }));
    expect(describeError(fault)).toMatchObject({ kind: "bad-request", message: expect.stringContaining(server.models.text) });
  });
});
