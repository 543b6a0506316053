import { request as httpRequest } from "node:http";
import type { JSONObject } from "@ai-sdk/provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmulator, type Emulator, type ModelAnswer } from "../../../src/emulator/index.ts";
import { readObject, readString } from "../../../src/emulator/json.ts";
import { wordsOf } from "../../../src/emulator/service-words.ts";
import { ollamaProfile } from "../../../src/emulator/profiles/ollama.ts";
import type { Recording } from "../../../src/recording.ts";
import { readOwnRecordings } from "../../recordings/files.ts";
import { recordedModels, saidIn, shapeOf, valuesOf, withoutRepeats } from "./recorded-models.ts";

const recordings = (await readOwnRecordings()).filter(({ server, case: name }) => server.startsWith("ollama") && !name.startsWith("v1-"));

/** What has to have happened before; the recorded server had been at work for a while. */
const before: Readonly<Record<string, readonly JSONObject[]>> = {
  ps: [{ model: "smol", messages: [] }, { model: "smol-gemma", messages: [] }],
  "ps-forever": [{ model: "smol", messages: [], keep_alive: -1 }, { model: "smol-gemma", messages: [] }],
  "ps-small-context": [{ model: "smol", messages: [], options: { num_ctx: 128 } }, { model: "smol-gemma", messages: [] }],
};

const scripts: Readonly<Record<string, Parameters<Emulator["use"]>[0]>> = {
  "tags-empty": { models: [] },
  "delete-missing": { models: [] },
  "queue-full": { failNext: [{ kind: "error", error: wordsOf(ollamaProfile).rateLimited("smol", 1) }] },
};

/** What the model wrote where the server made something else of it. */
const said: Readonly<Record<string, Partial<ModelAnswer>>> = {
  "tool-call-cut-by-length": { text: "", toolCalls: [{ name: "get_weather", arguments: '{"city": "Par' }] },
  "tool-text-vanishes": { usage: { eval_count: 80, eval_duration: 2_804_788_285 } },
};

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator("ollama");
});
afterAll(() => emulator.close());

interface Received {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** `fetch` sets the host itself. */
function send({ method, path, headers, body }: Recording["request"]): Promise<Received> {
  const { port } = new URL(emulator.origin);
  const host = Object.entries(headers).find(([name]) => name.toLowerCase() === "host")?.[1] ?? `127.0.0.1:${port}`;
  const sent = body === null ? "" : typeof body === "string" ? body : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: "127.0.0.1", port, method, path, headers: { "content-type": "application/json", "content-length": Buffer.byteLength(sent), host } }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, contentType: response.headers["content-type"], body: Buffer.concat(parts).toString() }));
    });
    request.on("error", reject);
    request.end(sent);
  });
}

/** The header of some errors leaves out what JSON needs not say. */
const plainType = (contentType: string | undefined): string | undefined => contentType?.replace("; charset=utf-8", "");

function shapesOf({ response }: Recording, body: string): unknown {
  if (response.headers["content-type"] === undefined || response.headers["content-type"].startsWith("text/plain")) return body;
  // How far a transfer has come in its first frame is a matter of speed; nothing is not told of.
  const values = valuesOf(body).filter((value) => value["total"] === undefined || value["completed"] !== undefined);
  const error = readString(values[0], "error");
  if (error !== undefined) return error;
  return withoutRepeats(values.map((value) => shapeOf(readObject(value, "model_info") === undefined ? value : { ...value, model_info: {} })));
}

describe("an emulated Ollama answers as the real one did", () => {
  // The emulated registry can always be reached.
  const comparable = recordings.filter((recording) => recording.case !== "pull-offline");

  it.each(comparable.map((recording) => [recording.case, recording] as const))("%s", async (name, recording) => {
    const isCall = /^\/api\/(chat|generate)$/.test(recording.request.path) && recording.response.status === 200;
    emulator.use({ models: recordedModels, ...(isCall && !name.includes("load") ? { answers: () => ({ ...saidIn(recording), ...said[name] }) } : {}), ...scripts[name] });
    for (const body of before[name] ?? []) await send({ method: "POST", path: "/api/chat", headers: {}, body });
    const received = await send(recording.request);
    const { status, headers, body } = recording.response;
    expect([received.status, plainType(received.contentType)]).toEqual([status, plainType(headers["content-type"])]);
    expect(shapesOf(recording, received.body)).toEqual(shapesOf(recording, body));
  });
});

it("all recordings of the native API are compared", () => {
  expect(recordings.length).toBe(86);
});
