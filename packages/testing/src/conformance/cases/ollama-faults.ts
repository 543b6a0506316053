import assert from "node:assert/strict";
import type { JSONObject } from "@ai-sdk/provider";
import { describeError, type ErrorKind } from "@portolan/core";
import { ollamaModelRow } from "../../emulator/ollama/model-store.ts";
import { casesOf, type CallOptions, type CaseOf, type ConformanceCase, type ConformanceContext, type Need } from "../case.ts";
import { finishOf, ofType, textOf, typesOf } from "../parts.ts";
import { greeting, weather } from "../prompts.ts";
import { callErrorOf, rejectionOf } from "../rejection.ts";
import { frame, lines } from "../wires/ollama.ts";

interface Refusal {
  readonly name: string;
  readonly fact: string;
  readonly status: number;
  readonly words: string;
  readonly isRetryable: boolean;
  readonly kind: ErrorKind;
}

/** Statuses that mislead, and words that say what they mean. */
const refusals: readonly Refusal[] = [
  { name: "a full queue may be tried again", fact: "503 without `retry-after`; a published library made one attempt.", status: 503, words: "server busy, please try again.  maximum pending requests exceeded", isRetryable: true, kind: "overloaded" },
  { name: "an option of the wrong type is the caller's fault", fact: "Ollama says 500; sent again it fails again.", status: 500, words: 'option "temperature" must be of type float32', isRetryable: false, kind: "bad-request" },
  { name: "a format that is none is the caller's fault", fact: "Ollama says 500.", status: 500, words: 'invalid format: "\\"yaml\\""; expected "json" or a valid JSON Schema object', isRetryable: false, kind: "bad-request" },
  { name: "a schema that cannot be compiled is the caller's fault", fact: "Ollama says 500.", status: 500, words: "invalid JSON schema in format", isRetryable: false, kind: "bad-request" },
  { name: "a call that Ollama could not parse is the model's fault", fact: "500: the model wrote it, and may write another.", status: 500, words: "error parsing tool call: raw='{\"city\": Paris}', err=invalid character 'P' looking for beginning of value", isRetryable: true, kind: "bad-generation" },
  { name: "a model that embeds and cannot chat is the caller's fault", fact: "400 that names the model.", status: 400, words: '"nomic-embed-text" does not support chat', isRetryable: false, kind: "bad-request" },
  { name: "a prompt that Ollama will not cut is too long", fact: "400, with `truncate: false`.", status: 400, words: "the input length exceeds the context length", isRetryable: false, kind: "context-length" },
  { name: "a model that is not installed is not found", fact: "404; the wording differs from endpoint to endpoint.", status: 404, words: 'model "nope" not found, try pulling it first', isRetryable: false, kind: "model-not-found" },
  { name: "a cloud that is turned off is a lack of permission", fact: "403: the server's own setting.", status: 403, words: "ollama cloud is disabled: remote model is unavailable", isRetryable: false, kind: "permission" },
];

const abilities: readonly { readonly name: string; readonly fact: string; readonly options: (model: string) => CallOptions; readonly words: RegExp }[] = [
  { name: "tools for a model without them fail with the capability's name", fact: "400 `… does not support tools`; hidden behind a status text it has cost people hours.", options: () => ({ tools: [weather] }), words: /tools/ },
  { name: "thinking for a model without it fails with the capability's name, or is warned about", fact: "400 `… does not support thinking`.", options: () => ({ reasoning: "high" }), words: /thinking|reasoning/ },
];

function lackingAll({ use, models }: ConformanceContext): void {
  use({ models: [ollamaModelRow(models.text, { family: "llama", size: 1, parameters: "1B", context: 8192, embedding: 576, capabilities: ["completion"] })], answers: () => ({ kind: "model", text: "ok" }) });
}

/** A word, then this line, then nothing. */
async function breaksWith({ answer, stream }: ConformanceContext, last: JSONObject) {
  answer({ kind: "raw", body: lines(frame({ content: "kept" }), last) });
  const parts = await stream();
  const [part] = ofType(parts, "error");
  return { parts, error: part?.error, message: part?.error instanceof Error ? part.error.message : String(part?.error) };
}

