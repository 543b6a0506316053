import { InvalidArgumentError, LoadAPIKeyError, LoadSettingError, NoSuchModelError, UnsupportedFunctionalityError, type EmbeddingModelV4, type LanguageModelV4 } from "@ai-sdk/provider";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Connection } from "../../src/connection/connection.ts";
import { openaiChat } from "../../src/openai-chat.ts";
import { openaiEmbedding } from "../../src/openai-models.ts";
import { defineProvider } from "../../src/provider/define-provider.ts";
import type { Extending, ProviderSpec, Settings } from "../../src/provider/spec.ts";
import type { OpenAIChatWire } from "../../src/dialects/openai-chat/wire.ts";
import type { TransportRequest } from "../../src/transport/transport.ts";
import { fakeResponse, fakeTransport, type FakeResponse } from "../connection/endpoint.ts";

interface Extra {
  whoAmI(): Promise<unknown>;
  readonly at: string;
}

const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "Hello" }] }];
const chat = JSON.stringify({ id: "1", choices: [{ index: 0, message: { role: "assistant", content: "Hi" }, finish_reason: "stop" }] });
const ok = (body = chat): FakeResponse => fakeResponse([body], { headers: { "content-type": "application/json" } });

const spec = {
  id: "test-service",
  baseURL: "https://api.service.test/v1",
  env: { apiKey: ["TEST_SERVICE_KEY"], baseURL: ["TEST_SERVICE_URL"] },
  keyPrefix: "tsk_",
  pages: { keys: "https://service.test/keys", status: "https://status.service.test" },
  defaultModel: "small",
  language: openaiChat(),
  embedding: openaiEmbedding(),
  models: [{ match: ["small", "large"], can: { tools: true, kind: "language" } }, { match: ["vectors"], can: { kind: "embedding" } }, { match: ["old"], retired: { on: "2026-01-02", use: "small" } }],
  extend: (to: Connection): Extra => ({ whoAmI: async () => (await to.json({ method: "GET", path: "/me" })).body, at: to.baseURL }),
} satisfies ProviderSpec<OpenAIChatWire, Extra>;

function make(answer: (request: TransportRequest) => FakeResponse = () => ok(), settings: Settings = {}, of: Partial<ProviderSpec<OpenAIChatWire, Extra>> = {}) {
  const transport = fakeTransport(answer);
  const create = defineProvider<OpenAIChatWire, "small" | "large", Extra>({ ...spec, ...of });
  return { provider: create({ apiKey: "tsk_test-key", transport, ...settings }), requests: transport.requests };
}

const say = async (model: LanguageModelV4, providerOptions = {}) => await model.doGenerate({ prompt, providerOptions });

afterEach(() => void vi.unstubAllEnvs());

describe("defineProvider", () => {
  it.each(["Test", "a.b", "a/b", "", "-a", "ä", "a b"])("refuses %j as an id", (id) => {
    expect(() => defineProvider({ ...spec, id })).toThrow(InvalidArgumentError);
  });

  it.each(["a", "openai-compatible", "open_router", "302ai"])("takes %j as an id", (id) => {
    expect(() => defineProvider({ ...spec, id })).not.toThrow();
  });
});

