import { APICallError, type JSONObject, type LanguageModelV4, type LanguageModelV4GenerateResult } from "@ai-sdk/provider";
import { describeError, type ErrorKind } from "@portolan/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateTokens } from "../src/context/estimate.ts";
import { createOllama } from "../src/index.ts";
import { callOf } from "./calls.ts";
import { callBehind, recordings, replaying, type Recording } from "./replayed.ts";

/** Options that Ollama refused, and the provider refuses before anything is sent. */
const refusedHere = new Set(["keep-alive-string-number", "option-wrong-type", "stop-string", "thinking-bad-level"]);
/** Only the server's own form of a prompt, without an answer. */
const withoutAnswer = /^debug-render/;

const posted = recordings.filter(({ request, name }) => /^\/api\/(?:chat|generate)$/.test(request.path) && request.method === "POST" && !withoutAnswer.test(name));
const answers = posted.filter(({ response }) => response.status === 200);
const refusals = posted.filter(({ response }) => response.status !== 200);

function modelOf(recording: Recording, sizes?: readonly number[]): LanguageModelV4 {
  const ollama = createOllama({ baseURL: "http://127.0.0.1:1", transport: replaying(recording, sizes) });
  return recording.request.path === "/api/chat" ? ollama("smol") : ollama.completionModel("smol");
}

/** Refused options are left out: it is the answer that is replayed. */
function callOfRecording(recording: Recording): Parameters<LanguageModelV4["doGenerate"]>[0] {
  const call = callBehind(recording);
  return refusedHere.has(recording.name) ? { prompt: call.prompt } : call;
}

function generate(recording: Recording, sizes?: readonly number[]): Promise<LanguageModelV4GenerateResult> {
  return Promise.resolve(modelOf(recording, sizes).doGenerate(callOfRecording(recording)));
}

/** What a recorded answer holds, read in the plainest way. */
function held({ response }: Recording): { readonly text: string; readonly reasoning: string; readonly calls: readonly unknown[]; readonly last: JSONObject } {
  const frames = response.body.trim().split("\n").map((line) => JSON.parse(line) as JSONObject);
  const messages = frames.map((frame) => (frame["message"] ?? frame) as JSONObject);
  const joined = (...fields: readonly string[]): string => messages.map((message) => fields.map((field) => message[field] ?? "").join("")).join("");
  return {
    text: joined("content", "response"),
    reasoning: joined("thinking"),
    calls: messages.flatMap((message) => (message["tool_calls"] ?? []) as unknown[]),
    last: frames.at(-1) ?? {},
  };
}

const textOf = (result: LanguageModelV4GenerateResult, type: "text" | "reasoning"): string => result.content.map((part) => (part.type === type ? part.text : "")).join("");

it("has every recording of a chat and a generation at hand", () => {
  expect(answers.length).toBeGreaterThanOrEqual(30);
  expect(refusals.length).toBeGreaterThanOrEqual(18);
});

describe("a recorded answer", () => {
  it.each(answers)("$name is read whole", async (recording) => {
    const { text, reasoning, calls, last } = held(recording);
    const result = await generate(recording);
    expect([textOf(result, "text"), textOf(result, "reasoning")]).toEqual([text, reasoning]);
    expect(result.content.filter((part) => part.type === "tool-call").map(({ toolCallId, toolName, input }) => ({ id: toolCallId, name: toolName, input: JSON.parse(input) as unknown }))).toEqual(
      (calls as { id: string; function: JSONObject }[]).map(({ id, function: { name, arguments: input } }) => ({ id, name, input })),
    );
    expect(result.usage.inputTokens.total).toBe(last["prompt_eval_count"]);
    expect(result.usage.outputTokens.total).toBe(last["eval_count"]);
    expect(result.finishReason).toMatchObject({ raw: last["done_reason"], unified: calls.length > 0 ? "tool-calls" : /load/.test(last["done_reason"] as string) ? "other" : last["done_reason"] });
    expect(result.providerMetadata?.["ollama"]?.["totalDurationNs"]).toBe(last["total_duration"]);
    expect(result.response?.modelId).toBe(last["model"]);
  });

  it.each(answers)("$name is the same in any pieces", async (recording) => {
    const whole = await generate(recording);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 97 }), { minLength: 1, maxLength: 8 }), async (sizes) => {
        const { content, usage, finishReason, providerMetadata, warnings } = await generate(recording, sizes);
        expect({ content, usage, finishReason, providerMetadata, warnings }).toEqual({
          content: whole.content,
          usage: whole.usage,
          finishReason: whole.finishReason,
          providerMetadata: whole.providerMetadata,
          warnings: whole.warnings,
        });
      }),
      { numRuns: 5 },
    );
  });

  it.each(answers.filter(({ response }) => response.body.trim().includes("\n")))("$name, cut before its last line, is interrupted", async (recording) => {
    const lines = recording.response.body.trim().split("\n");
    const cut = { ...recording, response: { ...recording.response, body: `${lines.slice(0, -1).join("\n")}\n` } };
    await expect(generate(cut)).rejects.toThrow(/without its finish signal|before it said anything/);
  });

  it("gives its logprobs and its raw chunks", async () => {
    const recording = answers.find(({ name }) => name === "logprobs-stream") as Recording;
    const { providerMetadata } = await generate(recording);
    expect(providerMetadata?.["ollama"]?.["logprobs"]).toHaveLength(5);
    const { stream } = await modelOf(recording).doStream({ ...callOfRecording(recording), includeRawChunks: true });
    const raw: unknown[] = [];
    for await (const part of stream) if (part.type === "raw") raw.push(part.rawValue);
    expect(raw).toEqual(recording.response.body.trim().split("\n").map((line) => JSON.parse(line) as unknown));
  });

  it.each<[string, RegExp]>([
    ["tool-text-vanishes", /wrote 80 tokens that the service did not pass on/],
    ["tool-call-cut-by-length", /half a call/],
    ["truncated-history", /read 13: what did not fit the context of 256/],
    ["truncated-last-message", /read 512: what did not fit the context of 512/],
    ["image-no-vision", /seems to see no pictures/],
  ])("%s warns of what was silently lost", async (name, what) => {
    const { warnings } = await generate(answers.find((recording) => recording.name === name) as Recording);
    expect(JSON.stringify(warnings)).toMatch(what);
  });

  const lossy = new Set(["tool-text-vanishes", "tool-call-cut-by-length", "truncated-history", "truncated-last-message", "image-no-vision"]);

  it.each(answers.filter(({ name }) => !lossy.has(name)))("$name lost nothing, and warns of nothing", async (recording) => {
    const { warnings } = await generate(recording);
    expect(warnings.filter((warning) => !("feature" in warning))).toEqual([]);
  });

  const whole = answers.filter(({ name, response }) => !/^truncated|no-vision/.test(name) && response.body.includes("prompt_eval_count"));

  it.each(whole)("$name was counted by the server within what the estimate says", (recording) => {
    const { least, most } = estimateTokens(callOf(callBehind(recording)).call);
    const count = held(recording).last["prompt_eval_count"];
    expect(count).toBeGreaterThanOrEqual(least);
    expect(count).toBeLessThanOrEqual(most);
  });
});

