import { createDeepSeek } from "@ai-sdk/deepseek";
import { createRegistry } from "@portolan/core";
import { customFromEnv } from "@portolan/provider-custom";
import { createGroq } from "@portolan/provider-groq";
import { startEmulator, type Emulator, type ProfileId } from "@portolan/testing/emulator";
import { embed, generateText, streamText } from "ai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const services: readonly ProfileId[] = ["groq", "deepseek", "together", "openai-compatible"];
const emulated = new Map<ProfileId, Emulator>();
beforeAll(async () => {
  for (const id of services) emulated.set(id, await startEmulator(id));
});
afterAll(async () => {
  for (const emulator of emulated.values()) await emulator.close();
});

function at(id: ProfileId): { readonly baseURL: string; readonly apiKey: string } {
  const { baseURL, apiKey } = emulated.get(id) as Emulator;
  return { baseURL, apiKey };
}

/** The environment of a program that names every endpoint and holds no code for any. */
function environment(): Readonly<Record<string, string>> {
  return {
    TOGETHER_API_BASE: at("together").baseURL,
    TOGETHER_API_KEY: at("together").apiKey,
    ACME_API_BASE: at("openai-compatible").baseURL,
    ACME_API_KEY: at("openai-compatible").apiKey,
  };
}

/** Ours by package, ours from the environment, and another library's, under one roof. */
function registry() {
  return createRegistry({ groq: createGroq(at("groq")), theirs: createDeepSeek(at("deepseek")), ...customFromEnv(environment()) }, { aliases: { fast: "groq/openai/gpt-oss-20b" } });
}

describe("a registry of providers from everywhere", () => {
  it.each(["groq/openai/gpt-oss-20b", "fast", "theirs/deepseek-v4-flash", "together/openai/gpt-oss-120b", "acme/test-model"])("[S2-16] [S0-20] answers for %s", async (reference) => {
    const { text } = await generateText({ model: registry().languageModel(reference), prompt: "Name a port." });
    expect(text).toContain("emulator");
  });

  it("[S1-10] [S4-6] [S4-10] takes ids of three segments as they are", async () => {
    const model = registry().languageModel("together/meta-llama/Llama-3-70b-chat-hf");
    await streamText({ model, prompt: "Name a port." }).text;
    expect(emulated.get("together")?.lastRequest.body).toMatchObject({ model: "meta-llama/Llama-3-70b-chat-hf", stream: true });
  });

  it("[S1-30] [S2-15] embeds with a model that is named", async () => {
    const { embedding } = await embed({ model: registry().embeddingModel("acme/test-embedding"), value: "A port." });
    expect(embedding.length).toBeGreaterThan(0);
  });

  it("[S4-9] [S2-16] tells each provider's address, and what is known of its models", () => {
    const all = registry();
    expect(all.ids).toEqual(["groq", "theirs", "together", "acme"]);
    const { provider } = all.resolve("acme/anything");
    expect((provider as { readonly baseURL?: string }).baseURL).toBe(at("openai-compatible").baseURL);
    expect(all.capabilities("groq/openai/gpt-oss-20b").flags.tools).toBe(true);
    expect(all.capabilities("theirs/deepseek-v4-flash").flags.tools).toBe("unknown");
  });

  it("[S2-29] moves to another endpoint by the environment alone", async () => {
    const model = (env: Readonly<Record<string, string>>) => createRegistry(customFromEnv(env)).languageModel("acme/test-model");
    await generateText({ model: model(environment()), prompt: "Here." });
    await generateText({ model: model({ ACME_API_BASE: at("together").baseURL, ACME_API_KEY: at("together").apiKey }), prompt: "There." });
    expect(JSON.stringify(emulated.get("together")?.lastRequest.body)).toContain("There.");
  });

  it("[S2-22] names the provider as it is called here, in errors and metadata", async () => {
    await expect(generateText({ model: registry().languageModel("acme/nonexistent-model"), prompt: "?", maxRetries: 0 })).rejects.toThrow(/^acme\/nonexistent-model: 404/);
    expect(registry().languageModel("acme/test-model").provider).toBe("acme.chat");
  });
});
