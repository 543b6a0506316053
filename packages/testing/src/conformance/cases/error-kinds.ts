import assert from "node:assert/strict";
import type { JSONObject } from "@ai-sdk/provider";
import { describeError, type ErrorKind } from "@portolan/core";
import { casesOf, type ConformanceCase, type ConformanceContext } from "../case.ts";
import { ofType } from "../parts.ts";
import { greeting } from "../prompts.ts";
import { rejectionOf } from "../rejection.ts";
import { chunk } from "../wire.ts";

interface KindOf {
  readonly what: string;
  readonly kind: ErrorKind;
  readonly fact: string;
  readonly status: number;
  readonly error: JSONObject;
}

const kinds: readonly KindOf[] = [
  { what: "a refused key", kind: "auth", status: 401, error: { message: "Invalid API Key", code: "invalid_api_key" }, fact: "401. A router takes the next key." },
  { what: "a model the key may not use", kind: "permission", status: 403, error: { message: "Your organization may not use this model" }, fact: "403. Another key may." },
  { what: "used-up money", kind: "quota", status: 402, error: { message: "Insufficient credits" }, fact: "402. Waiting does not help." },
  { what: "used-up allowance", kind: "quota", status: 429, error: { message: "You exceeded your current quota", code: "insufficient_quota" }, fact: "OpenAI says 429 for both; the code tells them apart." },
  { what: "a limit that refills", kind: "rate-limit", status: 429, error: { message: "Rate limit reached", code: "rate_limit_exceeded" }, fact: "429. The same key works again later." },
  { what: "a service short of capacity", kind: "overloaded", status: 503, error: { message: "The model is overloaded" }, fact: "503 and 529. Another key does not help, another model may." },
  { what: "a fault of the service", kind: "server", status: 500, error: { message: "Internal error" }, fact: "500." },
  { what: "too long a prompt", kind: "context-length", status: 400, error: { message: "This model's maximum context length is 8192 tokens", code: "context_length_exceeded" }, fact: "Only a model with more room helps." },
  { what: "a prompt over a local server's context", kind: "context-length", status: 400, error: { code: 400, message: "the request exceeds the available context size", type: "exceed_context_size_error", n_prompt_tokens: 5000, n_ctx: 2048 }, fact: "llama.cpp's own type." },
  { what: "an unknown model of a proxy", kind: "model-not-found", status: 400, error: { message: "Invalid model name passed in model=x", type: "None", code: "400" }, fact: "LiteLLM says 400; only the words tell." },
  { what: "an image the server cannot read", kind: "bad-request", status: 500, error: { code: 500, message: "image input is not supported - hint: if this is unexpected, you may need to provide the mmproj", type: "server_error" }, fact: "llama.cpp calls the caller's fault a 500; sent again it fails again." },
  { what: "a missing model", kind: "model-not-found", status: 404, error: { message: "The model `x` does not exist", code: "model_not_found" }, fact: "Another model helps." },
  { what: "a wrong request", kind: "bad-request", status: 400, error: { message: "'temperature' must be at most 2", type: "invalid_request_error" }, fact: "The same request fails everywhere." },
  { what: "a filtered prompt", kind: "content-filter", status: 400, error: { message: "The prompt was filtered", code: "content_policy_violation" }, fact: "Another sample may not pass either." },
  { what: "a call the service could not parse", kind: "bad-generation", status: 400, error: { message: "Failed to call a function", code: "tool_use_failed", failed_generation: "<function>" }, fact: "The model wrote it: another sample may do." },
];

async function failWith({ answer, model }: ConformanceContext, status: number, error: JSONObject, headers: Readonly<Record<string, string | null>> = {}): Promise<unknown> {
  const limits = { "retry-after": null, "retry-after-ms": null, "x-ratelimit-reset-requests": null, "x-ratelimit-reset-tokens": null };
  answer({ kind: "raw", status, contentType: "application/json", body: JSON.stringify({ error }), headers: { ...limits, ...headers } });
  return rejectionOf(model().doGenerate({ prompt: greeting }));
}

const limit: JSONObject = { message: "Rate limit reached", code: "rate_limit_exceeded" };

export const errorKinds: readonly ConformanceCase[] = casesOf("errors", [
  ...kinds.map(({ what, kind, status, error, fact }) => ({
    name: `${what} is of the kind ${kind}`,
    fact,
    needs: ["portolan"] as const,
    async run(context: ConformanceContext) {
      const info = describeError(await failWith(context, status, error));
      assert.equal(info.kind, kind);
      assert.ok(info.message.includes(String(error["message"])), info.message);
      assert.equal(info.status, status);
    },
  })),
  {
    name: "an unreachable service is of the kind network",
    fact: "Nothing was sent, so nothing was charged.",
    needs: ["portolan"],
    async run({ connect, models, unreachable }) {
      const info = describeError(await rejectionOf(connect({ baseURL: await unreachable() }).languageModel(models.text).doGenerate({ prompt: greeting })));
      assert.deepEqual([info.kind, info.stage, info.possiblyBilled ?? false], ["network", "connect", false]);
    },
  },
  {
    name: "an error in the middle of a stream has a kind",
    fact: "It is all a router learns once the answer has begun.",
    needs: ["openai-chat", "portolan"],
    async run({ answer, stream }) {
      answer({ kind: "chunks", chunks: [chunk({ content: "ok" }), { error: { message: "Rate limit reached", code: "rate_limit_exceeded", type: "tokens" } }] });
      const [part] = ofType(await stream(), "error");
      assert.equal(describeError(part?.error).kind, "rate-limit");
    },
  },
  {
    name: "the time to wait is read from retry-after",
    fact: "Seconds or a date; `retry-after-ms` is finer and wins.",
    needs: ["portolan"],
    async run(context) {
      const inSeconds = describeError(await failWith(context, 429, limit, { "retry-after": "7" })).retryAfter;
      assert.deepEqual([inSeconds?.ms, inSeconds?.source], [7000, "header"]);
      assert.equal(describeError(await failWith(context, 429, limit, { "retry-after": "7", "retry-after-ms": "6500" })).retryAfter?.ms, 6500);
    },
  },
  {
    name: "the time to wait is read from the limit that is used up",
    fact: "OpenAI and Groq send a reset for requests and one for tokens; only the one with nothing left matters.",
    needs: ["portolan"],
    async run(context) {
      const headers = {
        "x-ratelimit-remaining-requests": "14000",
        "x-ratelimit-reset-requests": "2h",
        "x-ratelimit-remaining-tokens": "0",
        "x-ratelimit-reset-tokens": "2m59.56s",
      };
      assert.equal(describeError(await failWith(context, 429, limit, headers)).retryAfter?.ms, 179_560);
    },
  },
  {
    name: "the time to wait is read from the words",
    fact: "Groq and LiteLLM write it into the message: `try again in 5.289s`.",
    needs: ["portolan"],
    async run(context) {
      const said = { ...limit, message: "Rate limit reached. Please try again in 5.289s. Visit the console." };
      const headers = { "x-ratelimit-remaining-tokens": null, "x-ratelimit-remaining-requests": null };
      const read = describeError(await failWith(context, 429, said, headers)).retryAfter;
      assert.deepEqual([read?.ms, read?.source], [5289, "text"]);
    },
  },
]);
