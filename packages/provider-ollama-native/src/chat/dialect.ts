import type { JSONObject } from "@ai-sdk/provider";
import type { Dialect } from "@portolan/core";
import { layWires, type OllamaWire } from "../wire.ts";
import { FrameDecoder, type FrameWords } from "./decode.ts";
import { encodeChat } from "./encode.ts";
import { lessonOf } from "./lessons.ts";

/** Ollama's own chat: one JSON object a line. https://docs.ollama.com/api/chat */
export const ollamaChat: Dialect<OllamaWire> = {
  id: "ollama-chat",
  framing: "ndjson",
  path: "/api/chat",
  wire: layWires,
  // Ollama fetches nothing: the AI SDK downloads what a prompt only names.
  supportedUrls: () => ({}),
  encode: encodeChat,
  learn: lessonOf,
  decoder: (call, wire, out) => new FrameDecoder(call, wire, out, wordsOf),
};

function wordsOf(frame: JSONObject): FrameWords | undefined {
  const message = frame["message"];
  if (typeof message !== "object" || message === null) return undefined;
  const { content: text, thinking, tool_calls: toolCalls } = message as JSONObject;
  return { text, thinking, toolCalls };
}
