import { generateText } from "ai";
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from "vitest";
import type { CapabilityFacts } from "../../../packages/core/src/index.ts";
import { probe, readProbeResult, type ProbedCapability, type ProbeResult } from "../../../packages/core/src/probe.ts";
import { createCustom, createPreset } from "../../../packages/provider-custom/src/index.ts";
import { startLiteLLM, type LiteLLMProxy } from "../litellm.ts";
import { startLlamaCpp, type LlamaCppServer } from "../server.ts";
import { prepareLiteLLM } from "../setup.ts";
import { server as shared } from "./local.ts";

/** A small model says the same to everything it is asked twice. */
const steady = { options: { temperature: 0 } };

/** What llama.cpp does with any model. */
const always: CapabilityFacts = { kind: "language", streaming: true, jsonSchema: true, logprobs: true };
/** What needs a part of the model that was not loaded, and words of the server that say so. */
const withoutProjector: readonly ProbedCapability[] = ["imageInput", "audioInput"];

function expectServer({ facts, evidence, requests }: ProbeResult): void {
  // Told where a case fails: what a model of this size wrote cannot be asked again.
  onTestFailed(() => console.error(JSON.stringify(evidence)));
  expect(facts).toMatchObject(always);
  expect(evidence).toMatchObject({ streamUsage: { verdict: true }, outputLimit: { verdict: true }, stopSequences: { verdict: true } });
  for (const capability of withoutProjector) expect(evidence[capability]).toMatchObject({ verdict: false, why: expect.stringMatching(/^refused: 500 .*input is not supported/) as string });
  // A model of this size need not be able to; what it fails at is not the server's lack.
  for (const capability of ["jsonObject", "reasoning", "systemMessages", "seed"] as const) expect(evidence[capability].verdict).not.toBe(false);
  expect(requests).toBeLessThanOrEqual(24);
}

describe("probe of a server whose template knows tools", () => {
  it("[S0-21] [S0-22] sees what it was started with", async () => {
    const provider = createCustom({ id: "local", baseURL: shared.baseURL, apiKey: shared.apiKey, models: { [shared.modelId]: steady } });
    const result = await probe({ provider, modelId: shared.modelId });
    expectServer(result);
    expect(result.evidence.tools).toMatchObject({ verdict: true });
    expect(result.evidence.parallelTools.verdict).not.toBe(false);
    expect(readProbeResult(JSON.parse(JSON.stringify(result)))).toEqual(result);
    expect(JSON.stringify(result)).not.toContain(shared.apiKey);
  });

  it("[S0-19] stops at a wrong key, and takes it for no lack of the model", async () => {
    const provider = createCustom({ id: "local", baseURL: shared.baseURL, apiKey: "test-key-of-someone-else" });
    await expect(probe({ provider, modelId: shared.modelId })).rejects.toMatchObject({ name: "AI_APICallError", statusCode: 401 });
  });
});

describe("probe of a server as it starts without options", () => {
  let server: LlamaCppServer;
  beforeAll(async () => {
    server = await startLlamaCpp({ installation: shared.installation, embeddings: false, toolTemplate: false });
  });
  afterAll(() => server.close());

  it("[S0-21] [S0-22] sees that tools do not reach the model, and its facts then refuse them early", async () => {
    const result = await probe({ provider: createCustom({ id: "local", baseURL: server.baseURL, models: { any: steady } }), modelId: "any" });
    expectServer(result);
    expect(result.facts).toMatchObject({ tools: false, forcedToolChoice: false, parallelTools: false, jsonSchemaWithTools: false });
    const informed = createCustom({ id: "local", baseURL: server.baseURL, models: { any: result.facts } });
    const image = { type: "file" as const, mediaType: "image/png", data: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) };
    const answer = generateText({ model: informed("any"), maxRetries: 0, messages: [{ role: "user", content: [image] }] });
    await expect(answer).rejects.toMatchObject({ name: "AI_UnsupportedFunctionalityError" });
  });
});

const installation = await prepareLiteLLM();

describe.skipIf("unavailable" in installation)("probe of a proxy in front of a server", () => {
  let proxy: LiteLLMProxy | undefined;
  beforeAll(async () => {
    const { modelId, baseURL, apiKey } = shared;
    if (!("unavailable" in installation)) proxy = await startLiteLLM(installation, [{ name: "local-chat", modelId, baseURL, apiKey }]);
  }, 120_000);
  afterAll(() => proxy?.close());

  it("[S0-21] [S0-22] sees through to the server", async () => {
    const provider = createPreset("litellm", { baseURL: proxy?.baseURL, apiKey: proxy?.apiKey, models: { "local-chat": steady } });
    const result = await probe({ provider, modelId: "local-chat" });
    expectServer(result);
    expect(result.model).toBe("litellm/local-chat");
    expect(result.evidence.tools).toMatchObject({ verdict: true });
  });
});
