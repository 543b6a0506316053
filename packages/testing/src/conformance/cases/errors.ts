import assert from "node:assert/strict";
import type { JSONValue } from "@ai-sdk/provider";
import { wordsOf } from "../../emulator/service-words.ts";
import { casesOf, type ConformanceCase, type ConformanceContext } from "../case.ts";
import { greeting } from "../prompts.ts";
import { callErrorOf } from "../rejection.ts";

const words = "the harbour is closed";

const shapes: readonly { readonly name: string; readonly fact: string; readonly body: JSONValue | string }[] = [
  { name: "an error object", fact: "OpenAI, Groq, OpenRouter, Together, llama.cpp.", body: { error: { message: words, type: "server_error", code: "closed" } } },
  { name: "an error object without type and code", fact: "LM Studio, proxies.", body: { error: { message: words } } },
  { name: "an error object with a numeric code", fact: "OpenRouter, vLLM, Gemini.", body: { error: { message: words, code: 500, type: null, param: null } } },
  { name: "an error text", fact: "Fireworks, LM Studio, Ollama.", body: { error: words } },
  { name: "an error text beside a code", fact: "xAI.", body: { code: "harbour", error: words } },
  { name: "a flat error", fact: "Mistral, FastChat, older vLLM.", body: { object: "error", message: words, type: "server_error", param: null, code: null } },
  { name: "a message beside a request id", fact: "DashScope's native form; Cerebras sends a bare message too.", body: { code: "InternalError", message: words, request_id: "r-1" } },
  { name: "a detail", fact: "FastAPI: Text Generation WebUI, Mistral's 401.", body: { detail: words } },
  { name: "a list of details", fact: "FastAPI's 422: Mistral.", body: { detail: [{ loc: ["body", "messages"], msg: words, type: "value_error" }] } },
  { name: "an array of one error", fact: "Gemini's compatible endpoint.", body: [{ error: { code: 500, message: words, status: "INTERNAL" } }] },
  { name: "an upstream error inside metadata", fact: "OpenRouter says `Provider returned error` and keeps the reason in `metadata.raw`.", body: { error: { code: 502, message: "Provider returned error", metadata: { raw: JSON.stringify({ error: { message: words } }), provider_name: "Harbour" } } } },
  { name: "plain text", fact: "LiteLLM's 500, load balancers.", body: words },
];

const retryable = [408, 409, 429, 500, 502, 503, 504, 529];
const final = [400, 401, 402, 403, 404, 413, 422];

async function errorOf({ answer, model }: ConformanceContext, body: JSONValue | string, status = 500, headers: Readonly<Record<string, string>> = {}) {
  const isText = typeof body === "string";
  answer({ kind: "raw", status, contentType: isText ? "text/plain" : "application/json", body: isText ? body : JSON.stringify(body), headers });
  return callErrorOf(model().doGenerate({ prompt: greeting }));
}

