import type { EmbeddingModelV4 } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { describeError } from "../../src/errors/describe-error.ts";
import { openaiChat } from "../../src/openai-chat.ts";
import { openaiEmbedding } from "../../src/openai-models.ts";
import { defineProvider } from "../../src/provider/define-provider.ts";
import { fakeResponse, fakeTransport } from "../connection/endpoint.ts";
import { failureOf } from "../connection/failures.ts";

interface Own {
  readonly region?: string;
}

const made: unknown[] = [];
const createService = defineProvider<ReturnType<ReturnType<typeof openaiChat>["wire"]>, string, object, Own>({
  id: "test-service",
  baseURL: ({ region = "eu" }) => `https://${region}.service.test/v1`,
  env: { apiKey: ["TEST_SERVICE_KEY"] },
  language: openaiChat(),
  errors: [{ status: 418, kind: "bad-request", hint: "a rule's words" }],
  advise: ({ kind }, { baseURL, hasKey }) => (kind === "auth" || kind === "bad-request" ? `${baseURL} ${hasKey}` : undefined),
  embedding: (to, modelId, settings): EmbeddingModelV4 => {
    made.push(settings);
    return openaiEmbedding()(to, modelId);
  },
});

const hintFor = async (status: number, apiKey = "test-key"): Promise<string | undefined> => {
  const provider = createService({ apiKey, region: "us", transport: fakeTransport(() => fakeResponse(['{"error":{"message":"no"}}'], { status })) });
  return describeError(await failureOf(Promise.resolve(provider("m").doGenerate({ prompt: [{ role: "user", content: [{ type: "text", text: "Hello" }] }] })))).hint;
};

describe("a provider's advice", () => {
  it("may tell of the address, and goes before the general advice", async () => {
    expect(await hintFor(401)).toBe("https://us.service.test/v1 true");
  });

  it("gives way to a rule's hint, and where it has none to the general one", async () => {
    expect(await hintFor(418)).toBe("a rule's words");
    expect(await hintFor(402)).toMatch(/credit/);
  });
});

describe("what a provider was made with", () => {
  it("is told to those who make its models, also with other credentials", () => {
    const provider = createService({ apiKey: "test-key", region: "us" });
    provider.embeddingModel("e");
    provider.withCredentials({ apiKey: "test-key-other" }).embeddingModel("e");
    expect(made).toMatchObject([{ region: "us" }, { region: "us" }]);
  });
});
