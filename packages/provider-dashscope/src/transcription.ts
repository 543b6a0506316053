import type { JSONObject, SharedV4Warning, TranscriptionModelV4, TranscriptionModelV4CallOptions, TranscriptionModelV4Result } from "@ai-sdk/provider";
import { encodeBase64, readOptions, type Connection } from "@portolan/core";
import { asObject, asObjects, definedFields } from "./json.ts";
import { unreadable } from "./native.ts";

type Call = Omit<TranscriptionModelV4CallOptions, "audio" | "mediaType">;

/** Qwen-ASR, which is spoken to as a chat whose one message is the sound. https://www.alibabacloud.com/help/en/model-studio/qwen-asr-api-reference */
export function transcription(to: Connection, modelId: string): TranscriptionModelV4 {
  return {
    specificationVersion: "v4",
    provider: `${to.id}.transcription`,
    modelId,
    doGenerate: ({ audio, mediaType, ...call }) => transcribe(to, modelId, call, toDataURL(audio, mediaType)),
    // What the service cannot reach it answers with an error of its own, so only addresses that nobody but the caller knows are left to a download.
    doGenerateFromUrl: async ({ audio, ...call }) => (/^https?:$/.test(audio.protocol) && audio.username === "" ? await transcribe(to, modelId, call, audio.href) : undefined),
  };
}

async function transcribe(to: Connection, modelId: string, call: Call, sound: string): Promise<TranscriptionModelV4Result> {
  const timestamp = new Date();
  const { context, ...own } = await readOptions(to.id, call.providerOptions, async () => (await import("./options.ts")).transcriptionOptions);
  const messages: JSONObject[] = [
    ...(typeof context === "string" ? [{ role: "system", content: [{ type: "text", text: context }] }] : []),
    { role: "user", content: [{ type: "input_audio", input_audio: { data: sound } }] },
  ];
  const body = definedFields({ model: modelId, messages, asr_options: Object.keys(own).length === 0 ? undefined : (own as JSONObject) });
  const answer = await to.json({ method: "POST", path: "/chat/completions", body, headers: call.headers, signal: call.abortSignal, modelId });
  const message = asObject(asObjects(asObject(answer.body)?.["choices"])[0]?.["message"]);
  const text = message?.["content"];
  if (typeof text !== "string") throw unreadable(to, modelId, "the transcription holds no text", answer.body);
  const usage = asObject(asObject(answer.body)?.["usage"]);
  const [about] = asObjects(message?.["annotations"]);
  return {
    text,
    segments: [],
    language: typeof about?.["language"] === "string" ? about["language"] : undefined,
    durationInSeconds: typeof usage?.["seconds"] === "number" ? usage["seconds"] : undefined,
    warnings: [...answer.warnings, ...warningsOf(call)],
    request: { body: JSON.stringify({ ...body, messages: `${messages.length} of them` }) },
    response: { timestamp, modelId, headers: { ...answer.headers }, body: answer.body },
    ...(typeof about?.["emotion"] === "string" ? { providerMetadata: { [to.id]: { emotion: about["emotion"] } } } : {}),
  };
}

function warningsOf({ timestampGranularities = [] }: Call): SharedV4Warning[] {
  return timestampGranularities.length === 0 ? [] : [{ type: "unsupported", feature: "timestampGranularities", details: "the service gives text without times" }];
}

function toDataURL(audio: Uint8Array | string, mediaType: string): string {
  return `data:${mediaType};base64,${typeof audio === "string" ? audio : encodeBase64(audio)}`;
}
