import type { Dialect } from "../dialect.ts";
import { decodeAnswer } from "../openai-chat/decode.ts";
import { layWires } from "../openai-chat/lay-wires.ts";
import { lessonOf, lessons } from "../openai-chat/lessons.ts";
import type { OpenAIChatWire } from "../openai-chat/wire.ts";
import { encodeRequest } from "./encode.ts";
import { createChunkReader } from "./read-chunk.ts";
import type { OpenAICompletionSpec } from "./spec.ts";

/**
 * OpenAI's legacy completions: a text is continued, and with `suffix` among the provider options the gap before it is filled.
 *
 * What a service's chats spell differently holds here too.
 */
export function openaiCompletion(spec: OpenAICompletionSpec = {}): Dialect<OpenAIChatWire> {
  return {
    id: "openai-completion",
    framing: "sse",
    wire: layWires,
    supportedUrls: () => ({}),
    encode: (call, wire) => encodeRequest(call, wire, spec),
    decoder: (call, wire, out) => decodeAnswer(call, wire, { ...(spec.keep === undefined ? {} : { keep: spec.keep }), readChunk: createChunkReader() }, out),
    learn(refusal, { body }) {
      const lesson = lessonOf(refusal, body);
      return lesson?.id === lessons.noStreamOptions ? lesson : undefined;
    },
  };
}
