import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { isObject, readList, readObject } from "../../emulator/json.ts";
import { ollamaModelRow } from "../../emulator/ollama/model-store.ts";
import type { SettingName, WireForm } from "../wire-form.ts";

const time = Date.UTC(2026, 10, 21, 4, 2, 6);
const head: JSONObject = { model: "emulated", created_at: "2026-11-21T04:02:06.000000316Z" };

const options: Readonly<Record<SettingName, string>> = {
  maxOutputTokens: "num_predict",
  temperature: "temperature",
  topP: "top_p",
  topK: "top_k",
  frequencyPenalty: "frequency_penalty",
  presencePenalty: "presence_penalty",
  stopSequences: "stop",
  seed: "seed",
};

/** A frame in the middle of an answer. */
export function frame(message: JSONObject, fields: JSONObject = {}): JSONObject {
  return { ...head, message: { role: "assistant", content: "", ...message }, done: false, ...fields };
}

/** The last frame, with counters as servers have them. */
export function lastFrame(message: JSONObject = {}, reason = "stop", fields: JSONObject = {}): JSONObject {
  const counters = { total_duration: 90_000_000, load_duration: 20_000_000, prompt_eval_count: 3, prompt_eval_duration: 30_000_000, eval_count: 2, eval_duration: 40_000_000 };
  return { ...frame(message), done: true, done_reason: reason, ...counters, ...fields };
}

/** Lines of JSON. */
export function lines(...values: readonly JSONValue[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join("");
}

/** Ollama's own chats, and what is around them. */
export const ollamaForm: WireForm = {
  chatPath: "/api/chat",
  text: (delta) => frame({ content: delta }),
  reasoning: (delta) => frame({ thinking: delta }),
  call: ({ id, name, input }) => frame({ tool_calls: [{ id, function: { index: 0, name, arguments: input } }] }),
  silence: frame({}),
  // It is never said that a tool was called.
  end: (reason) => lastFrame({}, reason === "tool_calls" ? "stop" : reason),
  whole: (text) => lastFrame({ content: text }),
  head: { modelId: "emulated", time },
  tellsStatus: false,
  framed: lines,
  usage: (input, output) => ({ prompt_eval_count: input, eval_count: output }),
  embeddings: (vectors, tokens) => ({ model: "emulated", embeddings: vectors.map((vector) => [...vector]), total_duration: 9_000_000, load_duration: 2_000_000, prompt_eval_count: tokens }),
  row: (modelId, contextWindow = 8192) =>
    ollamaModelRow(modelId, { family: "llama", size: 98_363_527, parameters: "134.52M", context: contextWindow, embedding: 576, capabilities: ["completion", "tools", "insert", "thinking", "vision"] }),
  list: (rows) => ({ models: [...rows] }),
  setting: (body, name) => readObject(body, "options")?.[options[name]],
  format({ format }) {
    if (format === "json") return { type: "json_object" };
    return isObject(format) ? { type: "json_schema", schema: format } : undefined;
  },
  images: (message) => readList(message, "images"),
  image: (_, base64) => base64,
  sound: /"images":\["UklGRgQAAABXQVZF"\]/,
  input: (sent) => (isObject(sent) ? JSON.stringify(sent) : "no object was sent"),
  callType: undefined,
};
