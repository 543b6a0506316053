import { createServer, type AddressInfo } from "node:net";
import { createRegistry, describeError } from "@portolan/core";
import { startEmulator, type Emulator } from "@portolan/testing/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCustom, createPreset, findPreset, type PresetId } from "../../src/index.ts";
import { failureOf, hello } from "./use-preset.ts";

const local: readonly PresetId[] = ["litellm", "localai", "vllm", "lm-studio", "text-generation-webui", "fastchat", "llama-cpp", "ollama-openai"];

async function closedPort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as AddressInfo;
  await new Promise((resolve) => listener.close(resolve));
  return port;
}

describe.each(local)("%s", (preset) => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator(preset);
  });
  afterAll(() => emulator.close());

  it("[S3-1] is looked for on this machine, and needs no key", async () => {
    expect(createPreset(preset, { env: {} }).baseURL).toMatch(/^http:\/\/(localhost|127\.0\.0\.1):\d+\/v1$/);
    emulator.use({ apiKeys: null });
    await createPreset(preset, { baseURL: emulator.baseURL, env: {} })("any").doGenerate({ prompt: hello });
    expect(emulator.lastRequest.headers).not.toHaveProperty("authorization");
  });

  it.each(["not-needed", "EMPTY", "sk-no-key-required", "lm-studio", "ollama"])("[S3-10] the key %s is sent as it is", async (apiKey) => {
    emulator.use({ apiKeys: [apiKey] });
    const { warnings } = await createPreset(preset, { baseURL: emulator.baseURL, apiKey })("any").doGenerate({ prompt: hello });
    expect(emulator.lastRequest.headers["authorization"]).toBe(`Bearer ${apiKey}`);
    expect(warnings).toEqual([]);
  });

  it("[S3-15] a server that is not there is told with how it is started", async () => {
    const failure = await failureOf(createPreset(preset, { baseURL: `http://127.0.0.1:${await closedPort()}/v1`, env: {} })("any").doGenerate({ prompt: hello }));
    const { kind, code, hint } = describeError(failure);
    expect([kind, code]).toEqual(["network", "ECONNREFUSED"]);
    expect(hint).toMatch(/^start it \(.+\), or say where it is with `baseURL`$/);
    expect(failure.message).toContain(`${preset}/any: no answer from http://127.0.0.1:`);
  });

  it("[S0-28] an address without /v1 is told with the one that has it", async () => {
    const failure = await failureOf(createPreset(preset, { baseURL: emulator.origin, apiKey: emulator.apiKey })("any").doGenerate({ prompt: hello }));
    expect(describeError(failure).hint).toContain("/v1");
  });

  it("[S3-15] a missing key is told with the variable to set", async () => {
    emulator.use({});
    const failure = await failureOf(createPreset(preset, { baseURL: emulator.baseURL, env: {} })("any").doGenerate({ prompt: hello }));
    const [variable = ""] = findPreset(preset).env.apiKey;
    expect(describeError(failure)).toMatchObject({ kind: "auth", hint: expect.stringContaining(variable) as string });
  });
});

describe("several servers of one kind", () => {
  const emulators: Emulator[] = [];
  beforeAll(async () => {
    for (let count = 0; count < 3; count += 1) emulators.push(await startEmulator("vllm"));
  });
  afterAll(() => Promise.all(emulators.map((emulator) => emulator.close())));

  it("[S0-9] [S3-13] are reached at once, each by its own name, key and base URL", async () => {
    const names = ["vllm-small", "vllm-large", "staging"];
    const made = names.map((id, index) => [id, createCustom({ id, extends: "vllm", baseURL: emulators[index]?.baseURL, apiKey: `test-key-${id}` })] as const);
    for (const [index, id] of names.entries()) emulators[index]?.use({ apiKeys: [`test-key-${id}`] });
    const registry = createRegistry(Object.fromEntries(made));
    const answers = await Promise.all(names.map((id) => registry.languageModel(`${id}/Qwen/Qwen3-8B`).doGenerate({ prompt: hello, reasoning: "none" })));
    expect(answers.map(({ finishReason }) => finishReason.unified)).toEqual(["stop", "stop", "stop"]);
    for (const [index, id] of names.entries()) {
      expect(emulators[index]?.requests).toHaveLength(1);
      expect(emulators[index]?.lastRequest.headers["authorization"]).toBe(`Bearer test-key-${id}`);
      expect(emulators[index]?.lastRequest.body).toMatchObject({ model: "Qwen/Qwen3-8B", chat_template_kwargs: { enable_thinking: false } });
    }
  });

  it("[S3-13] keep their errors, options and metadata apart by name", async () => {
    const [first] = emulators;
    first?.use({ apiKeys: null });
    const staging = createCustom({ id: "staging", extends: "vllm", baseURL: first?.baseURL, env: {} });
    await staging("m").doGenerate({ prompt: hello, providerOptions: { staging: { minP: 0.1 }, vllm: { minP: 0.9 } } });
    expect(first?.lastRequest.body).toMatchObject({ min_p: 0.1 });
    expect((await failureOf(staging("missing/model").doGenerate({ prompt: hello }))).message).toContain("staging/missing/model: 404 model-not-found");
  });
});
