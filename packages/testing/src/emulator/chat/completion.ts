import type { JSONObject } from "@ai-sdk/provider";
import { identifier, uuid } from "../identifier.ts";
import { readObject, readString } from "../json.ts";
import type { EmulatorProfile, Exchange } from "../profile.ts";
import type { ModelAnswer, ReasoningField, ScriptedToolCall, ToolDeltaForm, UsagePlace } from "../script.ts";
import { countPromptTokens, countTokens, openaiUsage } from "../token-count.ts";

/** A call as it goes on the wire: `id` undefined leaves the field out. */
export interface WireToolCall {
  readonly id: string | null | undefined;
  readonly name: string;
  readonly arguments: string;
}

/** What a model says, with every default settled: the writers only write it. */
export interface Completion {
  readonly id: string;
  readonly created: number;
  readonly modelId: string;
  readonly reasoning: string;
  readonly reasoningField: ReasoningField;
  readonly text: string;
  readonly toolCalls: readonly WireToolCall[];
  readonly toolDeltas: ToolDeltaForm;
  readonly finishReason: string | null;
  readonly deltaSize: number;
  readonly usage: JSONObject | undefined;
  readonly usageOn: UsagePlace;
  /** Whether a stream carries usage. */
  readonly streamUsage: boolean;
  readonly usageTimes: number;
  readonly chunkFields: JSONObject;
  readonly messageFields: JSONObject;
  readonly profile: EmulatorProfile;
  readonly body: JSONObject;
  readonly exchange: Exchange;
}

export function completionOf(answer: ModelAnswer, body: JSONObject, profile: EmulatorProfile, exchange: Exchange): Completion {
  const reasoningField = answer.reasoningField ?? profile.reasoningAsked?.(body) ?? profile.reasoningField;
  const toolDeltas = answer.toolDeltas ?? profile.toolDeltas ?? "indexed";
  const scripted = answer.toolCalls ?? [];
  const usage = answer.usage === undefined ? countedUsage(answer, body, profile) : answer.usage;
  const asked = readObject(body, "stream_options")?.["include_usage"] === true;
  return {
    id: `chatcmpl-${uuid(exchange.requestId)}`,
    created: Math.floor(Date.now() / 1000),
    modelId: answer.modelId ?? readString(body, "model") ?? "",
    reasoning: reasoningField === "none" ? "" : (answer.reasoning ?? ""),
    reasoningField: reasoningField === "none" ? profile.reasoningField : reasoningField,
    text: answer.text ?? "",
    toolCalls: scripted.map((call, position) => wireCall(call, position, toolDeltas, scripted[0], { profile, exchange })),
    toolDeltas,
    finishReason: wordFor(answer.finishReason === undefined ? (scripted.length > 0 ? "tool_calls" : "stop") : answer.finishReason, profile),
    deltaSize: Math.max(1, answer.deltaSize ?? 8),
    usage: usage ?? undefined,
    usageOn: answer.usageOn ?? profile.usage.on,
    streamUsage: usage !== null && (answer.usageOn !== undefined || !profile.usage.mustAsk || asked),
    usageTimes: answer.faults?.usageTimes ?? 1,
    chunkFields: answer.chunkFields ?? {},
    messageFields: answer.messageFields ?? {},
    profile,
    body,
    exchange,
  };
}

function wordFor(reason: string | null, { finishReasons = {} }: EmulatorProfile): string | null {
  if (reason !== "stop" && reason !== "tool_calls" && reason !== "length") return reason;
  return finishReasons[reason] ?? reason;
}

function wireCall(
  call: ScriptedToolCall,
  position: number,
  form: ToolDeltaForm,
  first: ScriptedToolCall | undefined,
  { profile, exchange }: Pick<Completion, "profile" | "exchange">,
): WireToolCall {
  const make = profile.toolCallIds?.make ?? ((seed: string) => `call_${identifier(seed, 24)}`);
  const named = (one: ScriptedToolCall, at: number): string | null => (one.id === undefined ? make(`${exchange.requestId} call ${at}`) : one.id);
  const id = form === "without-id" ? undefined : named(form === "same-id" ? (first ?? call) : call, form === "same-id" ? 0 : position);
  return { id, name: call.name, arguments: call.arguments };
}

function countedUsage(answer: ModelAnswer, body: JSONObject, profile: EmulatorProfile): JSONObject {
  const reasoning = countTokens(answer.reasoning ?? "");
  const calls = (answer.toolCalls ?? []).reduce((sum, call) => sum + countTokens(call.name + call.arguments), 0);
  const counts = {
    prompt: countPromptTokens(body["messages"] ?? body["prompt"]),
    completion: reasoning + countTokens(answer.text ?? "") + calls,
    reasoning,
  };
  return (profile.usageObject ?? openaiUsage)(counts);
}
