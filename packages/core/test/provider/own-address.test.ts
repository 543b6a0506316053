import { describe, expect, it } from "vitest";
import { defineProvider, type Dialect, type ProviderSpec, type Settings, type Transport, type TransportRequest } from "../../src/index.ts";
import { prompt } from "../language-model/support.ts";

interface Wire {
  readonly greeting?: string;
  readonly name?: string;
}

/** Sends the wire it is given, and answers what it is told. */
const dialect: Dialect<Wire> = {
  id: "test",
  framing: "ndjson",
  wire: (layers) => Object.assign({}, ...layers) as Wire,
  supportedUrls: () => ({}),
  encode: (_, wire) => ({ path: "/chat", body: { ...wire }, stream: true }),
  decoder: (_, __, out) => ({
    frame: () => {
      out.text("aye");
      out.finish("stop");
    },
    end: () => undefined,
  }),
};

const spec: ProviderSpec<Wire, object, { readonly name?: string }> = {
  id: "service",
  baseURL: "http://127.0.0.1:1",
  env: { apiKey: ["SERVICE_KEY"], apiKeyFor: (url) => url.startsWith("https://service.test"), baseURL: ["SERVICE_HOST"] },
  keyless: true,
  readAddress: (written) => (written.endsWith("/v1") ? { url: `http://${written.slice(0, -3)}`, notice: "the end /v1 was taken off" } : { url: `http://${written}` }),
  language: dialect,
  wire: ({ name }) => ({ greeting: "hello", ...(name === undefined ? {} : { name }) }),
  timeouts: { headersMs: 1, idleMs: 5 },
};

function carrying(sent: TransportRequest[]): Transport {
  return {
    tellsConnected: false,
    async send(request) {
      sent.push(request);
      let body: Uint8Array | undefined = new TextEncoder().encode("{}\n");
      return {
        status: 200,
        headers: {},
        async read() {
          const piece = body;
          body = undefined;
          return piece;
        },
        cancel: () => undefined,
      };
    },
    close: async () => undefined,
  };
}

async function called(settings: Settings & { readonly name?: string }, ...credentials: readonly { readonly apiKey: string; readonly baseURL?: string }[]) {
  const sent: TransportRequest[] = [];
  let provider = defineProvider(spec)({ transport: carrying(sent), ...settings });
  for (const one of credentials) provider = provider.withCredentials(one);
  const { warnings } = await provider.languageModel("m").doGenerate({ prompt });
  return { request: sent[0] as TransportRequest, warnings };
}

describe("a service with an address of its own form", () => {
  it("reads it wherever it is written, and says with every call what it made of it", async () => {
    const env = { SERVICE_HOST: "host.test:2/v1" };
    for (const settings of [{ env }, { baseURL: "host.test:2/v1", env: {} }]) {
      const { request, warnings } = await called(settings);
      expect(request.url).toBe("http://host.test:2/chat");
      expect(warnings).toEqual([{ type: "other", message: "the end /v1 was taken off" }]);
    }
    expect((await called({ baseURL: "host.test:2", env: {} })).warnings).toEqual([]);
  });

  it("checks it as every base URL is", () => {
    expect(() => defineProvider(spec)({ baseURL: "user:secret@host.test" })).toThrow(/^service: the base URL in the settings \(baseURL\) holds a user name/);
  });

  it("reads the one of other credentials too, and keeps what was said of it where they have none", async () => {
    expect((await called({ env: {} }, { apiKey: "test-key", baseURL: "other.test/v1" })).warnings).toHaveLength(1);
    expect((await called({ baseURL: "host.test/v1", env: {} }, { apiKey: "test-key" })).warnings).toHaveLength(1);
    expect((await called({ baseURL: "host.test/v1", env: {} }, { apiKey: "test-key", baseURL: "other.test" })).warnings).toEqual([]);
  });
});

describe("a service whose environment's key is for one place", () => {
  const env = { SERVICE_KEY: "test-key-environment" };

  it("gets none anywhere else, unless the user gives one", async () => {
    expect((await called({ env })).request.headers["authorization"]).toBeUndefined();
    expect((await called({ env, apiKey: "test-key-own" })).request.headers["authorization"]).toBe("Bearer test-key-own");
  });
});

describe("a service's own wire and limits", () => {
  it("may depend on the settings", async () => {
    expect(JSON.parse((await called({ env: {}, name: "Ada" })).request.body as string)).toEqual({ greeting: "hello", name: "Ada" });
    expect(JSON.parse((await called({ env: {} })).request.body as string)).toEqual({ greeting: "hello" });
  });

  const hanging: Transport = { tellsConnected: false, send: ({ signal }) => new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason as Error))), close: async () => undefined };

  it("take the place of core's, and give way to the user's", async () => {
    const failing = (settings: Settings) => Promise.resolve(defineProvider(spec)({ transport: hanging, env: {}, ...settings }).languageModel("m").doGenerate({ prompt }));
    await expect(failing({})).rejects.toThrow("within 1 ms (timeouts.headersMs)");
    await expect(failing({ timeouts: { headersMs: undefined } })).rejects.toThrow("within 1 ms (timeouts.headersMs)");
    await expect(failing({ timeouts: { headersMs: 3 } })).rejects.toThrow("within 3 ms (timeouts.headersMs)");
  });
});