describe("the request behind a recording", () => {
  it.each(["conversation", "tool-result-stream", "thinking-then-text-stream", "tool-call-stream", "text-stream"])("of %s is encoded as it was recorded", async (name) => {
    const recording = answers.find((one) => one.name === name) as Recording;
    const transport = replaying(recording);
    const recorded = recording.request.body as JSONObject;
    await createOllama({ baseURL: "http://127.0.0.1:1", transport })(recorded["model"] as string).doGenerate(callBehind(recording));
    const { format: _, ...wanted } = recorded;
    const { format: __, messages, ...sent } = transport.bodies[0] as JSONObject;
    const asked = (messages as JSONObject[]).filter(({ content, role }) => recorded["format"] === undefined || role !== "system" || !/JSON/.test(content as string));
    expect({ ...sent, messages: asked }).toEqual({ ...wanted, stream: true });
  });
});

describe("a recorded refusal", () => {
  const kinds: Readonly<Record<string, ErrorKind>> = {
    "cloud-off": "permission",
    "model-missing": "model-not-found",
    "queue-full": "overloaded",
    "truncate-off": "context-length",
    "truncate-off-shift-off": "context-length",
  };

  it.each(refusals)("$name keeps its words and its status, and says what it means", async (recording) => {
    const error: unknown = await generate(recording).catch((reason: unknown) => reason);
    const words = (JSON.parse(recording.response.body) as { error: string }).error;
    expect(APICallError.isInstance(error) && [error.statusCode, error.isRetryable]).toEqual([recording.response.status, recording.name === "queue-full"]);
    expect(describeError(error)).toMatchObject({ message: words, status: recording.response.status, kind: kinds[recording.name] ?? "bad-request" });
    expect(String(error)).toContain(words);
  });

  it.each<[string, RegExp]>([
    ["model-missing", /→ pull it first: `ollama pull nope`$/],
    ["tools-unsupported", /smol:latest does not support tools → this model has no tools/],
    ["thinking-unsupported", /"smol" does not support thinking → this model does not think/],
    ["generate-suffix-unsupported", /does not support insert → this model cannot fill gaps/],
    ["truncate-off-shift-off", /→ a larger contextWindow/],
  ])("%s says what to do", async (name, advice) => {
    await expect(generate(refusals.find((recording) => recording.name === name) as Recording)).rejects.toThrow(advice);
  });

  it.each([...refusedHere])("%s would not have been sent", async (name) => {
    const recording = refusals.find((one) => one.name === name) as Recording;
    const transport = replaying(recording);
    const call = callBehind(recording);
    await expect(createOllama({ baseURL: "http://127.0.0.1:1", transport })("smol").doGenerate(call)).rejects.toThrow(/^providerOptions\.ollama: /);
    expect(transport.bodies).toEqual([]);
  });

  it("without a body, for a host that is not known, says what to do", async () => {
    const foreign = recordings.find(({ name }) => name === "foreign-host") as Recording;
    await expect(generate({ ...foreign, request: { path: "/api/chat", method: "POST", body: {} } })).rejects.toThrow(/403 permission: the service gave no reason → Ollama refuses hosts/);
  });

  it("in plain text, of a path that is not there, points to the provider for other servers", async () => {
    const missing = recordings.find(({ name }) => name === "unknown-path") as Recording;
    await expect(generate({ ...missing, request: { path: "/api/chat", method: "POST", body: {} } })).rejects.toThrow(/404 bad-request: 404 page not found → no native Ollama API is there.*provider-custom/);
  });
});