describe("a provider", () => {
  it("embeds with a model that chats where the service does so, and nowhere else", () => {
    expect(() => make().provider.embeddingModel("small")).toThrow(NoSuchModelError);
    const { provider } = make(undefined, {}, { chatModelsAlso: ["embedding"] });
    expect(provider.embeddingModel("small").modelId).toBe("small");
    expect(() => provider.languageModel("vectors" as "small")).toThrow(NoSuchModelError);
  });

  it("hands extend the settings, a way to tell of a model and a way elsewhere", async () => {
    const transport = fakeTransport(() => fakeResponse(["{}"]));
    const create = defineProvider<OpenAIChatWire, string, { readonly having: Extending<{ readonly region?: string }> }, { readonly region?: string }>({
      ...spec,
      extend: (_, having) => ({ having }),
    });
    const { having, capabilities } = create({ apiKey: "tsk_test-key", region: "eu", transport });
    having.learn({ id: "told", facts: { tools: true } });
    expect([having.settings.region, capabilities("told").flags.tools]).toEqual(["eu", true]);
    await having.elsewhere("https://else.test", "tsk_test-key-else").json({ method: "GET", path: "/x" });
    expect(transport.requests[0]).toMatchObject({ url: "https://else.test/x", headers: { authorization: "Bearer tsk_test-key-else" } });
  });

  it("tells what it is", () => {
    const { provider } = make();
    expect({ ...provider }).toMatchObject({ specificationVersion: "v4", id: "test-service", baseURL: "https://api.service.test/v1", defaultModel: "small", pages: spec.pages });
    expect(provider.knownModels).toEqual(["small", "large", "vectors"]);
  });

  it("is callable, with a default model, and cannot be constructed", () => {
    const { provider } = make();
    expect([provider("large").modelId, provider().modelId, provider.languageModel("any/other:id").modelId]).toEqual(["large", "small", "any/other:id"]);
    expect(provider().provider).toBe("test-service.chat");
    expect(() => Reflect.construct(provider, ["large"])).toThrow(TypeError);
  });

  it("without a default model says so", () => {
    const { defaultModel: _, ...rest } = spec;
    const provider = defineProvider(rest)({ apiKey: "tsk_test-key" });
    expect(() => provider()).toThrow(NoSuchModelError);
    expect(() => provider()).toThrow("test-service has no default model: name one, or ask test-service.listModels()");
  });

  it.each(["", " ", undefined as never])("takes %j for no model, and says which there are", (id) => {
    const { provider } = make();
    expect(() => provider.languageModel(id)).toThrow(NoSuchModelError);
    expect(() => provider.languageModel(id)).toThrow("test-service: the model id is empty. Name a model; test-service() is small.");
    expect(() => provider.embeddingModel(id)).toThrow("test-service: the model id is empty. Name a model; test-service.listModels() tells what there is.");
  });

  it("makes the kinds of model it has, and refuses the others", () => {
    const { provider } = make();
    expect(provider.embeddingModel("vectors").modelId).toBe("vectors");
    for (const kind of ["imageModel", "transcriptionModel", "speechModel", "rerankingModel"] as const) {
      expect(() => provider[kind]("x")).toThrow(NoSuchModelError);
    }
    expect(() => provider.imageModel("x")).toThrow("test-service has no image models");
  });

  it("refuses a model of a known other kind, naming the override, which holds", () => {
    const { provider } = make();
    expect(() => provider("vectors" as "small")).toThrow('test-service/vectors is of the kind embedding, not language: make it with embeddingModel(). If that is no longer so, say it in the provider\'s settings: models: { "vectors": { kind: "language" } }');
    expect(() => provider.embeddingModel("small")).toThrow(NoSuchModelError);
    expect(make(undefined, { models: { vectors: { kind: "language" } } }).provider.languageModel("vectors").modelId).toBe("vectors");
  });

  it("can be made without a key and without a network; the first call asks for both", async () => {
    vi.stubEnv("TEST_SERVICE_KEY", undefined);
    const provider = defineProvider(spec)();
    await expect(say(provider("small"))).rejects.toThrow(LoadAPIKeyError);
  });

  it("can be made where the environment's base URL is wrong; the first call says so", async () => {
    vi.stubEnv("TEST_SERVICE_URL", "localhost:1");
    const provider = defineProvider<OpenAIChatWire>({ ...spec, extend: () => ({}) })({ apiKey: "tsk_test-key" });
    expect(provider.id).toBe("test-service");
    await expect(say(provider("small"))).rejects.toThrow(LoadSettingError);
  });

  it("takes the base URL of settings its spec asks about", () => {
    const create = defineProvider<OpenAIChatWire, string, object, { readonly region: string }>({ ...spec, extend: () => ({}), baseURL: ({ region }) => `https://${region}.service.test/v1` });
    expect(create({ region: "eu" } as Settings & { region: string }).baseURL).toBe("https://eu.service.test/v1");
  });

  it("speaks through a fetch that is given", async () => {
    const fetchFunction = vi.fn<typeof fetch>(async () => new Response(chat));
    const provider = defineProvider(spec)({ apiKey: "tsk_test-key", fetch: fetchFunction });
    await say(provider("small"));
    expect(fetchFunction).toHaveBeenCalledOnce();
  });
});

