import { generateText, jsonSchema, Output } from "ai";
import { describe, expect, it } from "vitest";
import { describeError } from "../../../packages/core/src/index.ts";
import { createPreset } from "../../../packages/provider-custom/src/index.ts";
import { createOllama } from "../../../packages/provider-ollama-native/src/index.ts";
import { weatherTool } from "./conversations.ts";
import { faultOf } from "./faults.ts";
import { steady } from "./local.ts";
import { freshOllama, hasOllama, server } from "./ollama.ts";

const call = { ...steady, maxOutputTokens: 4, prompt: "Hello." };
const { text } = server.models;

describe.skipIf(!hasOllama)("[S3-1] what Ollama refuses", () => {
  it("is a model that was not pulled", async () => {
    const fault = await faultOf(generateText({ model: freshOllama()("nope"), ...call }));
    expect(fault).toMatchObject({ statusCode: 404, isRetryable: false });
    expect(describeError(fault)).toMatchObject({ kind: "model-not-found", hint: expect.stringContaining("ollama pull nope") });
  });

  it("is tools for a model that has none: by itself, and without asking it once that is known", async () => {
    const ollama = freshOllama();
    const ask = () => faultOf(generateText({ model: ollama(text), ...call, tools: { getWeather: weatherTool([]) } }));
    expect(describeError(await ask())).toMatchObject({ kind: "bad-request", status: 400, message: expect.stringContaining("does not support tools") });
    await ollama.show(text);
    expect(describeError(await ask())).toMatchObject({ kind: "bad-request", message: expect.stringContaining(text) });
    expect(await ask()).toMatchObject({ name: "AI_UnsupportedFunctionalityError" });
  });

  it("is thinking that was asked of a model that cannot", async () => {
    const fault = await faultOf(generateText({ model: freshOllama()(text), ...call, providerOptions: { ollama: { think: true } } }));
    expect(describeError(fault)).toMatchObject({ kind: "bad-request", status: 400, message: expect.stringContaining("does not support thinking") });
  });

  it("is a schema that makes no sense, which it answers like a breakdown: nothing to try again", async () => {
    const output = Output.object({ schema: jsonSchema({ type: "object", properties: { city: { $ref: "#/$defs/nowhere" } } }) });
    const fault = await faultOf(generateText({ model: freshOllama()(text), ...call, output }));
    expect(fault).toMatchObject({ statusCode: 500, isRetryable: false });
    expect(describeError(fault)).toMatchObject({ kind: "bad-request" });
  });

  it("is a host that it does not know", async () => {
    const foreign = createOllama({ baseURL: server.origin, headers: { host: "models.example.com" } });
    const fault = await faultOf(generateText({ model: foreign(text), ...call }));
    expect(fault).toMatchObject({ statusCode: 403, isRetryable: false });
    expect(describeError(fault)).toMatchObject({ kind: "permission", hint: expect.stringContaining("Host header") });
  });
});

describe.skipIf(!hasOllama)("[S0-28] the address of another API", () => {
  it("is corrected with a warning where it ends in /v1", async () => {
    const { warnings, text: answer } = await generateText({ model: createOllama({ baseURL: `${server.origin}/v1` })(text), ...call });
    expect(answer).not.toBe("");
    expect(warnings).toContainEqual({ type: "other", message: expect.stringContaining("/v1") });
  });

  it("is said where nobody listens", async () => {
    const fault = await faultOf(generateText({ model: createOllama({ baseURL: "127.0.0.1:1" })(text), ...call }));
    expect(describeError(fault)).toMatchObject({ hint: expect.stringMatching(/ollama serve|running/i) });
  });

  it("[S0-7] serves the preset for OpenAI's form as well", async () => {
    const { text: answer } = await generateText({ model: createPreset("ollama-openai", { baseURL: `${server.origin}/v1` })(text), ...call });
    expect(answer).not.toBe("");
  });
});
