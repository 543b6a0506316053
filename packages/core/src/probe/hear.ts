import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4Content, LanguageModelV4StreamPart, LanguageModelV4Usage, SharedV4ProviderMetadata, SharedV4Warning } from "@ai-sdk/provider";

/** What one answer tells of a model. */
export interface Heard {
  text: string;
  reasoning: string;
  readonly toolCalls: { readonly toolName: string; readonly input: string }[];
  finishReason: string;
  usage: { readonly input: number | undefined; readonly output: number | undefined; readonly reasoning: number | undefined };
  /** Pieces in which text and reasoning came. */
  deltas: number;
  /** Chunks of the service's stream. */
  chunks: number;
  /** The field of the service's answer that reasoning came in. */
  reasoningField: string | undefined;
  hasLogprobs: boolean;
  /** What the package said before it sent the call. */
  warnings: readonly SharedV4Warning[];
  /** The body that was sent, as JSON text; empty where the package does not show it. */
  sentBody: string;
  contentType: string;
}

/** Calls the model and listens to the whole answer. Rejects for a fault, also one that comes in the middle of a stream. */
export async function hear(model: LanguageModelV4, call: LanguageModelV4CallOptions, streamed: boolean): Promise<Heard> {
  return streamed ? await hearStream(model, call) : await hearWhole(model, call);
}

async function hearStream(model: LanguageModelV4, call: LanguageModelV4CallOptions): Promise<Heard> {
  const { stream, request, response } = await model.doStream({ ...call, includeRawChunks: true });
  const heard = nothingHeard(request?.body, response?.headers);
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return heard;
    if (value.type === "error") {
      await reader.cancel(value.error);
      throw value.error;
    }
    take(value, heard);
  }
}

async function hearWhole(model: LanguageModelV4, call: LanguageModelV4CallOptions): Promise<Heard> {
  const { content, finishReason, usage, providerMetadata, request, response, warnings } = await model.doGenerate(call);
  const heard = nothingHeard(request?.body, response?.headers);
  for (const part of content) takeContent(part, heard);
  takeRaw(response?.body, heard);
  heard.finishReason = finishReason.unified;
  heard.usage = countsOf(usage);
  heard.hasLogprobs ||= holdsLogprobs(providerMetadata);
  // Of a tool choice they also tell what came of it.
  heard.warnings = warnings.filter((warning) => !("feature" in warning && warning.feature === "toolChoice"));
  return heard;
}

function nothingHeard(body: unknown, headers: Readonly<Record<string, string>> | undefined): Heard {
  const contentType = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  return {
    text: "",
    reasoning: "",
    toolCalls: [],
    finishReason: "other",
    usage: { input: undefined, output: undefined, reasoning: undefined },
    deltas: 0,
    chunks: 0,
    reasoningField: undefined,
    hasLogprobs: false,
    warnings: [],
    sentBody: typeof body === "string" ? body : (JSON.stringify(body) ?? ""),
    contentType,
  };
}

function take(part: LanguageModelV4StreamPart, heard: Heard): void {
  switch (part.type) {
    case "stream-start":
      heard.warnings = part.warnings;
      break;
    case "raw":
      takeRaw(part.rawValue, heard);
      break;
    case "text-delta":
      heard.deltas += 1;
      heard.text += part.delta;
      break;
    case "reasoning-delta":
      heard.deltas += 1;
      heard.reasoning += part.delta;
      break;
    case "tool-call":
      heard.toolCalls.push(part);
      break;
    case "finish":
      heard.finishReason = part.finishReason.unified;
      heard.usage = countsOf(part.usage);
      heard.hasLogprobs ||= holdsLogprobs(part.providerMetadata);
      break;
    default:
      break;
  }
}

function takeContent(part: LanguageModelV4Content, heard: Heard): void {
  if (part.type === "text") heard.text += part.text;
  else if (part.type === "reasoning") heard.reasoning += part.text;
  else if (part.type === "tool-call") heard.toolCalls.push(part);
}

const reasoningFields = /"(reasoning_content|reasoning_details|reasoning|thinking)":(?!null|""|\[\]|\{\})/;
const logprobsHeld = /"logprobs":\{[^[]*\[\s*[^\s\]]/;

/** A package may keep less than the service sent. */
function takeRaw(value: unknown, heard: Heard): void {
  heard.chunks += 1;
  if (heard.reasoningField !== undefined && heard.hasLogprobs) return;
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  heard.reasoningField ??= reasoningFields.exec(text)?.[1];
  heard.hasLogprobs ||= logprobsHeld.test(text);
}

function holdsLogprobs(metadata: SharedV4ProviderMetadata | undefined): boolean {
  return Object.values(metadata ?? {}).some(({ logprobs }) => Array.isArray(logprobs) && logprobs.length > 0);
}

function countsOf({ inputTokens, outputTokens }: LanguageModelV4Usage): Heard["usage"] {
  return { input: inputTokens.total, output: outputTokens.total, reasoning: outputTokens.reasoning };
}
