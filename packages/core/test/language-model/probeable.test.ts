import { startEmulator, type Emulator } from "@portolan/testing/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defineProvider, type CapabilityFacts, type CapabilityFlag } from "../../src/index.ts";
import { forProbing } from "../../src/language-model/probeable.ts";
import { openaiChat } from "../../src/openai-chat.ts";
import { prompt, rejection } from "./support.ts";

const denied: readonly CapabilityFlag[] = ["tools", "forcedToolChoice", "jsonSchema", "jsonSchemaWithTools", "jsonObject", "reasoning", "seed", "imageInput", "streaming"];
const nothing: CapabilityFacts = Object.fromEntries(denied.map((flag) => [flag, false]));
const tools = [{ type: "function" as const, name: "look", inputSchema: { type: "object" as const } }];
const schema = { type: "object" as const, title: "canary" };

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator("openai");
});
afterAll(() => emulator.close());

const model = (facts: CapabilityFacts) =>
  defineProvider({ id: "service", env: { apiKey: [] }, language: openaiChat() })({ baseURL: emulator.baseURL, apiKey: emulator.apiKey, models: { any: facts } })("any");

describe("a model for probing", () => {
  it("is sent everything that is asked of it, whatever is known against it", async () => {
    emulator.use({});
    const call = { prompt, tools, toolChoice: { type: "required" as const }, responseFormat: { type: "json" as const, schema }, seed: 7, reasoning: "low" as const };
    expect(await rejection(model(nothing).doStream(call))).toMatchObject({ name: "AI_UnsupportedFunctionalityError" });
    const { stream } = await forProbing(model(nothing)).doStream(call);
    await stream.cancel();
    expect(emulator.requests).toHaveLength(1);
    expect(emulator.lastRequest.body).toMatchObject({ tool_choice: "required", seed: 7, reasoning_effort: "low", stream: true, response_format: { type: "json_schema" } });
  });

  it("passes on the refusal of a schema, and does not ask for less", async () => {
    emulator.use({ answers: () => ({ kind: "error", error: { status: 400, message: "response_format json_schema is not supported by this model" } }) });
    const probed = forProbing(model({}));
    expect(await rejection(probed.doGenerate({ prompt, responseFormat: { type: "json", schema } }))).toMatchObject({ statusCode: 400 });
    expect(emulator.requests).toHaveLength(1);
  });

  it("still learns to ask for the same in other words, and leaves what the model learned alone", async () => {
    emulator.use({ refuseFields: ["stream_options"] });
    const asked = model({});
    await (await forProbing(asked).doStream({ prompt })).stream.cancel();
    await (await asked.doStream({ prompt })).stream.cancel();
    expect(emulator.requests.map(({ body }) => body !== undefined && "stream_options" in body)).toEqual([true, false, true, false]);
  });

  it("of another library is the model itself", () => {
    const { specificationVersion, provider, modelId, supportedUrls } = model({});
    const foreign = { specificationVersion, provider, modelId, supportedUrls, doGenerate: () => expect.unreachable(), doStream: () => expect.unreachable() };
    expect(forProbing(foreign)).toBe(foreign);
  });
});