const lastLines: readonly { readonly name: string; readonly fact: string; readonly line: JSONObject; readonly words: string }[] = [
  { name: "an error as the last line is told", fact: "The status stays 200, and what it would have been is lost; a published library drops the line.", line: { error: "model runner has unexpectedly stopped" }, words: "model runner has unexpectedly stopped" },
  { name: "an error under another key is told", fact: "Server 0.11.3 named the key after the fault: a line with neither words nor an end is an error.", line: { "error parsing tool call": "raw='x', err=invalid character" }, words: "invalid character" },
  { name: "an error relayed from another server is told", fact: "Written as the server's own struct: `StatusCode`, `Status` and `error`.", line: { StatusCode: 502, Status: "502 Bad Gateway", error: "upstream is unreachable" }, words: "upstream is unreachable" },
];

const faults: readonly CaseOf[] = [
  ...lastLines.map(({ name, fact, line, words }) => ({
    name,
    fact,
    async run(context: ConformanceContext) {
      const { parts, message } = await breaksWith(context, line);
      assert.ok(message.includes(words), message);
      assert.deepEqual([textOf(parts), ofType(parts, "text-end").length, finishOf(parts).finishReason.unified], ["kept", 1, "error"], typesOf(parts));
    },
  })),
  {
    name: "an error as the last line needs no line break",
    fact: "Servers that relay another's answer write none.",
    async run({ answer, stream }) {
      answer({ kind: "raw", body: lines(frame({ content: "kept" }), { error: "the engine broke down" }).trimEnd() });
      const parts = await stream();
      assert.deepEqual([textOf(parts), ofType(parts, "error").length], ["kept", 1], typesOf(parts));
    },
  },
  {
    name: "an error alone under status 200 rejects the call",
    fact: "Nothing was said yet, so the caller may do something else.",
    async run({ answer, model }) {
      for (const contentType of ["application/x-ndjson", "application/json; charset=utf-8"]) {
        answer({ kind: "raw", contentType, body: '{"error":"the engine broke down"}' });
        for (const call of ["doStream", "doGenerate"] as const) assert.match((await callErrorOf(model()[call]({ prompt: greeting }))).message, /the engine broke down/);
      }
    },
  },
  {
    name: "a call that the server cannot parse breaks the stream with an error",
    fact: "The line `error parsing tool call: …` comes after whatever was said.",
    async run({ answer, stream }) {
      answer({ kind: "model", text: "I look it up.", toolCalls: [{ name: "weather", arguments: '{"city": Paris' }] });
      const parts = await stream({ tools: [weather] }, "tools");
      assert.deepEqual([ofType(parts, "tool-call").length, ofType(parts, "error").length, finishOf(parts).finishReason.unified], [0, 1, "error"], typesOf(parts));
    },
    needs: ["tools"],
  },
  {
    name: "a stream without its last frame is no end",
    fact: "A runner that stops, or a model that repeats itself: the body ends in order, and nothing says that it is half an answer.",
    async run({ answer, stream }) {
      answer({ kind: "chunks", chunks: [frame({ content: "half" })] });
      const parts = await stream();
      assert.deepEqual([textOf(parts), ofType(parts, "error").length], ["half", 1], typesOf(parts));
      assert.match(finishOf(parts).finishReason.unified, /error|interrupted/);
    },
  },
];

