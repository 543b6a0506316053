import { UnsupportedFunctionalityError } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { defineProvider, describeError, type ListedModel, type ModelListing, type Provider, type ProviderSpec, type Settings } from "../../src/index.ts";
import { openaiChat, type OpenAIChatWire } from "../../src/openai-chat.ts";
import { fakeResponse, fakeTransport } from "../connection/endpoint.ts";
import { rejection } from "../language-model/support.ts";

const spec = {
  id: "test-service",
  baseURL: "https://api.service.test/v1",
  env: { apiKey: [] },
  language: openaiChat(),
  models: [{ match: ["small", "large"], can: { tools: true } }, { match: ["old"], retired: { use: "small" } }],
} satisfies ProviderSpec<OpenAIChatWire>;

const priced = { id: "glm-4.6", pricing: { input: 2, output: 8 }, type: "chat" };

function make(answer: { readonly body?: unknown; readonly status?: number }, models: Settings["models"] = {}, of: Partial<ProviderSpec<OpenAIChatWire>> = {}) {
  const { body = { error: { message: "no such thing" } }, status = 200 } = answer;
  const transport = fakeTransport(() => fakeResponse([JSON.stringify(body)], { status, headers: { "content-type": "application/json" } }));
  const provider: Provider = defineProvider({ ...spec, ...of })({ apiKey: "test-key-service", transport, models });
  return { provider, requests: transport.requests };
}

const brief = (rows: readonly ListedModel[]): readonly string[] => rows.map(({ id, sentId, source }) => [source, id, ...(sentId === undefined ? [] : [sentId])].join(" "));

describe("listModels", () => {
  it("asks the spec's path", async () => {
    const { provider, requests } = make({ body: ["a"] }, {}, { list: "/v2/models?all=1" });
    expect(brief(await provider.listModels())).toEqual(["listed a"]);
    expect(requests[0]).toMatchObject({ method: "GET", url: "https://api.service.test/v1/v2/models?all=1" });
  });

  it("[S2-20] has the defined models and the service's, each once, whether the list has their name or their id", async () => {
    const models = { "GLM-4.6": { id: "glm-4.6" }, mine: { id: "unlisted" }, shadow: { id: "else" }, two: { tools: true } };
    const { provider } = make({ body: { data: [{ id: "one" }, { id: "two" }, priced, { id: "shadow" }, { id: "GLM-4.6" }] } }, models);
    expect(brief(await provider.listModels())).toEqual(["defined GLM-4.6 glm-4.6", "defined mine unlisted", "defined shadow else", "defined two", "listed one"]);
  });

  it("[S2-20] has two names of one id as two models", async () => {
    const { provider } = make({ body: ["a"] }, { fast: { id: "a" }, slow: { id: "a", options: { reasoning_effort: "high" } } });
    expect(brief(await provider.listModels())).toEqual(["defined fast a", "defined slow a"]);
  });

  it("tells of a defined model what the list tells of its id", async () => {
    const { provider } = make({ body: { data: [{ ...priced, context_window: 5 }] } }, { "GLM-4.6": { id: "glm-4.6", tools: true }, gone: { id: "old" } });
    const [glm, gone] = await provider.listModels();
    expect(glm).toEqual({ id: "GLM-4.6", sentId: "glm-4.6", source: "defined", capabilities: provider.capabilities("GLM-4.6"), price: { input: 2, output: 8 } });
    expect(glm?.capabilities).toMatchObject({ limits: { contextWindow: 5 }, flags: { tools: true }, kind: "language" });
    expect(gone).toMatchObject({ id: "gone", sentId: "old", successor: "small" });
  });

  it("can be called by what it lists", async () => {
    const { provider } = make({ body: ["x", "glm-4.6"] }, { "GLM-4.6": { id: "glm-4.6" } });
    expect((await provider.listModels()).map(({ id }) => provider(id).modelId)).toEqual(["GLM-4.6", "x"]);
  });

  it.each([404, 405, 501])("[S2-20] has what is defined and what the package knows where the list answers %i", async (status) => {
    const { provider } = make({ status }, { mine: { id: "large" } });
    expect(brief(await provider.listModels())).toEqual(["defined mine large", "known small"]);
    expect(brief(await make({ status }).provider.listModels())).toEqual(["known small", "known large"]);
    expect(brief(await make({ status }, { mine: {} }, { models: [] }).provider.listModels())).toEqual(["defined mine"]);
  });

  it("[S2-20] has what is defined and known of a service without a list, and asks nothing", async () => {
    const { provider, requests } = make({}, { mine: {} }, { list: false });
    expect(brief(await provider.listModels())).toEqual(["defined mine", "known small", "known large"]);
    expect(requests).toEqual([]);
  });

  it("is made by the service's own function where its list is of more answers than one", async () => {
    const seen: unknown[] = [];
    const list: ModelListing = async (to, { signal }) => {
      seen.push(to.baseURL, signal);
      return [{ id: "smol:latest", aliases: ["smol"], facts: { tools: true, contextWindow: 9 }, sizeBytes: 7, isLoaded: false }, { id: "smol:135m", facts: {} }];
    };
    const { provider, requests } = make({}, { tiny: { id: "smol" } }, { list });
    const { signal } = new AbortController();
    const rows = await provider.listModels({ signal });
    expect(brief(rows)).toEqual(["defined tiny smol", "listed smol:135m"]);
    expect(rows[0]).toMatchObject({ sizeBytes: 7, isLoaded: false, capabilities: { limits: { contextWindow: 9 } } });
    expect(rows[1]).not.toHaveProperty("sizeBytes");
    expect(provider.capabilities("smol").flags.tools).toBe(true);
    expect(seen).toEqual(["https://api.service.test/v1", signal]);
    expect(requests).toEqual([]);
  });

  it("keeps what an earlier list told where there is none any more", async () => {
    const answers = [fakeResponse(['{"data":[{"id":"small","context_window":7}]}']), fakeResponse(["{}"], { status: 404 })];
    const transport = fakeTransport(() => answers.shift() ?? fakeResponse([]));
    const provider = defineProvider(spec)({ apiKey: "test-key-service", transport });
    await provider.listModels();
    await provider.listModels();
    expect(provider.capabilities("small").limits.contextWindow).toBe(7);
  });

  it("is an error where there is no list and nothing is known", async () => {
    expect(describeError(await rejection(make({ status: 404 }, {}, { models: [] }).provider.listModels()))).toMatchObject({ status: 404 });
    await expect(make({}, {}, { models: [], list: false }).provider.listModels()).rejects.toThrow(UnsupportedFunctionalityError);
  });

  it.each([
    [401, "auth"],
    [403, "permission"],
    [500, "server"],
    [429, "rate-limit"],
  ])("is an error under %i, whatever is defined", async (status, kind) => {
    expect(describeError(await rejection(make({ status }, { mine: {} }).provider.listModels()))).toMatchObject({ status, kind });
  });

  it("is an error where the service cannot be reached", async () => {
    const transport = fakeTransport(() => Promise.reject(Object.assign(new Error("refused"), { code: "ECONNREFUSED" })));
    const provider = defineProvider(spec)({ apiKey: "test-key-service", transport, models: { mine: {} } });
    expect(describeError(await rejection(provider.listModels()))).toMatchObject({ kind: "network" });
  });

  it("ends by an abort with its very reason", async () => {
    await expect(make({}).provider.listModels({ signal: AbortSignal.abort("the reason") })).rejects.toBe("the reason");
  });
});
