import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { describe, expect, it, onTestFinished } from "vitest";
import { startEmulator } from "../../src/emulator/emulator.ts";
import type { ProfileId } from "../../src/emulator/profiles/index.ts";
import type { Answer } from "../../src/emulator/script.ts";
import { readRecording, type Recording } from "../../src/recording.ts";
import { readEvents } from "../recordings/recorded-answer.ts";

/** Field names and kinds of values, without the values. */
type Shape = string | null | { readonly [key: string]: Shape } | readonly Shape[];

function shapeOf(value: JSONValue | undefined): Shape {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return (value as JSONValue[]).slice(0, 1).map(shapeOf);
  if (typeof value !== "object") return typeof value;
  const fields = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  // How tokens are counted depends on the model; where the counts stand does not.
  return Object.fromEntries(fields.map(([key, inner]) => [key, key === "usage" && inner !== null ? key : shapeOf(inner)]));
}

/** The same, of a whole answer; speeds are llama.cpp's, also behind a proxy. */
function bodyShape(profile: ProfileId, body: JSONValue): Shape {
  const { timings, ...rest } = body as JSONObject;
  return shapeOf(profile === "llama-cpp" && timings !== undefined ? { ...rest, timings } : rest);
}

/** The chunks of each kind that a stream has, in order, neighbours of one shape as one. */
function streamShapes(body: string): readonly Shape[] {
  const shapes = readEvents(body).map(shapeOf);
  return shapes.filter((shape, index) => JSON.stringify(shape) !== JSON.stringify(shapes[index - 1]));
}

const read = (folder: string, name: string): Promise<Recording> => readRecording(new URL(`../../fixtures/${folder}/${name}.json`, import.meta.url));

/** Sends the recorded request to the emulated server; what it says is scripted, how it says it is not. */
async function sendAgain(profile: ProfileId, { request }: Recording, answer: Answer | undefined, change: Pick<Case, "key" | "model"> = {}): Promise<Response> {
  const emulator = await startEmulator(profile, answer === undefined ? {} : { answers: () => answer });
  onTestFinished(() => emulator.close());
  const key = change.key === undefined ? emulator.apiKey : change.key;
  const body = request.body === null ? undefined : JSON.stringify({ ...(request.body as JSONObject), ...(change.model === undefined ? {} : { model: change.model }) });
  return fetch(emulator.origin + request.path, {
    method: request.method,
    headers: { "content-type": "application/json", ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
    ...(body === undefined ? {} : { body }),
  });
}

const text: Answer = { kind: "model", text: "The capital of France is Paris." };
const call: Answer = { kind: "model", toolCalls: [{ name: "get_weather", arguments: '{"city": "Paris"}' }], deltaSize: 4 };
const thought: Answer = { kind: "model", reasoning: "Two and two make four.", text: "4" };

const streams: readonly (readonly [profile: ProfileId, folder: string, name: string, answer: Answer])[] = [
  ["llama-cpp", "llama-cpp", "text-stream", text],
  ["llama-cpp", "llama-cpp", "text-stream-without-usage", text],
  ["llama-cpp", "llama-cpp", "tool-call-stream", call],
  ["llama-cpp", "llama-cpp", "reasoning-stream", thought],
  ["litellm", "litellm", "text-stream", text],
  ["litellm", "litellm", "text-stream-without-usage", text],
  ["litellm", "litellm", "tool-call-stream", call],
  ["litellm", "litellm", "reasoning-stream", thought],
  ["ollama-openai", "ollama", "v1-chat-stream", text],
  ["ollama-openai", "ollama", "v1-tool-call-stream", call],
  ["ollama-openai", "ollama", "v1-thinking-then-text-stream", thought],
];

describe("an emulated server streams as the recorded one did", () => {
  it.each(streams)("%s: %s/%s", async (profile, folder, name, answer) => {
    const recording = await read(folder, name);
    const response = await sendAgain(profile, recording, answer);
    expect(streamShapes(await response.text())).toEqual(streamShapes(recording.response.body));
  });
});

interface Case {
  readonly profile: ProfileId;
  readonly folder: string;
  readonly name: string;
  readonly answer?: Answer;
  /** Instead of the one that is accepted; `null`: none. */
  readonly key?: string | null;
  /** Instead of the recorded one. */
  readonly model?: string;
}

const bodies: readonly Case[] = [
  { profile: "llama-cpp", folder: "llama-cpp", name: "text", answer: text },
  { profile: "llama-cpp", folder: "llama-cpp", name: "tool-call", answer: call },
  { profile: "llama-cpp", folder: "llama-cpp", name: "image-unsupported" },
  { profile: "llama-cpp", folder: "llama-cpp", name: "key-wrong", key: "test-key-wrong" },
  { profile: "llama-cpp", folder: "llama-cpp", name: "key-missing", key: null },
  { profile: "llama-cpp", folder: "llama-cpp", name: "unknown-path" },
  { profile: "litellm", folder: "litellm", name: "text", answer: text },
  { profile: "litellm", folder: "litellm", name: "key-wrong", key: "test-key-wrong" },
  { profile: "litellm", folder: "litellm", name: "unknown-path" },
  { profile: "litellm", folder: "litellm", name: "model-unknown", model: "nonexistent-model" },
  { profile: "litellm", folder: "litellm", name: "models" },
  { profile: "ollama-openai", folder: "ollama", name: "v1-chat", answer: text },
  { profile: "ollama-openai", folder: "ollama", name: "v1-models" },
  { profile: "ollama-openai", folder: "ollama", name: "v1-model-missing", model: "nonexistent-model" },
  { profile: "ollama-openai", folder: "ollama", name: "v1-tools-unsupported", model: "gemma3:4b" },
];

describe("an emulated server answers as the recorded one did", () => {
  it.each(bodies)("$profile: $folder/$name", async ({ profile, folder, name, answer, ...change }) => {
    const recording = await read(folder, name);
    const response = await sendAgain(profile, recording, answer, change);
    expect(response.status).toBe(recording.response.status);
    expect(bodyShape(profile, (await response.json()) as JSONValue)).toEqual(bodyShape(profile, JSON.parse(recording.response.body) as JSONValue));
  });

  it("litellm: without a key, in plain text", async () => {
    const recording = await read("litellm", "key-missing");
    const response = await sendAgain("litellm", recording, undefined, { key: null });
    expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([500, recording.response.headers["content-type"], recording.response.body]);
  });

  it("litellm: with headers about the call", async () => {
    const recording = await read("litellm", "text");
    const { headers } = await sendAgain("litellm", recording, text);
    for (const name of ["call-id", "model-id", "response-cost-original", "attempted-retries", "attempted-fallbacks"]) {
      expect([name, headers.has(`x-litellm-${name}`), `x-litellm-${name}` in recording.response.headers]).toEqual([name, true, true]);
    }
  });
});
