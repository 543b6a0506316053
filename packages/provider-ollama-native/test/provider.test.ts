import { createServer, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { UnsupportedFunctionalityError, type LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { describeError, type Transport, type TransportRequest } from "@portolan/core";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createOllama, ollama, type OllamaSettings } from "../src/index.ts";
import { said } from "./calls.ts";

const prompt = said("hello");
const done = '{"model":"m","message":{"role":"assistant","content":"Aye"},"done":true,"done_reason":"stop"}\n';
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that answers everything alike. */
async function serving(status: number, headers: Record<string, string>, body: string): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status, headers).end(body)).listen(0, "127.0.0.1");
  servers.push(server);
  await new Promise((resolve) => server.once("listening", resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function carrying(body: string | ((request: TransportRequest) => string) = done): Transport & { readonly sent: TransportRequest[] } {
  const sent: TransportRequest[] = [];
  return {
    sent,
    tellsConnected: false,
    async send(request) {
      sent.push(request);
      return { status: 200, headers: {}, read: pieces(typeof body === "string" ? body : body(request)), cancel: () => undefined };
    },
    close: async () => undefined,
  };
}

function pieces(text: string): () => Promise<Uint8Array | undefined> {
  const left = [new TextEncoder().encode(text)];
  return async () => left.shift();
}

async function requestOf(settings: OllamaSettings & Parameters<typeof createOllama>[0]): Promise<TransportRequest> {
  const transport = carrying();
  await createOllama({ env: {}, transport, ...settings })("m").doGenerate({ prompt });
  return transport.sent[0] as TransportRequest;
}

describe("where the provider calls", () => {
  it.each([
    [{}, "http://127.0.0.1:11434/api/chat"],
    [{ baseURL: "http://localhost:8080", apiKey: "" }, "http://localhost:8080/api/chat"],
    [{ env: { OLLAMA_HOST: "0.0.0.0:8080" } }, "http://127.0.0.1:8080/api/chat"],
    [{ env: { OLLAMA_BASE_URL: "https://host.test/ollama/", OLLAMA_API_BASE: "" } }, "https://host.test/ollama/api/chat"],
    [{ env: { OLLAMA_HOST: "a.test", OLLAMA_API_BASE: "b.test" } }, "http://a.test:11434/api/chat"],
    [{ env: { OLLAMA_HOST: "a.test", OLLAMA_API_KEY: "test-key-ollama" }, baseURL: "https://ollama.com" }, "https://ollama.com/api/chat"],
  ])("[S0-7] is by %j %s", async (settings, url) => {
    expect((await requestOf(settings)).url).toBe(url);
  });

  it("is read when it is needed: the ready provider fails no import", () => {
    expect(ollama.id).toBe("ollama");
    expect(() => createOllama({ env: { OLLAMA_HOST: "ftp://host.test" } })).not.toThrow();
    expect(() => createOllama({ env: { OLLAMA_HOST: "ftp://host.test" } }).baseURL).toThrow(/OLLAMA_HOST needs a scheme/);
  });

  it("[S0-28] is corrected where the address is that of the OpenAI form, with a warning", async () => {
    const { warnings } = await createOllama({ baseURL: "http://localhost:11434/v1", transport: carrying() })("m").doGenerate({ prompt });
    expect(warnings).toEqual([{ type: "other", message: expect.stringContaining("ends in /v1") }]);
  });
});

describe("the key", () => {
  const env = { OLLAMA_API_KEY: "test-key-ollama" };
  const keyOf = async (settings: Parameters<typeof createOllama>[0]) => (await requestOf({ env, ...settings })).headers["authorization"];

  it("of the environment goes to Ollama's cloud and nowhere else", async () => {
    expect(await keyOf({ baseURL: "https://ollama.com" })).toBe("Bearer test-key-ollama");
    for (const baseURL of ["http://ollama.com", "https://ollama.com.test", "https://host.test", "127.0.0.1"]) expect(await keyOf({ baseURL })).toBeUndefined();
  });

  it("that is given goes wherever the server is", async () => {
    expect(await keyOf({ apiKey: "test-key-own", baseURL: "https://host.test" })).toBe("Bearer test-key-own");
  });

  it("is wanted by the cloud before anything is sent", async () => {
    await expect(requestOf({ baseURL: "https://ollama.com" })).rejects.toThrow(/no API key. Set OLLAMA_API_KEY/);
  });
});

describe("a server of the past", () => {
  /** Answers 400 to a level of thinking that it does not know. */
  const knowing = (isKnown: (think: unknown) => boolean, words: string, status = 400): Transport & { readonly sent: TransportRequest[] } => {
    const usual = carrying();
    return {
      ...usual,
      async send(request) {
        const { think } = JSON.parse(request.body as string) as { think?: unknown };
        const answer = await usual.send(request);
        if (isKnown(think)) return answer;
        return { ...answer, status, read: pieces(JSON.stringify({ error: words })) };
      },
    };
  };
  const thinkingOf = (transport: { readonly sent: TransportRequest[] }): readonly unknown[] => transport.sent.map(({ body }) => (JSON.parse(body as string) as { think?: unknown }).think);

  it.each([
    ["max", "high", (think: unknown) => think !== "max", 'invalid think value: "max" (must be "high", "medium", "low", true, or false)'],
    ["low", true, (think: unknown) => typeof think !== "string", "json: cannot unmarshal string into Go struct field ChatRequest.think of type bool"],
  ] as const)("that has no level %s is asked for %s, once it has said so", async (reasoning, instead, isKnown, words) => {
    const transport = knowing(isKnown, words);
    const model = createOllama({ env: {}, transport })("m");
    const first = await model.doGenerate({ prompt, reasoning });
    await model.doGenerate({ prompt, reasoning });
    expect(thinkingOf(transport)).toEqual([reasoning, instead, instead]);
    expect(first.warnings).toEqual([{ type: "compatibility", feature: "reasoning", details: expect.stringContaining(`${String(instead)} is sent`) }]);
  });

  it.each([
    [400, '"m" does not support thinking'],
    [500, 'invalid think value: "max"'],
  ])("that answers %d with %s is not asked again", async (status, words) => {
    const transport = knowing(() => false, words, status);
    await expect(Promise.resolve(createOllama({ env: {}, transport })("m").doGenerate({ prompt, reasoning: "max" }))).rejects.toThrow(words);
    expect(transport.sent).toHaveLength(1);
  });
});

it("the AI SDK downloads whatever a prompt only names", () => {
  expect(createOllama({ env: {} })("m").supportedUrls).toEqual({});
});

describe("what is not there", () => {
  const failing = (baseURL: string): Promise<unknown> => Promise.resolve(createOllama({ env: {}, baseURL })("m").doGenerate({ prompt })).catch((error: unknown) => error);

  it("[S0-28] a server that is not running is told how to be started", async () => {
    // The near end of a connection: nobody listens there, and nobody else is given the port.
    const held = connect(Number((await serving(200, {}, done)).split(":")[1]), "127.0.0.1");
    await new Promise((resolve) => held.once("connect", resolve));
    const error = await failing(`127.0.0.1:${held.localPort}`);
    held.destroy();
    expect(String(error)).toMatch(/no answer from http:\/\/127\.0\.0\.1:\d+ .*Is the server running there\? → start it with `ollama serve`, or say where it is: OLLAMA_HOST or baseURL/);
    expect(describeError(error)).toMatchObject({ kind: "network", stage: "connect" });
  });

  it.each([
    [404, { "content-type": "text/plain" }, "404 page not found", "bad-request"],
    [404, { "content-type": "application/json" }, '{"error":{"message":"File Not Found","type":"not_found_error","code":404}}', "bad-request"],
    [405, {}, '{"detail":"Method Not Allowed"}', "bad-request"],
    [200, { "content-type": "application/json" }, '{"id":"1","object":"chat.completion","choices":[{"message":{"content":"Aye"}}]}', "server"],
    [200, { "content-type": "text/event-stream" }, 'data: {"choices":[{"delta":{"content":"Aye"}}]}\n\ndata: [DONE]\n\n', "server"],
  ])("[S0-28] a server that speaks like OpenAI, answering %d %j, is told from Ollama", async (status, headers, body, kind) => {
    const error = await failing(await serving(status, headers as Record<string, string>, body));
    expect(String(error)).toMatch(/→ no native Ollama API is there\. For a server that speaks like OpenAI use @portolan\/provider-custom/);
    expect(describeError(error).kind).toBe(kind);
  });

  it.each<[number, string, RegExp]>([
    [401, '{"error":"unauthorized","signin_url":"https://ollama.com/connect?name=x"}', /sign in at https:\/\/ollama\.com\/connect.*→ the model is Ollama's cloud's: sign in with `ollama signin`/],
    [403, "", /the service gave no reason → Ollama refuses hosts that it does not know/],
    [400, '{"error":"invalid model name"}', /400 bad-request: invalid model name → a model is named \[host\/\]\[namespace\/\]name\[:tag\]/],
    [404, '{"error":"model \\"nope\\" not found, try pulling it first"}', /model-not-found: .*→ pull it first: `ollama pull nope`/],
    [429, '{"error":"too many requests"}', /429 rate-limit/],
    [500, '{"error":"error parsing tool call: raw=\'{\'"}', /500 bad-generation: .*another try may succeed/],
    [500, '{"error":"llama-server returned invalid tool call arguments for \\"w\\": x"}', /500 bad-generation/],
    [500, '{"error":"model runner has unexpectedly stopped, this may be due to resource limitations"}', /500 server: .*smaller contextWindow/],
    [502, '{"error":"upstream unreachable"}', /502 server/],
    [400, '{"error":"the prompt is longer than the context length currently available to the model; shorten it"}', /400 context-length/],
    [400, '{"error":"\\"x\\" does not support chat"}', /use embeddingModel\(\)/],
    [400, '{"StatusCode":400,"Status":"400 Bad Request","error":"this server cannot run this remote model"}', /permission: this server cannot run/],
    [200, '{"error":"no more room"}\n', /server: no more room/],
    [200, '{"error parsing tool call":"raw"}\n', /bad-generation: error parsing tool call: raw/],
    [200, '{"error":"the input length exceeds the context length"}\n', /context-length/],
  ])("status %d with %s is explained", async (status, body, words) => {
    expect(String(await failing(await serving(status, { "content-type": "application/json" }, body)))).toMatch(words);
  });
});

describe("what the server tells of its models", () => {
  const tags = { models: [{ name: "plain:latest", model: "plain:latest", capabilities: ["completion"], details: { context_length: 2048 } }] };
  const look: LanguageModelV4CallOptions["tools"] = [{ type: "function", name: "look", inputSchema: {} }];
  const listing = () => carrying(({ url }) => (url.endsWith("/api/tags") ? JSON.stringify(tags) : url.endsWith("/api/chat") ? done : '{"models":[]}'));

  it("refuses tools and thinking where there are none, before anything is sent", async () => {
    const transport = listing();
    const provider = createOllama({ env: {}, transport });
    await provider("plain").doGenerate({ prompt, tools: look });
    await provider.listModels();
    const before = transport.sent.length;
    const refusal = Promise.resolve(provider("plain").doGenerate({ prompt, tools: look }));
    await expect(refusal).rejects.toThrow(UnsupportedFunctionalityError);
    await expect(refusal).rejects.toThrow(/ollama\/plain: tools are not supported/);
    await expect(Promise.resolve(provider("plain").doGenerate({ prompt, providerOptions: { ollama: { think: true } } }))).rejects.toThrow(/ollama\/plain: thinking is not supported/);
    expect(transport.sent).toHaveLength(before);
  });

  it("bounds a context that fits", async () => {
    const transport = listing();
    const provider = createOllama({ env: {}, transport, contextWindow: "fit" });
    await provider.listModels();
    await provider("plain:latest").doGenerate({ prompt });
    expect(JSON.parse(transport.sent.at(-1)?.body as string)).toMatchObject({ options: { num_ctx: 2048 } });
  });
});

it("a model that loads for an hour is waited for", async () => {
  vi.useFakeTimers();
  try {
    const usual = carrying();
    const loading: Transport = { ...usual, send: (request) => new Promise((resolve) => setTimeout(() => resolve(usual.send(request)), 3_600_000)) };
    const answer = Promise.resolve(createOllama({ env: {}, transport: loading })("m").doGenerate({ prompt }));
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect((await answer).content).toEqual([{ type: "text", text: "Aye" }]);
  } finally {
    vi.useRealTimers();
  }
});

it("a model that the cloud does not have is not to be pulled", async () => {
  const transport: Transport = { ...carrying(), send: async () => ({ status: 404, headers: {}, read: pieces('{"error":"model \'nope\' not found"}'), cancel: () => undefined }) };
  const call = Promise.resolve(createOllama({ env: {}, apiKey: "test-key-ollama", baseURL: "https://ollama.com", transport })("nope").doGenerate({ prompt }));
  await expect(call).rejects.toThrow(/404 model-not-found: model 'nope' not found → check the model id/);
});

it("a context that was cut is looked up and told of in the finish", async () => {
  const answer = done.replace('"done":true', '"prompt_eval_count":13,"done":true');
  const transport = carrying(({ url }) => (url.endsWith("/api/ps") ? '{"models":[{"name":"m:latest","context_length":256}]}' : answer));
  const { stream } = await createOllama({ env: {}, transport })("m").doStream({ prompt: said("the ship sails home ".repeat(60)) });
  const parts = [];
  for await (const part of stream) parts.push(part);
  expect(parts.at(-1)).toMatchObject({ type: "finish", providerMetadata: { ollama: { warnings: [{ message: expect.stringMatching(/read 13: what did not fit the context of 256/) }] } } });
});

it("a call that is followed by the limit of tokens is to be run: Ollama gives calls whole or not at all", async () => {
  const call = '{"message":{"role":"assistant","content":"","tool_calls":[{"id":"c","function":{"name":"look","arguments":{}}}]},"done":false}\n';
  const transport = carrying(call + done.replace('"stop"', '"length"').replace("Aye", ""));
  const { finishReason } = await createOllama({ env: {}, transport })("m").doGenerate({ prompt, tools: [{ type: "function", name: "look", inputSchema: {} }] });
  expect(finishReason).toEqual({ unified: "tool-calls", raw: "length" });
});

it("the words of a text file are part of the message, and nothing is taken for missing", async () => {
  const transport = carrying();
  const file = { type: "file" as const, mediaType: "text/markdown", data: { type: "data" as const, data: new TextEncoder().encode("# Ports") } };
  const { warnings } = await createOllama({ env: {}, transport })("m").doGenerate({ prompt: [{ role: "user", content: [{ type: "text", text: "Read:" }, file] }] });
  expect([JSON.parse(transport.sent[0]?.body as string), warnings]).toMatchObject([{ messages: [{ role: "user", content: "Read:\n# Ports" }] }, []]);
});
