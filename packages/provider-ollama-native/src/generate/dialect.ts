import type { JSONObject } from "@ai-sdk/provider";
import type { Dialect } from "@portolan/core";
import { FrameDecoder, type FrameWords } from "../chat/decode.ts";
import { lessonOf } from "../chat/lessons.ts";
import { layWires, type OllamaWire } from "../wire.ts";
import { encodeGenerate } from "./encode.ts";

/** Text completion and the filling of gaps. https://docs.ollama.com/api/generate */
export const ollamaGenerate: Dialect<OllamaWire> = {
  id: "ollama-generate",
  framing: "ndjson",
  path: "/api/generate",
  wire: layWires,
  supportedUrls: () => ({}),
  encode: encodeGenerate,
  learn: lessonOf,
  decoder: (call, wire, out) => new FrameDecoder(call, wire, out, wordsOf),
};

function wordsOf({ response, thinking, tool_calls: toolCalls }: JSONObject): FrameWords | undefined {
  return response === undefined && thinking === undefined ? undefined : { text: response, thinking, toolCalls };
}
