import { InvalidArgumentError, type APICallError, type JSONObject, type LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { forProbing } from "../../src/language-model/probeable.ts";
import { openaiChat } from "../../src/openai-chat.ts";
import { openaiEmbedding } from "../../src/openai-models.ts";
import { defineProvider } from "../../src/provider/define-provider.ts";
import type { ModelDefinition } from "../../src/provider/model-definition.ts";
import type { Provider, Settings } from "../../src/provider/spec.ts";
import { fakeResponse, fakeTransport } from "../connection/endpoint.ts";
import { rejection } from "../language-model/support.ts";

const prompt: LanguageModelV4CallOptions["prompt"] = [{ role: "user", content: [{ type: "text", text: "Hello" }] }];
const chat = { id: "1", choices: [{ index: 0, message: { role: "assistant", content: "Hi" }, finish_reason: "stop" }] };
const vectors = { data: [{ index: 0, embedding: [1, 2] }], usage: { prompt_tokens: 1 } };

const createService = defineProvider({
  id: "my-service",
  baseURL: "https://api.service.test/v1",
  env: { apiKey: [] },
  language: openaiChat(),
  embedding: openaiEmbedding(),
  models: [
    { match: /^big/, can: { tools: true, seed: true, kind: "language", contextWindow: 1000 } },
    { match: ["thinker"], wire: { reasoning: { high: { enable_thinking: true }, low: { enable_thinking: true } } } },
    { match: ["keyed"], wire: { promptCaching: "prompt_cache_key" } },
    { match: ["old"], retired: { on: "2026-01-02", use: "big-1" } },
  ],
});

interface Service {
  readonly provider: Provider;
  /** The bodies that were sent. */
  readonly sent: JSONObject[];
}

function service(models: Readonly<Record<string, ModelDefinition>>, status = 200, settings: Settings = {}): Service {
  const sent: JSONObject[] = [];
  const transport = fakeTransport(({ url, body }) => {
    sent.push(JSON.parse(String(body)) as JSONObject);
    const answer = status === 200 ? (url.endsWith("/embeddings") ? vectors : chat) : { error: { message: "no" } };
    return fakeResponse([JSON.stringify(answer)], { status, headers: { "content-type": "application/json" } });
  });
  return { provider: createService({ apiKey: "test-key-service", transport, models, ...settings }), sent };
}

async function bodyOf(models: Readonly<Record<string, ModelDefinition>>, name: string, options: Partial<LanguageModelV4CallOptions> = {}): Promise<JSONObject> {
  const { provider, sent } = service(models);
  await provider(name).doGenerate({ prompt, ...options });
  return sent[0] ?? {};
}

describe("a model by a name", () => {
  const models = { "GLM-4.6": { id: "glm-4.6", options: { reasoning_effort: "high", temperature: 0.2 } } } satisfies Record<string, ModelDefinition>;

  it("[S2-8] [S2-23] is called by its name, sent by its id and keeps its options", async () => {
    const { provider, sent } = service(models);
    const model = provider("GLM-4.6");
    await model.doGenerate({ prompt });
    expect(model.modelId).toBe("GLM-4.6");
    expect(sent[0]).toEqual({ model: "glm-4.6", messages: [{ role: "user", content: "Hello" }], reasoning_effort: "high", temperature: 0.2 });
  });

  it("[S2-8] has its options from its own name, not from that of its id", async () => {
    const two = { ...models, "glm-4.6": { options: { temperature: 1 } } };
    expect(await bodyOf(two, "GLM-4.6")).toMatchObject({ model: "glm-4.6", temperature: 0.2 });
    expect(await bodyOf(two, "glm-4.6")).toEqual({ model: "glm-4.6", messages: expect.anything() as unknown, temperature: 1 });
  });

  it("is looked up once: its id may be another's name", async () => {
    const chain = { a: { id: "b", options: { temperature: 0 } }, b: { id: "c", options: { seed: 1 } } };
    expect(await bodyOf(chain, "a")).toEqual({ model: "b", messages: expect.anything() as unknown, temperature: 0 });
  });

  it("[S2-8] may hold slashes, and is looked up whole", async () => {
    const names = { "team/careful": { id: "big-1", options: { seed: 1 } }, careful: { id: "wrong" } };
    expect(await bodyOf(names, "team/careful")).toMatchObject({ model: "big-1", seed: 1 });
    expect(await bodyOf(names, "other/careful")).toMatchObject({ model: "other/careful" });
  });

  it.each(["__proto__", "constructor", "toString"])("may be %s, and nothing is meant by it where nobody defined it", async (name) => {
    expect(await bodyOf(Object.fromEntries([[name, { id: "big-1" }]]), name)).toMatchObject({ model: "big-1" });
    expect(await bodyOf({}, name)).toMatchObject({ model: name });
  });

  it("[S2-10] needs no definition", async () => {
    expect(await bodyOf(models, "any-model")).toEqual({ model: "any-model", messages: [{ role: "user", content: "Hello" }] });
  });

  it("is what errors name", async () => {
    const { provider } = service({ "team/careful": { id: "big-1" } }, 404);
    const error = (await rejection(provider("team/careful").doGenerate({ prompt }))) as APICallError;
    expect(error.message).toContain("my-service/team/careful");
  });

  it("[S2-8] can do what its id can, and what the user says of either", () => {
    const { provider } = service({ careful: { id: "big-1", tools: false }, "big-1": { seed: false, contextWindow: 2000 } });
    expect(provider.capabilities("careful")).toMatchObject({ flags: { tools: false, seed: false }, limits: { contextWindow: 2000 }, kind: "language", sources: { tools: "user", seed: "user", kind: "rule" } });
    expect(provider.capabilities("big-1")).toMatchObject({ flags: { tools: true, seed: false } });
  });

  it("can do nothing of what is said of another model that goes by its id", () => {
    const { provider } = service({ a: { id: "big-1" }, "big-1": { id: "big-2", tools: false } });
    expect(provider.capabilities("a")).toMatchObject({ flags: { tools: true }, sources: { tools: "rule" } });
  });

  it("is measured without what its definition adds", async () => {
    const { provider, sent } = service({ m: { id: "big-1", options: { temperature: 0 }, system: "Be brief." } });
    await forProbing(provider("m")).doGenerate({ prompt });
    expect(sent[0]).toEqual({ model: "big-1", messages: [{ role: "user", content: "Hello" }] });
  });

  it("knows what another name of its id has learned", async () => {
    const transport = fakeTransport(({ body }) =>
      String(body).includes('"max_tokens"') ? fakeResponse(['{"error":{"message":"use max_completion_tokens"}}'], { status: 400 }) : fakeResponse([JSON.stringify(chat)]),
    );
    const provider = createService({ apiKey: "test-key-service", transport, models: { a: { id: "big-1" }, b: { id: "big-1" } } });
    for (const name of ["a", "b", "big-1"]) await provider(name).doGenerate({ prompt, maxOutputTokens: 9 });
    expect(transport.requests).toHaveLength(4);
  });

  it("is warned about where its id is retired", async () => {
    const { warnings } = await service({ mine: { id: "old" } }).provider("mine").doGenerate({ prompt });
    expect(warnings).toEqual([{ type: "deprecated", setting: "model", message: "old is retired since 2026-01-02; use big-1" }]);
  });

  it("goes along with other credentials", async () => {
    const { provider, sent } = service(models);
    await provider.withCredentials({ apiKey: "test-key-other" })("GLM-4.6").doGenerate({ prompt });
    expect(sent[0]).toMatchObject({ model: "glm-4.6", temperature: 0.2 });
  });

  it("[S2-9] is refused when the provider is made where an option is out of its range", () => {
    const make = (options: JSONObject) => () => service({ careful: { options } });
    expect(make({ temperature: 3 })).toThrow('my-service: models["careful"].options.temperature: expected a number from 0 to 2, got 3.');
    expect(make({ stop: [7] })).toThrow(expect.toSatisfy(InvalidArgumentError.isInstance));
  });
});

describe("a definition's options", () => {
  const all = { m: { id: "x", options: { max_tokens: 10, temperature: 0, top_p: 0.5, frequency_penalty: 1, presence_penalty: 1, stop: ["A"], seed: 1, reasoning_effort: "high" } } };

  it("[S2-23] hold where the call says nothing, undefined included", async () => {
    const unsaid = { maxOutputTokens: undefined, reasoning: undefined } as unknown as Partial<LanguageModelV4CallOptions>;
    expect(await bodyOf(all, "m", unsaid)).toEqual({ model: "x", messages: expect.anything() as unknown, ...all.m.options });
  });

  it("[S1-29] [S2-8] yield to the call's, reasoning included", async () => {
    const said = { maxOutputTokens: 20, temperature: 1, topP: 1, frequencyPenalty: 0, presencePenalty: 0, stopSequences: ["B"], seed: 2, reasoning: "low" as const };
    expect(await bodyOf(all, "m", said)).toEqual({
      model: "x",
      messages: expect.anything() as unknown,
      max_tokens: 20,
      temperature: 1,
      top_p: 1,
      frequency_penalty: 0,
      presence_penalty: 0,
      stop: ["B"],
      seed: 2,
      reasoning_effort: "low",
    });
    expect(await bodyOf(all, "m", { reasoning: "provider-default" })).not.toHaveProperty("reasoning_effort");
  });

  it("that are a service's own yield option by option, in either spelling", async () => {
    const own = { m: { options: { service_tier: "flex", top_logprobs: 2, user: "u" } } };
    const body = await bodyOf(own, "m", { providerOptions: { "my-service": { serviceTier: "auto" }, myService: { user: "v" } } });
    expect(body).toMatchObject({ service_tier: "auto", top_logprobs: 2, user: "v" });
  });

  it("that are a service's own yield to what the call asks for by other means", async () => {
    const effort = { m: { options: { reasoning_effort: "default" } }, t: { id: "thinker", options: { enable_thinking: false } } };
    expect(await bodyOf(effort, "m")).toMatchObject({ reasoning_effort: "default" });
    expect(await bodyOf(effort, "m", { reasoning: "low" })).toMatchObject({ reasoning_effort: "low" });
    expect(await bodyOf(effort, "t")).toMatchObject({ enable_thinking: false });
    expect(await bodyOf(effort, "t", { reasoning: "high" })).toMatchObject({ enable_thinking: true });
  });

  it("may say how prompts are cached, and with which key", async () => {
    const keyed = { m: { id: "keyed", options: { promptCaching: true, promptCacheKey: "charts" }, system: "You sail." } };
    expect(await bodyOf(keyed, "m")).toMatchObject({ prompt_cache_key: "charts" });
    expect(await bodyOf(keyed, "m", { providerOptions: { "my-service": { promptCaching: { key: "theirs" } } } })).toMatchObject({ prompt_cache_key: "theirs" });
    expect(await bodyOf(keyed, "m", { providerOptions: { "my-service": { promptCacheKey: "own" } } })).toMatchObject({ prompt_cache_key: "own" });
  });

  it("leave a call's own provider options above its settings, as ever", async () => {
    const body = await bodyOf({ m: { options: { reasoning_effort: "high" } } }, "m", { reasoning: "low", providerOptions: { "my-service": { reasoningEffort: "none" } } });
    expect(body).toMatchObject({ reasoning_effort: "none" });
  });
});

describe("a definition's system", () => {
  const models = { m: { system: "Be brief." } };

  it("is in front of the prompt", async () => {
    expect(await bodyOf(models, "m")).toMatchObject({ messages: [{ role: "system", content: "Be brief." }, { role: "user", content: "Hello" }] });
  });

  it("is in front of the call's own instructions, in one message", async () => {
    const cached = { "my-service": { cache_control: { type: "ephemeral" } } };
    const { messages } = await bodyOf(models, "m", { prompt: [{ role: "system", content: "Answer in French.", providerOptions: cached }, ...prompt] });
    expect(messages).toEqual([
      { role: "system", content: "Be brief.\n\nAnswer in French.", cache_control: { type: "ephemeral" } },
      { role: "user", content: "Hello" },
    ]);
  });

  it("is no prompt by itself", async () => {
    expect(await rejection(service(models).provider("m").doGenerate({ prompt: [] }))).toSatisfy(InvalidArgumentError.isInstance);
  });
});

describe("a model of another kind by a name", () => {
  const models = { search: { id: "embed-3", options: { dimensions: 256, user: "u" } }, plain: { options: { user: "u" } } };
  const embed = async (name: string, options = {}) => {
    const { provider, sent } = service(models);
    await provider.embeddingModel(name).doEmbed({ values: ["a"], ...options });
    return sent[0];
  };

  it("[S2-8] [S2-15] is called by its name, sent by its id and keeps its options", async () => {
    expect(service(models).provider.embeddingModel("search").modelId).toBe("search");
    expect(await embed("search")).toMatchObject({ model: "embed-3", dimensions: 256, user: "u" });
    expect(await embed("plain")).toMatchObject({ model: "plain", user: "u" });
    expect(await embed("embed-3")).not.toHaveProperty("dimensions");
  });

  it("yields to the call's options, those that are no provider options included", async () => {
    expect(await embed("search", { dimensions: 512, providerOptions: { myService: { user: "v" } } })).toMatchObject({ dimensions: 512, user: "v" });
  });

  it("is what errors name", async () => {
    const error = (await rejection(service(models, 404).provider.embeddingModel("search").doEmbed({ values: ["a"] }))) as APICallError;
    expect(error.message).toContain("my-service/search");
  });

  it("is found by makers that are classes with private fields", async () => {
    class Vectors {
      readonly specificationVersion = "v4";
      readonly provider = "vectors";
      readonly maxEmbeddingsPerCall = 1;
      readonly supportsParallelCalls = false;
      readonly #id: string;
      constructor(id: string) {
        this.#id = id;
      }
      get modelId(): string {
        return this.#id;
      }
      doEmbed() {
        return Promise.resolve({ embeddings: [[this.#id.length]], warnings: [] });
      }
    }
    const create = defineProvider({ id: "v", baseURL: "https://v.test", env: { apiKey: [] }, language: openaiChat(), embedding: (_, id) => new Vectors(id) });
    const model = create({ models: { n: { id: "four" } } }).embeddingModel("n");
    expect([model.modelId, model.maxEmbeddingsPerCall, (await model.doEmbed({ values: ["a"] })).embeddings]).toEqual(["n", 1, [[4]]]);
  });
});