const errors: readonly CaseOf[] = [
  {
    name: "an error of Ollama's in the middle of an answer has a kind",
    fact: "The words are all there is: the status is lost.",
    needs: ["portolan"],
    async run(context) {
      const { error } = await breaksWith(context, { error: "server busy, please try again.  maximum pending requests exceeded" });
      assert.equal(describeError(error).kind, "overloaded");
    },
  },
  ...refusals.map(({ name, fact, status, words, isRetryable, kind }) => ({
    name,
    fact,
    needs: ["portolan"] as const,
    async run({ answer, model }: ConformanceContext) {
      answer({ kind: "error", error: { status, message: words } });
      for (const call of ["doGenerate", "doStream"] as const) {
        const error = await callErrorOf(model()[call]({ prompt: greeting }));
        assert.ok(error.message.includes(words), error.message);
        assert.deepEqual([error.statusCode, error.isRetryable, describeError(error).kind], [status, isRetryable, kind]);
      }
    },
  })),
  ...abilities.map(({ name, fact, options, words }) => ({
    name,
    fact,
    async run(context: ConformanceContext) {
      lackingAll(context);
      const outcome = await context.generate(options(context.models.text)).then(({ warnings }) => JSON.stringify(warnings), (error: unknown) => String((error as Error).message));
      assert.match(outcome, words);
    },
  })),
  {
    name: "a model that is not installed is named, and asked for once",
    fact: "404; a published library asked four times, another said `Not Found` and no more.",
    async run({ provider, emulator, wire }) {
      const error = await callErrorOf(provider.languageModel("not-here").doGenerate({ prompt: greeting }));
      assert.match(error.message, /not-here/);
      assert.ok(emulator.requests.filter(({ path }) => path === wire.chatPath).length <= 1);
    },
  },
  {
    name: "a host that Ollama does not answer to is explained",
    fact: "403 with an empty body, behind a proxy or another name.",
    async run({ answer, model }) {
      answer({ kind: "raw", status: 403, contentType: null, body: "" });
      const error = await callErrorOf(model().doGenerate({ prompt: greeting }));
      assert.deepEqual([error.statusCode, error.isRetryable], [403, false]);
      assert.match(error.message, /host|403|forbidden|not allowed/i);
    },
  },
  {
    name: "an address without Ollama's API is told as such",
    fact: "404 as plain text: a base URL that points somewhere else.",
    async run({ connect, models, emulator }) {
      const error = await callErrorOf(connect({ baseURL: `${emulator.baseURL}/elsewhere` }).languageModel(models.text).doGenerate({ prompt: greeting }));
      assert.deepEqual([error.statusCode, error.isRetryable], [404, false]);
      assert.match(error.message, /404|not found/i);
    },
  },
  {
    name: "where to sign in is told",
    fact: "401 of a model of the cloud carries `signin_url`.",
    async run({ answer, model }) {
      answer({ kind: "error", error: { status: 401, message: "unauthorized", extra: { signin_url: "https://ollama.com/connect?name=emulated" } } });
      const error = await callErrorOf(model().doGenerate({ prompt: greeting }));
      assert.match(`${error.message} ${error.responseBody} ${JSON.stringify(error.data)}`, /ollama\.com\/connect/);
    },
  },
  {
    name: "a base URL with an end of the API is put right, or refused with a reason",
    fact: "`/v1` belongs to the OpenAI form, `/api` to Ollama's paths; both are given to either.",
    needs: ["portolan"],
    async run({ connect, models, emulator, answer }) {
      answer({ kind: "model", text: "ok" });
      for (const end of ["/v1", "/v1/", "/api", "/"]) {
        const call = async () => connect({ baseURL: emulator.baseURL + end }).languageModel(models.text).doGenerate({ prompt: greeting });
        const outcome = await call().then(({ finishReason }) => finishReason.unified as string, (error: unknown) => String((error as Error).message));
        assert.match(outcome, /^stop$|base ?URL|\/v1/i, end);
      }
    },
  },
  {
    name: "a server that is not running is told with how to start it",
    fact: "The commonest fault of all.",
    needs: ["portolan"],
    async run({ connect, models, unreachable }) {
      const error = await rejectionOf(connect({ baseURL: await unreachable() }).languageModel(models.text).doGenerate({ prompt: greeting }));
      assert.match((error as Error).message, /ollama serve|not running|start/i);
    },
  },
];

const ofOllama = (cases: readonly CaseOf[]): readonly CaseOf[] => cases.map((one) => ({ ...one, needs: ["ollama", ...((one.needs ?? []) as readonly Need[])] }));

/** What goes wrong with Ollama, in its own words. */
export const ollamaFaults: readonly ConformanceCase[] = [...casesOf("faults", ofOllama(faults)), ...casesOf("errors", ofOllama(errors))];
