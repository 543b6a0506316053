import { describeError, type ErrorKind } from "@portolan/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rejectionOf } from "../src/conformance/rejection.ts";
import type { Emulator } from "../src/emulator/script.ts";
import { replay } from "../src/recording.ts";
import { readOwnRecordings, recordedAt } from "./recordings/files.ts";
import { callWith, createLocal, startReplaying } from "./recordings/replayed.ts";

const recordings = await readOwnRecordings();
const at = (path: string, outcome: "answered" | "refused") => recordedAt(recordings, path, outcome).map((recording) => [`${recording.server}: ${recording.case}`, recording] as const);

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startReplaying();
});
afterAll(() => emulator.close());

const kinds: Readonly<Record<string, ErrorKind>> = {
  "llama.cpp b11549: body-broken": "bad-request",
  "llama.cpp b11549: context-exceeded": "context-length",
  "llama.cpp b11549: context-exceeded-stream": "context-length",
  "llama.cpp b11549: image-unsupported": "bad-request",
  "llama.cpp b11549: json-schema-bad": "bad-request",
  "llama.cpp b11549: key-missing": "auth",
  "llama.cpp b11549: key-wrong": "auth",
  "llama.cpp b11549: messages-missing": "bad-request",
  "litellm proxy 1.105.0: context-exceeded": "context-length",
  // It says "Internal Server Error" and nothing else, so nothing more can be known.
  "litellm proxy 1.105.0: key-missing": "server",
  "litellm proxy 1.105.0: key-wrong": "auth",
  "litellm proxy 1.105.0: model-unknown": "model-not-found",
  "litellm proxy 1.105.0: model-unknown-stream": "model-not-found",
  "litellm proxy 1.105.0: upstream-down": "server",
  "litellm proxy 1.105.0: upstream-down-stream": "server",
  "litellm proxy 1.105.0: upstream-key-rejected": "auth",
  "ollama 0.25.0-rc0+10: v1-model-missing": "model-not-found",
  "ollama 0.25.0-rc0+10: v1-tools-unsupported": "bad-request",
};

describe("recorded refusals", () => {
  it.each(at("/v1/chat/completions", "refused"))("%s", async (name, recording) => {
    const model = createLocal(emulator)("some-model");
    const { status, body } = recording.response;
    for (const send of [() => model.doGenerate(callWith([])), () => model.doStream(callWith([]))]) {
      emulator.use({ failNext: [{ ...replay(recording), faults: { pieceBytes: 7 } }] });
      const error = await rejectionOf(send());
      expect(describeError(error)).toMatchObject({ kind: kinds[name], status, stage: "wait" });
      expect(error).toMatchObject({ statusCode: status, responseBody: body, isRetryable: kinds[name] === "server" });
    }
  });

  it.each(at("/v1/embeddings", "refused"))("%s", async (_, recording) => {
    emulator.use({ failNext: [replay(recording)] });
    const error = await rejectionOf(createLocal(emulator).embeddingModel("some-model").doEmbed({ values: ["hello"] }));
    expect(describeError(error)).toMatchObject({ kind: "bad-request", status: 501 });
  });

  it.each(at("/v1/models", "refused"))("%s", async (_, recording) => {
    emulator.use({ failNext: [replay(recording), replay(recording)] });
    expect(describeError(await rejectionOf(createLocal(emulator).listModels()))).toMatchObject({ kind: "auth", status: 401 });
    expect(await createLocal(emulator).checkCredentials()).toMatchObject({ ok: false, error: { kind: "auth", status: 401 } });
  });
});

describe("recorded embeddings", () => {
  it.each(at("/v1/embeddings", "answered"))("%s", async (_, recording) => {
    const { data, usage } = JSON.parse(recording.response.body) as { data: { embedding: number[] | string }[]; usage: { prompt_tokens: number } };
    emulator.use({ failNext: [{ ...replay(recording), faults: { pieceBytes: 1000 } }] });
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
  it.each(at("/v1/models", "answered"))("%s", async (_, recording) => {
    const { data } = JSON.parse(recording.response.body) as { data: { id: string }[] };
    emulator.use({ failNext: [replay(recording)] });
    expect((await createLocal(emulator).listModels()).map(({ id }) => id)).toEqual(data.map(({ id }) => id));
  });
});
