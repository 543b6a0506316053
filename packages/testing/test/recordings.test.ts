import { readdir } from "node:fs/promises";
import type { JSONObject } from "@ai-sdk/provider";
import { describeError, type ErrorKind } from "@portolan/core";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAll } from "../src/conformance/parts.ts";
import { rejectionOf } from "../src/conformance/rejection.ts";
import { startEmulator } from "../src/emulator/emulator.ts";
import { profiles } from "../src/emulator/profiles/index.ts";
import type { Emulator } from "../src/emulator/script.ts";
import { readRecording, replay, type Recording } from "../src/recording.ts";
import { orderFault } from "./recordings/part-order.ts";
import { foldChunks, readEvents, type RecordedAnswer } from "./recordings/recorded-answer.ts";
import { callWith, createLocal, foldParts, joinDeltas } from "./recordings/replayed.ts";

const folder = new URL("../fixtures/", import.meta.url);
const recordings = await Promise.all(
  ["llama-cpp", "litellm"].map(async (server) => Promise.all((await readdir(new URL(`${server}/`, folder))).map((name) => readRecording(new URL(`${server}/${name}`, folder))))),
).then((found) => found.flat());

const nameOf = ({ server, case: name }: Recording): string => `${server}: ${name}`;
const isStream = ({ request }: Recording): boolean => (request.body as JSONObject | null)?.["stream"] === true;
const at = (path: string, status: "ok" | "refused"): Recording[] =>
  recordings.filter(({ request, response }) => request.path === path && (status === "ok") === response.status < 300);

/** Enough pieces to cut anywhere, few enough to be quick. */
const mostPieces = 800;

function pieceSizes({ response }: Recording): fc.Arbitrary<number> {
  const bytes = Buffer.byteLength(response.body);
  return fc.integer({ min: Math.ceil(bytes / mostPieces), max: bytes });
}

let emulator: Emulator;
beforeAll(async () => {
  // Nothing but what was recorded: the rate limits of the built-in service would differ from call to call.
  emulator = await startEmulator({ ...profiles.openai, headers: () => ({}) });
});
afterAll(() => emulator.close());

function answerWith(recording: Recording, pieceBytes?: number): void {
  emulator.use({ failNext: [{ ...replay(recording), ...(pieceBytes === undefined ? {} : { faults: { pieceBytes } }) }] });
}

/** An input that was cut by a limit comes of no use to anyone: no call may be made of it. */
function withoutCutCalls(answer: RecordedAnswer): RecordedAnswer {
  return answer.finishReason === "length" ? { ...answer, toolCalls: [] } : answer;
}

describe("recorded streams", () => {
  const streams = at("/v1/chat/completions", "ok").filter(isStream);

  it("are as many as were recorded", () => {
    expect(streams.length).toBe(15);
  });

  it.each(streams.map((recording) => [nameOf(recording), recording] as const))("%s", { timeout: 60_000 }, async (_, recording) => {
    const expected = foldChunks(readEvents(recording.response.body));
    const call = callWith(expected.toolCalls.map(({ toolName }) => toolName));
    const read = async (pieceBytes?: number) => {
      answerWith(recording, pieceBytes);
      const { stream } = await createLocal(emulator)("some-model").doStream(call);
      return joinDeltas(await readAll(stream));
    };
    const unsplit = await read();
    expect(orderFault(unsplit)).toBeUndefined();
    expect(foldParts(unsplit)).toEqual(withoutCutCalls(expected));
    await fc.assert(
      fc.asyncProperty(pieceSizes(recording), async (pieceBytes) => {
        expect(await read(pieceBytes)).toEqual(unsplit);
      }),
      { numRuns: 4 },
    );
  });
});