export const errors: readonly ConformanceCase[] = casesOf("errors", [
  ...shapes.map(({ name, fact, body }) => ({
    name: `the words of ${name} are kept`,
    fact,
    async run(context: ConformanceContext) {
      const error = await errorOf(context, body);
      assert.ok(error.message.includes(words), `message: ${JSON.stringify(error.message)}`);
    },
  })),
  {
    name: "a web page as an answer is told in short",
    fact: "A proxy's error page is thousands of characters of markup.",
    async run(context) {
      const page = `<!doctype html><html><head><title>502 Bad Gateway</title></head><body>${"<div>harbour</div>".repeat(500)}</body></html>`;
      const { message } = await errorOf(context, page, 502);
      assert.ok(message.trim() !== "" && message.length < 1000, `message of ${message.length} characters`);
      assert.doesNotMatch(message, /<div>/);
    },
  },
  {
    name: "an empty error answer still has a message",
    fact: "Status texts are empty over HTTP/2 and behind proxies; a blank error helps nobody.",
    async run(context) {
      const { message } = await errorOf(context, "", 503);
      assert.match(message, /503|unavailable|overload/i);
    },
  },
  {
    name: "status, address, headers and body of a failed call are kept",
    fact: "Retry, routing and bug reports read them; header names are lower case.",
    async run(context) {
      const error = await errorOf(context, { error: { message: words } }, 500, { "X-Request-Id": "req-canary" });
      assert.equal(error.statusCode, 500);
      assert.ok(error.url.startsWith(context.emulator.baseURL), error.url);
      assert.equal(error.responseHeaders?.["x-request-id"], "req-canary");
      assert.ok(error.responseBody?.includes(words), error.responseBody);
    },
  },
  {
    name: "failures that pass are retryable",
    fact: `The AI SDK retries only what says so: ${retryable.join(", ")}.`,
    async run(context) {
      for (const status of retryable) assert.equal((await errorOf(context, { error: { message: words } }, status)).isRetryable, true, String(status));
    },
  },
  {
    name: "failures that stay are not retryable",
    fact: `Sent again, ${final.join(", ")} fail again.`,
    async run(context) {
      for (const status of final) assert.equal((await errorOf(context, { error: { message: words } }, status)).isRetryable, false, String(status));
    },
  },
  {
    name: "the time to wait can be read from the error's headers",
    fact: "The AI SDK waits as `retry-after-ms` and `retry-after` say, and reads them under lower-case names.",
    async run(context) {
      const error = await errorOf(context, { error: { message: words } }, 429, { "Retry-After": "7", "Retry-After-Ms": "6500" });
      assert.deepEqual([error.responseHeaders?.["retry-after"], error.responseHeaders?.["retry-after-ms"]], ["7", "6500"]);
    },
  },
  {
    name: "what a service adds to an error can be read",
    fact: "Groq attaches the text that was no valid tool call; it tells the user what went wrong.",
    async run(context) {
      const error = await errorOf(context, { error: { message: words, type: "invalid_request_error", code: "tool_use_failed", failed_generation: "<function=weather>" } }, 400);
      assert.match(`${error.responseBody} ${JSON.stringify(error.data)}`, /<function=weather>/);
    },
  },
  {
    name: "an unknown model is told in the service's words",
    fact: "The words name the model and where to look. Most services say 404, some 400.",
    async run({ provider, models, emulator, profile, wire }) {
      // A server with one model loaded may answer with it, whatever was asked for.
      if (profile.takesAnyModelId === true) {
        assert.equal((await provider.languageModel("nonexistent-model").doGenerate({ prompt: greeting })).finishReason.unified, "stop");
        return;
      }
      const { status, message } = wordsOf(profile).unknownModel("nonexistent-model");
      const error = await callErrorOf(provider.languageModel("nonexistent-model").doGenerate({ prompt: greeting }));
      assert.equal(error.statusCode, status);
      assert.ok(error.message.includes(message), error.message);
      const calls = emulator.requests.filter(({ path }) => path.endsWith(wire.chatPath));
      assert.ok(calls.length <= 1 && models.text !== "nonexistent-model");
    },
  },
  {
    name: "an address that serves a web site is told as such",
    fact: "A base URL without `/v1` often answers 200 with a home page.",
    async run({ answer, model }) {
      const page = "<!doctype html><html><head><title>Welcome</title></head><body>Hello</body></html>";
      answer({ kind: "raw", status: 200, contentType: "text/html", body: page });
      for (const call of ["doGenerate", "doStream"] as const) {
        const error = await callErrorOf(model()[call]({ prompt: greeting }));
        assert.match(error.message, /html|web page|json|base ?url/i);
        assert.equal(error.isRetryable, false);
      }
    },
  },
  {
    name: "an answer that is no JSON is an error",
    fact: "Cut bodies and broken proxies.",
    async run({ answer, model }) {
      answer({ kind: "raw", contentType: "application/json", body: '{"choices": [' });
      const error = await callErrorOf(model().doGenerate({ prompt: greeting }));
      assert.notEqual(error.message.trim(), "");
    },
  },
  {
    name: "a JSON error under status 200 fails a whole answer",
    fact: "OpenRouter and xAI answer 200 when the upstream fails later.",
    async run({ answer, model }) {
      answer({ kind: "raw", contentType: "application/json", body: JSON.stringify({ error: { message: words, code: 502 } }) });
      const error = await callErrorOf(model().doGenerate({ prompt: greeting }));
      assert.ok(error.message.includes(words), error.message);
    },
  },
  {
    name: "a refused connection is a retryable error that names the address",
    fact: "Local servers that are not running are the commonest fault of all.",
    async run({ connect, models, unreachable }) {
      const baseURL = await unreachable();
      const model = connect({ baseURL }).languageModel(models.text);
      for (const call of ["doGenerate", "doStream"] as const) {
        const error = await callErrorOf(model[call]({ prompt: greeting }));
        assert.equal(error.isRetryable, true);
        assert.ok(error.url.startsWith(baseURL), error.url);
      }
    },
  },
  {
    name: "a call after a failed one works",
    fact: "Nothing of a failure may stay in the provider.",
    async run({ answers, model, generate }) {
      answers({ kind: "error", error: { status: 500, message: words } }, { kind: "model", text: "ok" });
      await callErrorOf(model().doGenerate({ prompt: greeting }));
      assert.equal((await generate()).finishReason.unified, "stop");
    },
  },
]);
