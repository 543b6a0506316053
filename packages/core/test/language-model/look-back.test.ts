import { describe, expect, it } from "vitest";
import { defineProvider, type Decoder, type Dialect, type Provider, type Transport } from "../../src/index.ts";
import { prompt, readAll, rejection } from "./support.ts";

/** Says `aye`, then looks back in a test's way. */
function service(lookBack: NonNullable<Decoder["lookBack"]>, body = '{"say":"aye"}\n'): Provider {
  const dialect: Dialect<object> = {
    id: "test",
    framing: "ndjson",
    wire: () => ({}),
    supportedUrls: () => ({}),
    encode: () => ({ path: "/chat", body: {}, stream: true }),
    decoder: (call, _, out) => ({
      frame: () => {
        out.text("aye");
        out.finish("stop");
      },
      end: () => undefined,
      lookBack: (to) => lookBack(to)?.then(() => call.warn({ type: "other", message: "looked back" })),
    }),
  };
  const transport: Transport = {
    tellsConnected: false,
    async send({ url }) {
      let rest = [url.endsWith("/chat") ? body : '{"size":3}'];
      return {
        status: 200,
        headers: {},
        async read() {
          const [piece] = rest;
          rest = [];
          return piece === undefined || piece === "" ? undefined : new TextEncoder().encode(piece);
        },
        cancel: () => undefined,
      };
    },
    close: async () => undefined,
  };
  return defineProvider({ id: "service", baseURL: "http://127.0.0.1:1", env: { apiKey: [] }, keyless: true, language: dialect })({ transport });
}

describe("a look back", () => {
  it("is waited for, reaches the service, and warns in time for the finish", async () => {
    const asked: unknown[] = [];
    const provider = service(async (to) => void asked.push((await to.json({ method: "GET", path: "/size" })).body));
    const parts = await readAll((await provider.languageModel("m").doStream({ prompt })).stream);
    expect(parts.at(-1)).toMatchObject({ type: "finish", providerMetadata: { service: { warnings: [{ type: "other", message: "looked back" }] } } });
    expect((await provider.languageModel("m").doGenerate({ prompt })).warnings).toEqual([{ type: "other", message: "looked back" }]);
    expect(asked).toEqual([{ size: 3 }, { size: 3 }]);
  });

  it("that fails, or finds nothing to look for, takes nothing from the answer", async () => {
    for (const lookBack of [async () => Promise.reject(new Error("boom")), () => undefined]) {
      const { content, finishReason, warnings } = await service(lookBack).languageModel("m").doGenerate({ prompt });
      expect([content, finishReason.unified, warnings]).toEqual([[{ type: "text", text: "aye" }], "stop", []]);
    }
  });

  it("is not taken at an answer that failed or was cut", async () => {
    const provider = service(() => expect.unreachable(), "");
    await rejection(provider.languageModel("m").doGenerate({ prompt }));
  });

  it("ends with the caller's abort", async () => {
    const abort = new AbortController();
    const provider = service(async () => abort.abort(new Error("enough")));
    expect(await rejection(provider.languageModel("m").doGenerate({ prompt, abortSignal: abort.signal }))).toMatchObject({ message: "enough" });
  });
});

describe("a line of JSON that stays alone", () => {
  it("is the whole answer, and one of several is not", async () => {
    const answer = (body?: string) => service(() => undefined, body).languageModel("m").doGenerate({ prompt });
    expect((await answer()).response?.body).toEqual({ say: "aye" });
    expect((await answer('{"say":1}\n{"say":2}\n')).response?.body).toBeUndefined();
  });
});
