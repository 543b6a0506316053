import type { Dialect, LanguageCall, PartWriter } from "../dialect.ts";
import { decodeAnswer } from "./decode.ts";
import { encodeRequest, pathOf } from "./encode.ts";
import { lessonOf } from "./lessons.ts";
import { layWires } from "./lay-wires.ts";
import type { OpenAIChatSpec, OpenAIChatWire } from "./wire.ts";

/** OpenAI's chat completions, as the many services that took it over speak it. */
export function openaiChat(spec: OpenAIChatSpec = {}): Dialect<OpenAIChatWire> {
  return {
    id: "openai-chat",
    framing: "sse",
    path: pathOf(spec),
    wire: layWires,
    supportedUrls: (wire) => ({ ...wire.urls }),
    encode: (call: LanguageCall, wire: OpenAIChatWire) => encodeRequest(call, wire, spec),
    decoder: (call: LanguageCall, wire: OpenAIChatWire, out: PartWriter) => decodeAnswer(call, wire, spec, out),
    learn: (refusal, request) => lessonOf(refusal, request.body) ?? spec.learn?.(refusal, request.body),
  };
}
