import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { InvalidArgumentError, NoSuchModelError, type LanguageModelV4, type ProviderV4 } from "@ai-sdk/provider";
import { describe, expect, expectTypeOf, it } from "vitest";
import { openaiChat } from "../../src/openai-chat.ts";
import { openaiEmbedding } from "../../src/openai-models.ts";
import { defineProvider } from "../../src/provider/define-provider.ts";
import type { ProviderFactory } from "../../src/provider/spec.ts";
import { createRegistry, type ReferenceOf } from "../../src/registry/registry.ts";
import { fakeResponse, fakeTransport } from "../connection/endpoint.ts";

const createTest: ProviderFactory<"small" | "org/large"> = defineProvider({
  id: "test",
  baseURL: "https://api.service.test/v1",
  env: { apiKey: ["TEST_SERVICE_KEY"] },
  defaultModel: "small",
  language: openaiChat(),
  embedding: openaiEmbedding(),
  models: [{ can: { tools: true, contextWindow: 10 } }, { match: ["org/large"] }],
});
const test = createTest({ apiKey: "test-key" });
const bare = defineProvider({ id: "bare", baseURL: "https://bare.test/v1", env: { apiKey: [] }, keyless: true, language: openaiChat() })();

describe("a reference", () => {
  const registry = createRegistry({ test, bare, openrouter: bare }, { aliases: { fast: "test/org/large", loop: "fast", test: "bare/b", "with/slash": "test" } });

  it.each([
    ["openrouter/x", "openrouter", "x"],
    ["openrouter/meta/llama/3:free", "openrouter", "meta/llama/3:free"],
    ["openrouter//x", "openrouter", "/x"],
    ["bare/ x ", "bare", " x "],
    ["fast", "test", "org/large"],
    ["with/slash", "test", "small"],
    ["test/constructor", "test", "constructor"],
  ])("%j is %s's %j", (reference, providerId, modelId) => {
    const resolved = registry.resolve(reference);
    expect([resolved.providerId, resolved.modelId]).toEqual([providerId, modelId]);
    expect(registry.languageModel(reference).modelId).toBe(modelId);
  });

  it("may call a provider as people write it, and by its other ids", () => {
    const dashscope = defineProvider({ id: "dashscope", aliases: ["alibaba"], baseURL: "https://bare.test/v1", env: { apiKey: [] }, keyless: true, language: openaiChat() })();
    const named = createRegistry({ dashscope, "my-llm": bare });
    for (const reference of ["alibaba/qwen-plus", "Alibaba/qwen-plus", "dashscope/qwen-plus", "DashScope/qwen-plus"]) {
      expect(named.resolve(reference)).toMatchObject({ provider: dashscope, providerId: "dashscope", modelId: "qwen-plus" });
    }
    expect(named.resolve("My_LLM/x").providerId).toBe("my-llm");
    expect(createRegistry({ dashscope, alibaba: bare }).resolve("alibaba/x").provider).toBe(bare);
  });

  it("[S4-6] may have three segments, and more", () => {
    const { providerId, modelId } = createRegistry({ together: bare }).resolve("together/meta-llama/Llama-3-70b-chat-hf");
    expect([providerId, modelId]).toEqual(["together", "meta-llama/Llama-3-70b-chat-hf"]);
  });

  it("[S1-43] that is a provider's name alone is its default model", () => {
    expect(createRegistry({ test }).resolve("test")).toEqual({ provider: test, providerId: "test", modelId: "small" });
  });

  it("that is an alias too is the alias, looked up once", () => {
    expect(registry.resolve("test").modelId).toBe("b");
    expect(() => registry.resolve("loop")).toThrow('no provider named "fast" for "loop"');
  });

  it.each(["bare", "bare/", "test/"])("%j without a model is an error that says how to write one", (reference) => {
    const plain = createRegistry({ test, bare });
    expect(() => plain.resolve(reference)).toThrow(NoSuchModelError);
    expect(() => plain.resolve(reference)).toThrow(/write (bare|test)\/MODEL$/);
  });

  it("of a provider that is not there names those that are, and the one that was meant", () => {
    expect(() => registry.languageModel("org/large")).toThrow("Did you mean test/org/large?");
    expect(() => registry.languageModel("opnrouter/x")).toThrow(NoSuchModelError);
    expect(() => registry.languageModel("opnrouter/x")).toThrow('no provider named "opnrouter" for "opnrouter/x": there are test, bare, openrouter. Did you mean openrouter?');
    expect(() => registry.embeddingModel("mistral/x")).toThrow(/: there are test, bare, openrouter\.$/);
    expect(() => createRegistry({}).resolve("x/y")).toThrow("the registry is empty");
  });

  it.each(["constructor", "__proto__", "toString", "hasOwnProperty"])("of a provider named %s is of none", (name) => {
    for (const reference of [name, `${name}/x`]) {
      expect(() => registry.resolve(reference)).toThrow(NoSuchModelError);
      expect(() => registry.capabilities(reference)).toThrow(NoSuchModelError);
    }
  });
});

