import { embed, generateText, streamText } from "ai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeError, type Provider } from "../../../packages/core/src/index.ts";
import { createCustom, createPreset } from "../../../packages/provider-custom/src/index.ts";
import { startLlamaCpp, type LlamaCppServer } from "../server.ts";
import { weatherTool } from "./conversations.ts";
import { server as shared, steady } from "./local.ts";

let server: LlamaCppServer;
let local: Provider;
beforeAll(async () => {
  server = await startLlamaCpp({ installation: shared.installation, embeddings: false, toolTemplate: false });
  local = createCustom({ id: "local", baseURL: server.baseURL });
});
afterAll(() => server.close());

describe("a server as it starts without options", () => {
  it("is used without a key, under the file's path as the model's id", async () => {
    expect(await local.checkCredentials()).toEqual({ ok: true });
    const [model] = await local.listModels();
    expect(model?.id).toBe(shared.installation.modelPath);
    const { text, response } = await generateText({ model: local(shared.installation.modelPath), ...steady, maxOutputTokens: 8, prompt: "Hello." });
    expect(text).not.toBe("");
    expect(response.modelId).toBe(shared.installation.modelPath);
  });

  it("says that it has no embeddings, and that asking again is of no use", async () => {
    const error = await embed({ model: local.embeddingModel("any"), value: "a cat", maxRetries: 0 }).catch((fault: unknown) => fault);
    expect(error).toMatchObject({ statusCode: 501, isRetryable: false });
    expect(describeError(error)).toMatchObject({ kind: "bad-request" });
    const known = createPreset("llama-cpp", { baseURL: server.baseURL });
    const advised = await embed({ model: known.embeddingModel("any"), value: "a cat", maxRetries: 0 }).catch((fault: unknown) => fault);
    expect(describeError(advised)).toMatchObject({ kind: "bad-request", hint: expect.stringContaining("--embeddings") as string });
  });

  it("refuses an image, which is nothing to try again", async () => {
    const image = { type: "file" as const, mediaType: "image/png", data: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) };
    const error = await generateText({ model: local("any"), ...steady, messages: [{ role: "user", content: [image] }] }).catch((fault: unknown) => fault);
    expect(error).toMatchObject({ statusCode: 500, isRetryable: false });
    expect(describeError(error)).toMatchObject({ kind: "bad-request" });
  });

  it("ignores a required tool call; the text it sends instead is not hidden", async () => {
    const result = streamText({ model: local("any"), ...steady, maxOutputTokens: 8, tools: { getWeather: weatherTool([]) }, toolChoice: "required", prompt: "Weather in Paris?", onError: () => {} });
    let written = "";
    const errors: unknown[] = [];
    for await (const part of result.stream) {
      if (part.type === "text-delta") written += part.text;
      if (part.type === "error") errors.push(part.error);
    }
    expect(written).not.toBe("");
    expect(errors).toMatchObject([{ name: "AI_ToolChoiceViolationError" }]);
  });

  it("is warned about for that, once the answer is there", async () => {
    const call = {
      prompt: [{ role: "user" as const, content: [{ type: "text" as const, text: "Weather in Paris?" }] }],
      tools: [{ type: "function" as const, name: "getWeather", inputSchema: { type: "object" as const, properties: {} } }],
      toolChoice: { type: "required" as const },
      temperature: 0,
    };
    const ended = await local("any").doGenerate({ ...call, stopSequences: [" "], maxOutputTokens: 60 });
    expect(ended.finishReason.unified).toBe("stop");
    expect(ended.warnings).toMatchObject([{ type: "compatibility", feature: "toolChoice" }]);
    // Cut by the limit it might have called one yet.
    expect((await local("any").doGenerate({ ...call, maxOutputTokens: 2 })).warnings).toEqual([]);
  });
});
