import { APICallError, type LanguageModelV4, type LanguageModelV4CallOptions, type LanguageModelV4StreamPart } from "@ai-sdk/provider";
import type { Answer } from "@portolan/testing/emulator";
import { describe, expect, it } from "vitest";
import { describeError } from "../../src/index.ts";
import { probe, type Evidence, type ProbeResult } from "../../src/probe.ts";
import { probedCapabilities } from "../../src/probe/result.ts";
import { rejection } from "../language-model/support.ts";
import { asks, refusal, text, type Answering } from "./able-model.ts";
import { useService } from "./service.ts";

const service = useService();

/** Everything is answered well until the request of this number. */
const after = (count: number, answer: () => Answer): Answering => {
  let requests = 0;
  return () => ((requests += 1) > count ? answer() : undefined);
};

const faults: readonly (readonly [kind: string, Answer])[] = [
  ["auth", refusal("Incorrect API key provided", 401)],
  ["rate-limit", refusal("Rate limit reached for tools: please try again in 7s", 429)],
  ["quota", { kind: "error", error: { status: 429, message: "You exceeded your current quota", code: "insufficient_quota" } }],
  ["overloaded", refusal("The server is overloaded", 503)],
  ["network", { kind: "model", text: "Hello", faults: { resetAfterBytes: 0 } }],
];

describe("[S0-19] a fault that is about no capability", () => {
  it.each(faults)("%s ends the probe, as the error it is, wherever it comes", async (kind, answer) => {
    for (const count of [0, 1, 5, 11]) {
      const found: Evidence[] = [];
      const error = await rejection(service.probe(after(count, () => answer), { onEvidence: (_, evidence) => void found.push(evidence) }));
      expect(APICallError.isInstance(error)).toBe(true);
      expect(describeError(error).kind).toBe(kind);
      expect(service.emulator.requests).toHaveLength(count + 1);
      expect(found.every(({ verdict }) => verdict !== false)).toBe(true);
      expect(found.length > 0).toBe(count > 0);
    }
  });

  it("says that there is no such model, and does not try it in other forms", async () => {
    const error = await rejection(service.probe(() => refusal("The model `any` does not exist or you do not have access to it.", 404)));
    expect(describeError(error).kind).toBe("model-not-found");
    expect(service.emulator.requests).toHaveLength(1);
  });

  it("gives the service's own error where even the plainest call is refused", async () => {
    const error = await rejection(service.probe(() => refusal("prompt: field required")));
    expect(String(error)).toContain("prompt: field required");
    expect(service.emulator.requests.map(({ body }) => [body?.["stream"] === true, body?.["max_tokens"] !== undefined])).toEqual([[true, true], [true, false], [false, false]]);
  });
});

describe("the budget", () => {
  it("is kept whatever it is, and what is left is unknown", async () => {
    const { requests: all } = await service.probe();
    for (let maxRequests = 1; maxRequests <= all + 1; maxRequests += 1) {
      const { requests, evidence } = await service.probe(undefined, { maxRequests });
      expect(requests).toBe(Math.min(maxRequests, all));
      expect(service.emulator.requests).toHaveLength(requests);
      expect(Object.keys(evidence)).toEqual(probedCapabilities);
      const left = Object.values(evidence).filter(({ why }) => why.includes(`the budget of ${maxRequests} requests was spent`));
      expect(left.every(({ verdict }) => verdict === "unknown")).toBe(true);
      expect(left.length > 0).toBe(maxRequests < all);
    }
  });

  it("that ends before anything was answered leaves the refusal", async () => {
    expect(String(await rejection(service.probe(() => refusal("prompt: field required"), { maxRequests: 2 })))).toContain("field required");
  });
});

function streamOf(parts: readonly LanguageModelV4StreamPart[]): ReadableStream<LanguageModelV4StreamPart> {
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
}

/** A model of another library, which takes no notice of signals: answers so many calls, then none. */
function fallsSilentAfter(count: number): LanguageModelV4 {
  const zero = { inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 }, outputTokens: { total: 1, text: 1, reasoning: 0 } };
  let calls = 0;
  return {
    specificationVersion: "v4",
    provider: "foreign.chat",
    modelId: "m",
    supportedUrls: {},
    doGenerate: () => expect.unreachable(),
    doStream: () =>
      (calls += 1) > count
        ? new Promise(() => undefined)
        : Promise.resolve({
            stream: streamOf([
              { type: "stream-start", warnings: [{ type: "unsupported", feature: "seed" }, { type: "unsupported", feature: "responseFormat", details: "it has none" }] },
              { type: "text-start", id: "0" },
              { type: "text-delta", id: "0", delta: "1, 2, 3" },
              { type: "text-end", id: "0" },
              { type: "finish", finishReason: { unified: "stop", raw: "stop" }, usage: zero },
            ]),
          }),
  };
}

