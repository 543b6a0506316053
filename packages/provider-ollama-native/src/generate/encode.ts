import { UnsupportedFunctionalityError, type JSONObject } from "@ai-sdk/provider";
import type { LanguageCall, WireRequest } from "@portolan/core";
import { encodeFormat } from "../chat/format.ts";
import { encodeSettings } from "../chat/request-settings.ts";
import { encodeThinking } from "../chat/thinking.ts";
import type { OllamaWire } from "../wire.ts";
import { toCompletionPrompt } from "./prompt.ts";

const ownWords: ReadonlySet<string> = new Set(["system"]);

/** The request of a text completion. It always streams, as a chat does. */
export function encodeGenerate(call: LanguageCall, wire: OllamaWire): WireRequest {
  if ((call.tools?.length ?? 0) > 0) {
    throw new UnsupportedFunctionalityError({ functionality: "tools", message: `${call.target}: text completions have no tools; use languageModel()` });
  }
  const raw = call.options["raw"] === true;
  const { format, instruction } = encodeFormat(call, false);
  const { prompt, system, images, stop } = toCompletionPrompt(call, raw);
  const words = [call.options["system"] as string | undefined, system, instruction].filter((text) => text !== undefined && text !== "").join("\n\n");
  const stops = stop === undefined ? call : { ...call, stopSequences: [...(call.stopSequences ?? []), stop] };
  const body: JSONObject = {
    model: call.modelId,
    // Ollama refuses instructions beside a raw prompt.
    prompt: raw && words !== "" ? `${words}\n\n${prompt}` : prompt,
    ...(raw || words === "" ? {} : { system: words }),
    ...(images.length === 0 ? {} : { images: [...images] }),
    ...(format === undefined ? {} : { format }),
    ...encodeThinking(call),
    ...encodeSettings(stops, wire, ownWords),
    stream: true,
  };
  return { path: "/api/generate", body, stream: true };
}
