import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { isObject, readList, readObject, readString } from "../../../src/emulator/json.ts";
import { ollamaModelRow } from "../../../src/emulator/ollama/model-store.ts";
import type { ModelAnswer } from "../../../src/emulator/script.ts";
import type { Recording } from "../../../src/recording.ts";

const abilities: Readonly<Record<string, readonly string[]>> = {
  smol: [],
  "smol-copy": [],
  "smol-pirate": [],
  "smol-fim": ["insert"],
  "smol-gemma": [],
  "smol-tools": ["tools"],
  "smol-toolsjson": ["tools"],
  "smol-toolsarr": ["tools"],
  "smol-think": ["thinking"],
  "smol-thought": ["thinking"],
  "127.0.0.1:5000/test/smol2": [],
};

/** The models of the server that was recorded. */
export const recordedModels: readonly JSONObject[] = Object.entries(abilities).map(([name, capabilities]) =>
  ollamaModelRow(name, { family: "llama", size: 98_363_527, parameters: "134.52M", context: 8192, embedding: 576, capabilities: ["completion", ...capabilities] }),
);

/** The values of a body, one a line or all of it. */
export function valuesOf(body: string): readonly JSONObject[] {
  return body
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as JSONObject);
}

/** What the recorded model said, as a script would have it said again. */
export function saidIn({ response }: Recording): ModelAnswer {
  const frames = valuesOf(response.body);
  const messages = frames.map((frame) => readObject(frame, "message") ?? { content: readString(frame, "response") ?? "", thinking: readString(frame, "thinking") ?? "" });
  const joined = (field: string): string => messages.map((message) => readString(message, field) ?? "").join("");
  const calls = messages.flatMap((message) => readList(message, "tool_calls"));
  return {
    kind: "model",
    text: joined("content"),
    reasoning: joined("thinking"),
    toolCalls: calls.filter(isObject).map((call) => ({ id: readString(call, "id") ?? null, name: readString(readObject(call, "function"), "name") ?? "", arguments: JSON.stringify(readObject(call, "function")?.["arguments"]) })),
    finishReason: readString(frames.at(-1), "done_reason") ?? null,
  };
}

/** Keys in their order, and types instead of most values; neighbours of one shape in a list are one. */
export function shapeOf(value: JSONValue | undefined): unknown {
  if (Array.isArray(value)) return withoutRepeats(value.map(shapeOf));
  if (!isObject(value)) return value === null || typeof value === "boolean" ? value : typeof value;
  return Object.entries(value).map(([key, inner]) => [key, key === "done_reason" ? inner : shapeOf(inner)]);
}

export function withoutRepeats(shapes: readonly unknown[]): readonly unknown[] {
  return shapes.filter((shape, place) => place === 0 || JSON.stringify(shape) !== JSON.stringify(shapes[place - 1]));
}