describe("a call warns", () => {
  it("of a retired model, and sends it still", async () => {
    const { provider, requests } = make();
    const { warnings } = await say(provider.languageModel("old"));
    expect(warnings).toEqual([{ type: "deprecated", setting: "model", message: "old is retired since 2026-01-02; use small" }]);
    expect(requests).toHaveLength(1);
  });

  it("of both, and of headers that were not sent, whatever the kind of model", async () => {
    const { provider } = make(() => ok('{"data":[{"embedding":[1]}]}'), { apiKey: "sk-ant-test-key" });
    const { warnings } = await provider.embeddingModel("old").doEmbed({ values: ["a"], headers: { authorization: "Bearer another" } });
    const said = JSON.stringify(warnings);
    expect([said.includes("old is retired"), said.includes("the header authorization"), /anthropic/i.test(said), said.includes("sk-ant-test-key")]).toEqual([true, true, true, false]);
  });

  it("[S1-45] of a key with another service's prefix, which is not shown", async () => {
    const { warnings } = await say(make(undefined, { apiKey: "sk-ant-test-key" }).provider());
    expect(warnings).toEqual([{ type: "other", message: "the API key given to test-service looks like a key of Anthropic" }]);
    expect((await say(make().provider())).warnings).toEqual([]);
  });
});

describe("capabilities", () => {
  it("[S3-12] are what rules, list and user say, in this order, and a list is learned by asking for it", async () => {
    const list = JSON.stringify({ data: [{ id: "small", context_window: 10, supported_parameters: ["seed"] }, { id: "old" }] });
    const { provider } = make(() => ok(list), { models: { small: { seed: false, tools: "unknown" } } });
    expect(provider.capabilities("small")).toMatchObject({ flags: { tools: true, seed: false }, limits: {}, sources: { tools: "rule", seed: "user" } });
    const rows = await provider.listModels();
    expect(provider.capabilities("small")).toMatchObject({ flags: { tools: false, seed: false, jsonSchema: false }, limits: { contextWindow: 10 }, sources: { tools: "list", seed: "user" } });
    expect(rows).toEqual([
      { id: "small", source: "defined", capabilities: provider.capabilities("small") },
      { id: "old", source: "listed", capabilities: provider.capabilities("old"), successor: "small" },
    ]);
  });

  it("that a list told hold for models made before it", async () => {
    const { provider } = make(({ method }) => ok(method === "GET" ? '{"data":[{"id":"large","supported_parameters":["seed"]}]}' : chat));
    const model = provider("large");
    await provider.listModels();
    await expect(model.doGenerate({ prompt, tools: [{ type: "function", name: "t", inputSchema: {} }] })).rejects.toThrow(UnsupportedFunctionalityError);
  });
});