describe("time", () => {
  it("that is over leaves the rest unknown", async () => {
    const { evidence, requests } = await probe(fallsSilentAfter(3), { deadlineMs: 200 });
    expect(requests).toBe(4);
    expect(evidence.streamUsage.verdict).toBe(true);
    expect(evidence.imageInput).toEqual({ verdict: "unknown", why: "not measured: the 200 ms were over", requests: 0 });
  });

  it("that is over before anything was answered is a fault", async () => {
    const error = await rejection(probe(fallsSilentAfter(0), { deadlineMs: 20 }));
    expect(describeError(error)).toMatchObject({ kind: "timeout", message: expect.stringContaining("no answer in time") as string });
  });
});

describe("an abort", () => {
  // The last call of all is the one that no other follows.
  it.each([0, 4, 17])("stops the probe and its call at once, after %d answers", async (count) => {
    const abort = new AbortController();
    const reason = new Error("enough");
    const silence = after(count, () => {
      queueMicrotask(() => abort.abort(reason));
      return { kind: "model", faults: { neverAnswer: true } };
    });
    expect(await rejection(service.probe(silence, { signal: abort.signal }))).toBe(reason);
    expect(service.emulator.requests).toHaveLength(count + 1);
    expect(await service.emulator.lastRequest.ended).toBe("disconnected");
  });

  it("before the beginning sends nothing", async () => {
    expect(await rejection(service.probe(undefined, { signal: AbortSignal.abort("no") }))).toBe("no");
    expect(service.emulator.requests).toHaveLength(0);
  });
});

describe("a model of another library", () => {
  it("is measured too; what its package does not send stays unknown", async () => {
    const { evidence, facts, model } = await probe(fallsSilentAfter(99));
    expect(model).toBe("foreign/m");
    expect(evidence.jsonSchema).toMatchObject({ verdict: "unknown", why: "the package does not send it as asked: it has none" });
    expect(evidence.seed.verdict).toBe("unknown");
    expect(evidence.logprobs.verdict).toBe("unknown");
    expect(facts).toMatchObject({ kind: "language", forcedToolChoice: false });
  });

  it("is not blamed for usage that its package asked nobody for", async () => {
    const model = fallsSilentAfter(99);
    const withoutUsage = new TransformStream<LanguageModelV4StreamPart, LanguageModelV4StreamPart>({
      transform(part, controller) {
        const none = { inputTokens: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined }, outputTokens: { total: undefined, text: undefined, reasoning: undefined } };
        controller.enqueue(part.type === "finish" ? { ...part, usage: none } : part);
      },
    });
    const doStream: LanguageModelV4["doStream"] = async (options) => ({ stream: (await model.doStream(options)).stream.pipeThrough(withoutUsage) });
    const { evidence, tokens } = await probe({ ...model, doStream }, { maxRequests: 1 });
    expect(evidence.streamUsage).toMatchObject({ verdict: "unknown", why: expect.stringContaining("does not show that it asks") as string });
    expect(tokens).toEqual({ input: 0, output: 0 });
  });

  it("that refuses before it sends costs no request", async () => {
    const model = fallsSilentAfter(99);
    const refuses = (options: LanguageModelV4CallOptions): void => {
      if (options.tools !== undefined) throw Object.assign(new Error("tools are not supported by this package"), { name: "AI_UnsupportedFunctionalityError" });
    };
    const { evidence } = await probe({ ...model, doStream: async (options) => { refuses(options); return await model.doStream(options); } });
    expect(evidence.tools).toEqual({ verdict: "unknown", why: 'the package does not send it: "tools are not supported by this package"', requests: 0 });
  });
});

describe("secrets", () => {
  it("are in no evidence, whatever the service or the model says", async () => {
    const { apiKey } = service.emulator;
    const shaped = "sk-test00000000000000000000";
    const { evidence, ...rest }: ProbeResult = await service.probe((body) => {
      if (asks.withTools(body)) return refusal(`tools are not supported for the key ${apiKey}`);
      if (asks.withPicture(body)) return refusal(`image input is not supported with Authorization: Bearer ${shaped}`);
      return asks.withSystem(body) ? text(`Your key is ${shaped}`) : undefined;
    });
    expect(evidence.tools.why).toContain("tools are not supported for the key [secret]");
    expect(evidence.imageInput.verdict).toBe(false);
    const shown = JSON.stringify({ evidence, rest });
    expect(shown).not.toContain(apiKey);
    expect(shown).not.toContain(shaped);
  });
});
