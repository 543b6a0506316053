import { InvalidArgumentError, LoadSettingError, type LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { startEmulator, type Emulator } from "@portolan/testing/emulator";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCustom } from "../src/index.ts";

const question: LanguageModelV4CallOptions = { prompt: [{ role: "user", content: [{ type: "text", text: "Hello" }] }] };

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator("openai", { apiKeys: null });
});
afterEach(async () => {
  for (const name of ["ACME_API_BASE", "ACME_API_KEY", "MY_LLM_API_BASE"]) delete process.env[name];
  await emulator.close();
});

function failureOf(make: () => unknown): Error {
  try {
    make();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("nothing was thrown");
}

describe("the base URL", () => {
  it("[S0-13] [S1-11] is required, and the message says which variable to set", () => {
    const error = failureOf(() => createCustom({ id: "my-llm" }));
    expect(LoadSettingError.isInstance(error)).toBe(true);
    expect(error.message).toContain("base_url is required for OpenAI-compatible services");
    expect(error.message).toContain("my-llm");
    expect(error.message).toContain("MY_LLM_API_BASE");
  });

  it("is read from the environment when it is not given", () => {
    process.env["MY_LLM_API_BASE"] = "http://127.0.0.1:8080/v1";
    expect(createCustom({ id: "my-llm" }).baseURL).toBe("http://127.0.0.1:8080/v1");
    expect(createCustom({ id: "my-llm", baseURL: emulator.baseURL }).baseURL).toBe(emulator.baseURL);
  });

  it.each([
    ["localhost:8080/v1", /scheme/],
    ["http://localhost:8080/v1/chat/completions", /chat\/completions/],
    ["http://user:secret@localhost/v1", /user name or password/],
  ])("is refused when it is %s", (baseURL, reason) => {
    const error = failureOf(() => createCustom({ id: "acme", baseURL }));
    expect(LoadSettingError.isInstance(error)).toBe(true);
    expect(error.message).toMatch(reason);
    expect(error.message).not.toContain("secret@");
  });
});

describe("the key", () => {
  it("is not sent when there is none", async () => {
    await createCustom({ id: "acme", baseURL: emulator.baseURL }).languageModel("any").doGenerate(question);
    expect(emulator.lastRequest.headers).not.toHaveProperty("authorization");
  });

  it.each(["EMPTY", "not-needed", "lm-studio", "sk-no-key-required"])("[S3-10] is sent as given, also %s", async (apiKey) => {
    await createCustom({ id: "acme", baseURL: emulator.baseURL, apiKey }).languageModel("any").doGenerate(question);
    expect(emulator.lastRequest.headers["authorization"]).toBe(`Bearer ${apiKey}`);
  });

  it("is read from the environment when it is not given", async () => {
    process.env["ACME_API_KEY"] = "test-key-acme";
    await createCustom({ id: "acme", baseURL: emulator.baseURL }).languageModel("any").doGenerate(question);
    expect(emulator.lastRequest.headers["authorization"]).toBe("Bearer test-key-acme");
  });
});

describe("settings", () => {
  it.each(["", "Acme", "a.b", "a/b", "-a", undefined])("refuses the id %j", (id) => {
    expect(InvalidArgumentError.isInstance(failureOf(() => createCustom({ id: id as string, baseURL: emulator.baseURL })))).toBe(true);
  });

  it("has a default model only where one is given", async () => {
    expect(createCustom({ id: "acme", baseURL: emulator.baseURL }).defaultModel).toBeUndefined();
    const acme = createCustom({ id: "acme", baseURL: emulator.baseURL, defaultModel: "acme-large" });
    await acme().doGenerate(question);
    expect(emulator.lastRequest.body).toMatchObject({ model: "acme-large" });
  });

  it("sends headers and takes what the user knows of models", async () => {
    const acme = createCustom({ id: "acme", baseURL: emulator.baseURL, headers: { "x-tenant": "blue" }, models: { large: { tools: true, contextWindow: 8192 } } });
    await acme("large").doGenerate(question);
    expect(emulator.lastRequest.headers["x-tenant"]).toBe("blue");
    expect(acme.capabilities("large").flags.tools).toBe(true);
    expect(acme.capabilities("large").limits.contextWindow).toBe(8192);
    expect(acme.capabilities("small").flags.tools).toBe("unknown");
  });

  it("writes what the wire record says", async () => {
    const acme = createCustom({ id: "acme", baseURL: emulator.baseURL, wire: { fields: { maxOutputTokens: "max_completion_tokens" } } });
    await acme("any").doGenerate({ ...question, maxOutputTokens: 5 });
    expect(emulator.lastRequest.body).toMatchObject({ max_completion_tokens: 5 });
    expect(emulator.lastRequest.body).not.toHaveProperty("max_tokens");
  });
});

describe("reasoning tags", () => {
  const thinking = { kind: "model", reasoning: "Let me see.", text: "Salt.", reasoningField: "think-tags" } as const;
  const textOf = async (reasoningTags?: boolean | readonly [string, string]): Promise<readonly unknown[]> => {
    const { content } = await createCustom({ id: "acme", baseURL: emulator.baseURL, reasoningTags }).languageModel("any").doGenerate(question);
    return content.map((part) => (part.type === "text" || part.type === "reasoning" ? [part.type, part.text.trim()] : part.type));
  };

  it("stay in the text unless they are asked for", async () => {
    emulator.use({ apiKeys: null, answers: [thinking] });
    const [[type, text] = []] = (await textOf()) as [[string, string]];
    expect(type).toBe("text");
    expect(text).toContain("<think>");
  });

  it("are taken out as reasoning", async () => {
    emulator.use({ apiKeys: null, answers: [thinking] });
    expect(await textOf(true)).toEqual([["reasoning", "Let me see."], ["text", "Salt."]]);
  });

  it("can be others", async () => {
    emulator.use({ apiKeys: null, answers: [{ kind: "model", text: "[[hm]]Salt." }] });
    expect(await textOf(["[[", "]]"])).toEqual([["reasoning", "hm"], ["text", "Salt."]]);
  });
});

describe("other models", () => {
  it("embeds", async () => {
    const { embeddings } = await createCustom({ id: "acme", baseURL: emulator.baseURL }).embeddingModel("text-embedding-3-small").doEmbed({ values: ["sea"] });
    expect(embeddings).toHaveLength(1);
    expect(emulator.lastRequest.path).toBe("/v1/embeddings");
  });

  it("speaks", async () => {
    const { audio } = await createCustom({ id: "acme", baseURL: emulator.baseURL }).speechModel("tts-1").doGenerate({ text: "sea", providerOptions: {} });
    expect(audio.length).toBeGreaterThan(0);
    expect(emulator.lastRequest.path).toBe("/v1/audio/speech");
  });

  it("transcribes", async () => {
    const { text } = await createCustom({ id: "acme", baseURL: emulator.baseURL }).transcriptionModel("whisper-1").doGenerate({ audio: new Uint8Array([1, 2, 3]), mediaType: "audio/wav" });
    expect(text).not.toBe("");
    expect(emulator.lastRequest.path).toBe("/v1/audio/transcriptions");
  });
});
