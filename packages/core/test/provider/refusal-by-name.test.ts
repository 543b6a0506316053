import type { ImageModelV4 } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { openaiChat } from "../../src/openai-chat.ts";
import { defineProvider } from "../../src/provider/define-provider.ts";
import { fakeResponse, fakeTransport } from "../connection/endpoint.ts";
import { failureOf } from "../connection/failures.ts";

const createService = defineProvider({
  id: "test-service",
  baseURL: "https://api.service.test/v1",
  env: { apiKey: ["TEST_SERVICE_KEY"] },
  language: openaiChat(),
  image: (to, modelId): ImageModelV4 => ({
    specificationVersion: "v4",
    provider: "test-service.image",
    modelId,
    maxImagesPerCall: 1,
    doGenerate: async () => {
      const answer = await to.json({ method: "GET", path: "/tasks/1", modelId });
      throw to.refusal(answer, { code: "OutOfInk", message: "no ink" }, modelId);
    },
  }),
});

describe("what a model of another kind is refused within an answer", () => {
  it("bears the name it was called by", async () => {
    const transport = fakeTransport(() => fakeResponse(['{"task":"failed"}']));
    const provider = createService({ apiKey: "test-key", transport, models: { painter: { id: "painter-3-turbo" } } });
    const call = provider.imageModel("painter").doGenerate({ prompt: "A port.", n: 1, size: undefined, aspectRatio: undefined, seed: undefined, files: undefined, mask: undefined, providerOptions: {} });
    expect(await failureOf(Promise.resolve(call))).toMatchObject({ message: expect.stringMatching(/^test-service\/painter: .*no ink/) });
  });
});
