import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { isObject } from "../../emulator/json.ts";
import type { SettingName, WireForm } from "../wire-form.ts";
import { chunk, completion, contentOf, events, finishChunk } from "../wire.ts";

/** The names that services of this form know a setting by. */
const settings: Readonly<Record<SettingName, readonly string[]>> = {
  maxOutputTokens: ["max_tokens", "max_completion_tokens"],
  temperature: ["temperature"],
  topP: ["top_p"],
  topK: ["top_k"],
  frequencyPenalty: ["frequency_penalty"],
  presencePenalty: ["presence_penalty"],
  stopSequences: ["stop", "stop_sequences"],
  seed: ["seed", "random_seed"],
};

/** OpenAI's chat completions, and what is around them. */
export const openaiForm: WireForm = {
  chatPath: "/chat/completions",
  text: (delta) => chunk({ content: delta }),
  reasoning: (delta) => chunk({ reasoning: delta, reasoning_content: delta }),
  call: ({ id, name, input }) => chunk({ tool_calls: [{ index: 0, id, type: "function", function: { name, arguments: JSON.stringify(input) } }] }),
  silence: chunk({ role: "assistant", content: "" }),
  end: (reason) => (reason === undefined ? finishChunk : chunk({}, reason)),
  whole: (text) => completion({ content: text }),
  head: { id: "chatcmpl-1", modelId: "emulated", time: 1_780_000_000_000 },
  tellsStatus: true,
  framed: events,
  usage: (input, output) => ({ prompt_tokens: input, completion_tokens: output, total_tokens: input + output }),
  embeddings: (vectors, tokens) => ({
    object: "list",
    model: "emulated",
    data: vectors.map((vector, index) => ({ object: "embedding", index, embedding: [...vector] })),
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  }),
  row: (modelId, contextWindow) => ({ id: modelId, object: "model", ...(contextWindow === undefined ? {} : { context_window: contextWindow }) }),
  list: (rows) => ({ object: "list", data: [...rows] }),
  setting: (body, name) => settings[name].map((field) => body[field]).find((value) => value !== undefined),
  format(body) {
    const format = body["response_format"];
    if (!isObject(format)) return undefined;
    const wrapped = format["json_schema"];
    return { type: format["type"] === "json_object" ? "json_object" : "json_schema", schema: isObject(wrapped) ? wrapped["schema"] : format["schema"] };
  },
  images: (message) => contentOf(message).filter(({ type }) => type === "image_url").map(urlOf),
  image: (mediaType, base64) => `data:${mediaType};base64,${base64}`,
  sound: /"input_audio":\{"data":"(?:data:;base64,)?UklGRgQAAABXQVZF","format":"wav"\}/,
  input: (sent) => (typeof sent === "string" ? sent : "no text was sent"),
  callType: "function",
};

function urlOf(part: JSONObject): JSONValue {
  const image = part["image_url"];
  return (isObject(image) ? image["url"] : image) ?? "";
}
