import { startEmulator, type Emulator } from "@portolan/testing/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defineProvider, type Provider } from "../../src/index.ts";
import { openaiChat } from "../../src/openai-chat.ts";
import { prompt, readAll } from "./support.ts";


let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator("openai");
});
afterAll(() => emulator.close());

function service(): Provider {
  return defineProvider({ id: "service", env: { apiKey: [] }, language: openaiChat() })({ baseURL: emulator.baseURL, apiKey: emulator.apiKey });
}

describe("lessons", () => {
  it("a server that refuses stream_options is asked once more without, and remembered", async () => {
    emulator.use({ refuseFields: ["stream_options"] });
    const model = service()("any");
    await readAll((await model.doStream({ prompt })).stream);
    await readAll((await model.doStream({ prompt })).stream);
    expect(emulator.requests.map(({ body }) => body !== undefined && "stream_options" in body)).toEqual([true, false, false]);
  });

  it("a server without JSON schemas is given the schema in the prompt", async () => {
    emulator.use({
      answers: ({ body }) =>
        (body?.["response_format"] as { type?: string } | undefined)?.type === "json_schema"
          ? { kind: "error", error: { status: 400, message: "response_format json_schema is not supported by this model" } }
          : { kind: "model", text: "{}" },
    });
    const { warnings } = await service()("any").doGenerate({ prompt, responseFormat: { type: "json", schema: { type: "object", title: "canary" } } });
    expect(emulator.lastRequest.body?.["response_format"]).toEqual({ type: "json_object" });
    expect(JSON.stringify(emulator.lastRequest.body?.["messages"])).toContain("canary");
    expect(warnings).toMatchObject([{ type: "compatibility", feature: "responseFormat" }]);
  });

  it("a model that wants max_completion_tokens is given it", async () => {
    emulator.use({});
    const model = service()("gpt-5.5");
    await model.doGenerate({ prompt, maxOutputTokens: 50 });
    await model.doGenerate({ prompt, maxOutputTokens: 60 });
    expect(emulator.requests.map(({ body }) => [body?.["max_tokens"], body?.["max_completion_tokens"]])).toEqual([
      [50, undefined],
      [undefined, 50],
      [undefined, 60],
    ]);
  });

  it("another refusal is not tried again", async () => {
    emulator.use({ answers: [{ kind: "error", error: { status: 400, message: "temperature is out of range" } }] });
    await expect(service()("any").doStream({ prompt })).rejects.toThrow("temperature");
    expect(emulator.requests).toHaveLength(1);
  });

  it("another user's connection learns for itself", async () => {
    emulator.use({ refuseFields: ["stream_options"] });
    const provider = service();
    await readAll((await provider("any").doStream({ prompt })).stream);
    await readAll((await provider.withCredentials({ apiKey: emulator.apiKey })("any").doStream({ prompt })).stream);
    expect(emulator.requests.map(({ body }) => body !== undefined && "stream_options" in body)).toEqual([true, false, true, false]);
  });

  it("a refusal that several calls meet at once fails none of them", async () => {
    emulator.use({ refuseFields: ["stream_options"] });
    const provider = service();
    await Promise.all([1, 2, 3].map(async () => (await provider("any").doStream({ prompt })).stream.cancel()));
    expect(emulator.requests.filter(({ body }) => body !== undefined && !("stream_options" in body))).toHaveLength(3);
  });
});