describe("withCredentials", () => {
  it("calls with the other key and none of the first one's headers, over the same transport", async () => {
    const { provider, requests } = make(undefined, { headers: { "x-api-key": "first-secret" } });
    const other = provider.withCredentials({ apiKey: "tsk_other-key", headers: { "x-other": "1" } });
    await say(other("small"));
    await say(provider("small"));
    expect(requests.map(({ url, headers }) => [url, headers["authorization"], headers["x-api-key"], headers["x-other"]])).toEqual([
      ["https://api.service.test/v1/chat/completions", "Bearer tsk_other-key", undefined, "1"],
      ["https://api.service.test/v1/chat/completions", "Bearer tsk_test-key", "first-secret", undefined],
    ]);
  });

  it("keeps the address only where none is given, and keeps key and address apart by that", async () => {
    const { provider, requests } = make();
    const other = provider.withCredentials({ apiKey: null, baseURL: "https://other.test/v1" });
    await say(other("small"));
    expect([requests[0]?.url, requests[0]?.headers["authorization"], other.baseURL, provider.baseURL]).toEqual(["https://other.test/v1/chat/completions", undefined, "https://other.test/v1", "https://api.service.test/v1"]);
    expect(other.withCredentials({ apiKey: "tsk_third-key" }).baseURL).toBe("https://other.test/v1");
  });

  it("binds own methods and other kinds of model anew", async () => {
    const { provider, requests } = make(() => ok('{"data":[{"embedding":[1]}]}'));
    const other = provider.withCredentials({ apiKey: "tsk_other-key", baseURL: "https://other.test/v1" });
    await other.whoAmI();
    await (other.embeddingModel("vectors") as EmbeddingModelV4).doEmbed({ values: ["a"] });
    await provider.whoAmI();
    expect(requests.map(({ url, headers }) => [url, headers["authorization"]])).toEqual([
      ["https://other.test/v1/me", "Bearer tsk_other-key"],
      ["https://other.test/v1/embeddings", "Bearer tsk_other-key"],
      ["https://api.service.test/v1/me", "Bearer tsk_test-key"],
    ]);
    expect([provider.at, other.at]).toEqual(["https://api.service.test/v1", "https://other.test/v1"]);
  });

  it("shares no model list", async () => {
    const { provider } = make(() => ok('{"data":[{"id":"small","context_window":10}]}'), { models: { small: { maxOutputTokens: 5 } } });
    await provider.listModels();
    const other = provider.withCredentials({ apiKey: "tsk_other-key" });
    expect([provider.capabilities("small").limits, other.capabilities("small").limits]).toEqual([{ contextWindow: 10, maxOutputTokens: 5 }, { maxOutputTokens: 5 }]);
  });

  it("shares no lesson: a refusal to one key teaches nothing of the other's endpoint", async () => {
    const { provider, requests } = make(({ body }) =>
      typeof body === "string" && body.includes("stream_options") ? fakeResponse(['{"error":{"message":"unknown field: stream_options"}}'], { status: 400 }) : fakeResponse([`data: ${chat.replace('"message"', '"delta"')}\n\ndata: [DONE]\n\n`]),
    );
    const asked = async (of: typeof provider): Promise<readonly boolean[]> => {
      const before = requests.length;
      const { stream } = await of("small").doStream({ prompt });
      await stream.cancel();
      return requests.slice(before).map(({ body }) => String(body).includes("stream_options"));
    };
    expect(await asked(provider)).toEqual([true, false]);
    expect(await asked(provider)).toEqual([false]);
    expect(await asked(provider.withCredentials({ apiKey: "tsk_other-key", baseURL: "https://other.test/v1" }))).toEqual([true, false]);
  });
});

it("keeps the lessons of the models asked for last, however many are named", async () => {
  const { provider, requests } = make(({ body }) =>
    typeof body === "string" && body.includes("stream_options") ? fakeResponse(['{"error":{"message":"unknown field: stream_options"}}'], { status: 400 }) : fakeResponse([`data: ${chat.replace('"message"', '"delta"')}\n\ndata: [DONE]\n\n`]),
  );
  const requestsFor = async (modelId: string): Promise<number> => {
    const before = requests.length;
    await (await provider.languageModel(modelId).doStream({ prompt })).stream.cancel();
    return requests.length - before;
  };
  expect([await requestsFor("first"), await requestsFor("first")]).toEqual([2, 1]);
  for (let model = 0; model < 1000; model += 1) provider.languageModel(`model-${model}`);
  expect([await requestsFor("model-999"), await requestsFor("first")]).toEqual([2, 2]);
});

describe("provider options", () => {
  const options = async () => ({
    "~standard": {
      version: 1 as const,
      vendor: "test",
      validate: (value: unknown) => (typeof (value as { effort?: unknown }).effort === "string" ? { value: value as object } : { issues: [{ message: "expected a string", path: ["effort"] }] }),
    },
  });

  it("that do not fit are refused before anything is sent, naming the path", async () => {
    const { provider, requests } = make(undefined, {}, { options });
    const calling = say(provider(), { testService: { effort: 1 } });
    await expect(calling).rejects.toThrow(InvalidArgumentError);
    await expect(calling).rejects.toThrow("providerOptions.test-service: effort: expected a string");
    expect(requests).toEqual([]);
  });
});