describe("recorded answers that came whole", () => {
  const answers = at("/v1/chat/completions", "ok").filter((recording) => !isStream(recording));

  it("are as many as were recorded", () => {
    expect(answers.length).toBe(12);
  });

  it.each(answers.map((recording) => [nameOf(recording), recording] as const))("%s", async (_, recording) => {
    const expected = foldChunks([JSON.parse(recording.response.body) as JSONObject]);
    const call = callWith(expected.toolCalls.map(({ toolName }) => toolName));
    await fc.assert(
      fc.asyncProperty(pieceSizes(recording), async (pieceBytes) => {
        answerWith(recording, pieceBytes);
        const { content, finishReason, usage, response } = await createLocal(emulator)("some-model").doGenerate(call);
        expect({
          text: content.map((part) => (part.type === "text" ? part.text : "")).join(""),
          reasoning: content.map((part) => (part.type === "reasoning" ? part.text : "")).join(""),
          toolCalls: content.flatMap((part) => (part.type === "tool-call" ? [{ toolCallId: part.toolCallId, toolName: part.toolName, input: part.input }] : [])),
          finishReason: finishReason.raw,
          inputTokens: usage.inputTokens.total,
          outputTokens: usage.outputTokens.total,
          modelId: response?.modelId,
        }).toEqual(withoutCutCalls(expected));
      }),
      { numRuns: 4 },
    );
  });
});

const kinds: Readonly<Record<string, ErrorKind>> = {
  "body-broken": "bad-request",
  "context-exceeded": "context-length",
  "context-exceeded-stream": "context-length",
  "image-unsupported": "bad-request",
  "json-schema-bad": "bad-request",
  // LiteLLM says nothing but "Internal Server Error", so nothing more can be known.
  "key-missing": "server",
  "key-wrong": "auth",
  "messages-missing": "bad-request",
  "model-unknown": "model-not-found",
  "model-unknown-stream": "model-not-found",
  "upstream-down": "server",
  "upstream-down-stream": "server",
  "upstream-key-rejected": "auth",
};

describe("recorded refusals", () => {
  it.each(at("/v1/chat/completions", "refused").map((recording) => [nameOf(recording), recording] as const))("%s", async (_, recording) => {
    const kind = recording.server.startsWith("llama.cpp") && recording.case === "key-missing" ? "auth" : kinds[recording.case];
    const model = createLocal(emulator)("some-model");
    for (const send of [() => model.doGenerate(callWith([])), () => model.doStream(callWith([]))]) {
      answerWith(recording, 7);
      const error = await rejectionOf(send());
      expect(describeError(error)).toMatchObject({ kind, status: recording.response.status, stage: "wait" });
      expect(error).toMatchObject({ statusCode: recording.response.status, responseBody: recording.response.body, isRetryable: kind === "server" });
    }
  });

  it("of embeddings", async () => {
    const [recording, ...others] = at("/v1/embeddings", "refused");
    expect([recording?.case, others.length]).toEqual(["embeddings-off", 0]);
    answerWith(recording as Recording);
    const error = await rejectionOf(createLocal(emulator).embeddingModel("some-model").doEmbed({ values: ["hello"] }));
    expect(describeError(error)).toMatchObject({ kind: "bad-request", status: 501 });
  });

  it("of the model list", async () => {
    const [recording, ...others] = at("/v1/models", "refused");
    expect([recording?.case, others.length]).toEqual(["key-models-missing", 0]);
    answerWith(recording as Recording);
    expect(describeError(await rejectionOf(createLocal(emulator).listModels()))).toMatchObject({ kind: "auth", status: 401 });
    answerWith(recording as Recording);
    expect(await createLocal(emulator).checkCredentials()).toMatchObject({ ok: false, error: { kind: "auth" } });
  });
});

describe("recorded embeddings", () => {
  it.each(at("/v1/embeddings", "ok").map((recording) => [nameOf(recording), recording] as const))("%s", async (_, recording) => {
    const { data, usage } = JSON.parse(recording.response.body) as { data: { embedding: number[] | string }[]; usage: { prompt_tokens: number } };
    answerWith(recording, 1000);
    const result = await createLocal(emulator).embeddingModel("some-model").doEmbed({ values: data.map(String) });
    expect(result.embeddings).toEqual(data.map(({ embedding }) => (typeof embedding === "string" ? floatsOf(embedding) : embedding)));
    expect(result.usage?.tokens).toBe(usage.prompt_tokens);
  });

  function floatsOf(base64: string): number[] {
    const bytes = Buffer.from(base64, "base64");
    return Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(index * 4));
  }
});

describe("recorded model lists", () => {
  it.each(at("/v1/models", "ok").map((recording) => [nameOf(recording), recording] as const))("%s", async (_, recording) => {
    const { data } = JSON.parse(recording.response.body) as { data: { id: string }[] };
    answerWith(recording);
    expect((await createLocal(emulator).listModels()).map(({ id }) => id)).toEqual(data.map(({ id }) => id));
  });
});