describe("a registry", () => {
  it("[S0-20] [S1-31] is a provider: models are made by their providers, with their own ids", async () => {
    const transport = fakeTransport(() => fakeResponse(['{"data":[{"embedding":[1,2]}]}']));
    const registry = createRegistry({ here: createTest({ apiKey: "test-key", transport }) });
    expect(registry.specificationVersion).toBe("v4");
    expect(registry.languageModel("here/org/large")).toMatchObject({ provider: "test.chat", modelId: "org/large" });
    expect((await registry.embeddingModel("here/e").doEmbed({ values: ["a"] })).embeddings).toEqual([[1, 2]]);
  });

  it("tells which providers and aliases it has", () => {
    const registry = createRegistry({ test, bare }, { aliases: { fast: "test" } });
    expect([registry.ids, registry.aliases]).toEqual([["test", "bare"], { fast: "test" }]);
  });

  it.each(["", "a/b"])("refuses %j as a provider's name", (name) => {
    expect(() => createRegistry({ [name]: test })).toThrow(InvalidArgumentError);
  });

  it("says of a reference that ends in its slash that it names no model", () => {
    expect(() => createRegistry({ test }).languageModel("test/")).toThrow('"test/" names no model: write test/MODEL');
  });

  it("says which kinds of model a provider has not", () => {
    const registry = createRegistry({ test, plain: { specificationVersion: "v4", languageModel: test.languageModel } as unknown as ProviderV4 });
    expect(() => registry.imageModel("test/x")).toThrow("test has no image models");
    expect(() => registry.rerankingModel("plain/x")).toThrow("plain has no models of the kind rerankingModel");
    expect(() => registry.rerankingModel("plain/x")).toThrow(NoSuchModelError);
  });

  it("takes providers of other libraries", () => {
    const other = createOpenAICompatible({ name: "other", baseURL: "https://other.test/v1", apiKey: "test-key" });
    const registry = createRegistry({ test, other });
    expect(registry.languageModel("other/org/model")).toMatchObject({ provider: "other.chat", modelId: "org/model" });
    expect(registry.embeddingModel("other/e").modelId).toBe("e");
    expect(() => registry.languageModel("other")).toThrow("other has no default model: write other/MODEL");
    expect(new Set(Object.values(registry.capabilities("other/org/model").flags))).toEqual(new Set(["unknown"]));
  });

  it("calls a provider's methods on the provider", () => {
    class Own {
      readonly specificationVersion = "v4";
      readonly #made = "own";
      languageModel(modelId: string): LanguageModelV4 {
        return { modelId: `${this.#made}:${modelId}` } as LanguageModelV4;
      }
    }
    expect(createRegistry({ own: new Own() as unknown as ProviderV4 }).languageModel("own/x").modelId).toBe("own:x");
  });
});

describe("capabilities", () => {
  const other = createOpenAICompatible({ name: "other", baseURL: "https://other.test/v1", apiKey: "test-key" });
  const registry = createRegistry(
    { test, other },
    {
      aliases: { fast: "test/small", toString: "test/small" },
      models: { "test/small": { tools: false, seed: true, kind: "language", reasoningLevels: ["low"] }, "other/x": { contextWindow: 5 }, fast: { contextWindow: 7, tools: "unknown" } },
    },
  );

  it("are what the provider says, with what the registry was told over it", () => {
    expect(registry.capabilities("test/small")).toMatchObject({
      flags: { tools: false, seed: true, jsonSchema: "unknown" },
      limits: { contextWindow: 10 },
      kind: "language",
      reasoningLevels: ["low"],
      sources: { tools: "user", seed: "user", contextWindow: "rule" },
    });
    expect(registry.capabilities("test/org/large")).toEqual(test.capabilities("org/large"));
  });

  it("may be told by an alias, and what is unknown there changes nothing", () => {
    expect(registry.capabilities("fast")).toMatchObject({ flags: { tools: true, seed: "unknown" }, limits: { contextWindow: 7 } });
    expect(registry.capabilities("toString")).toEqual(registry.capabilities("test/small"));
  });

  it("may be told of another library's models", () => {
    expect(registry.capabilities("other/x")).toMatchObject({ limits: { contextWindow: 5 }, kind: "unknown", sources: { contextWindow: "user" } });
  });
});

describe("types", () => {
  const other: ProviderV4 = bare;

  it("complete the ids that are known", () => {
    expectTypeOf<ReferenceOf<{ test: typeof test; other: ProviderV4 }>>().toEqualTypeOf<"test" | "test/small" | "test/org/large" | "other">();
    expectTypeOf(createRegistry({ test, other }).ids).toEqualTypeOf<readonly ("test" | "other")[]>();
  });

  it("take any string, and nothing else", () => {
    const registry = createRegistry({ test, other });
    expectTypeOf(registry.languageModel).toBeCallableWith("anything/at:all");
    expectTypeOf(registry.languageModel).toBeCallableWith("test/small");
    expectTypeOf<Parameters<typeof registry.languageModel>[0]>().not.toExtend<number>();
    expectTypeOf<number>().not.toExtend<Parameters<typeof registry.languageModel>[0]>();
    expectTypeOf(registry.languageModel("test/small")).toEqualTypeOf<LanguageModelV4>();
  });

  it("a registry is a provider, and may hold one", () => {
    const registry = createRegistry({ test });
    expectTypeOf(registry).toExtend<ProviderV4>();
    expect(createRegistry({ inner: registry }).languageModel("inner/test/org/large").modelId).toBe("org/large");
  });
});
