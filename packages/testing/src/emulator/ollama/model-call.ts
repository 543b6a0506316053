import type { JSONObject } from "@ai-sdk/provider";
import type { RequestContext } from "../context.ts";
import { replyToTheLetter } from "../endpoints/scripted.ts";
import { framingOf } from "../framing.ts";
import { readNumber, readString } from "../json.ts";
import { replyOf, type Reply } from "../reply.ts";
import type { ModelAnswer, RecordedRequest, ServiceError } from "../script.ts";
import { answerFrames, wholeAnswer, type Said, type SettledAnswer } from "./answer-frames.ts";
import { refuseForm } from "./body-check.ts";
import { countersOf, type CallCost } from "./counters.ts";
import { goTime } from "./durations.ts";
import { findModel, refuseCall, storeOf, thinks } from "./model-check.ts";
import type { InstalledModel } from "./model-store.ts";
import { contextLengthOf, keepAliveMs, refuseFormat, refuseOptions } from "./option-check.ts";
import type { FittedPrompt } from "./prompt-fit.ts";
import { after, json, refused } from "./replies.ts";
import { readCalls } from "./tool-calls.ts";

/** Where `/api/chat` and `/api/generate` differ. */
export interface ModelCall {
  readonly use: "chat" | "generate";
  /** Nothing is asked: the model is only loaded, or unloaded. */
  readonly isEmpty: boolean;
  /** What is left of the prompt in this context. */
  readonly fit: (contextLength: number) => FittedPrompt;
  /** What the template makes of the prompt. */
  readonly rendered: (fitted: Exclude<FittedPrompt, "too long">) => string;
  /** What is said when nothing was scripted. */
  readonly voice: (isThinking: boolean) => ModelAnswer;
  readonly say: (answer: ModelAnswer) => (said: Said) => JSONObject;
  readonly lastFields: (fitted: Exclude<FittedPrompt, "too long">, answer: ModelAnswer) => JSONObject;
}

/** Decides as the server does: form, model, abilities, options; then the prompt; the script comes last. */
export function callModel(call: ModelCall, request: RecordedRequest, body: JSONObject, context: RequestContext): Reply {
  const malformed = refuseForm(body, call.use === "chat" ? "ChatRequest" : "GenerateRequest");
  if (malformed !== undefined) return refused(malformed, context);
  const model = findModel(body, call.use, context);
  if ("status" in model) return refused(model, context);
  if (call.isEmpty && keepAliveMs(body) === 0) return unload(model, call, body, context);
  const refusal = refuseCall(body, model, call.use) ?? refuseOptions(body);
  if (refusal !== undefined) return refused(refusal, context);
  const contextLength = contextLengthOf(body, model);
  const loadMs = storeOf(context).load(model, contextLength, keepAliveMs(body)) ? (context.script.loadMs ?? 0) : 0;
  if (call.isEmpty) return after(loadMs, json(bare(body, call, "load"), context));
  const fitted = call.fit(contextLength);
  const fault = fitted === "too long" ? tooLong(body) : refuseFormat(body["format"]);
  if (fitted === "too long" || fault !== undefined) return after(loadMs, refused(fault ?? tooLong(body), context));
  if (body["_debug_render_only"] === true) return json(renderedOnly(body, call, call.rendered(fitted)), context);
  const scripted = context.takeAnswer(request);
  if (scripted !== undefined && scripted.kind !== "model") return after(loadMs, replyToTheLetter(scripted, body, context));
  const answer = scripted ?? call.voice(thinks(body, model));
  return after(loadMs, answerWith(settle(answer, body, call, fitted, { promptTokens: fitted.tokens, loadMs }, context), body, context));
}

function settle(answer: ModelAnswer, body: JSONObject, call: ModelCall, fitted: Exclude<FittedPrompt, "too long">, cost: CallCost, { exchange }: RequestContext): SettledAnswer {
  return {
    answer,
    modelId: answer.modelId ?? readString(body, "model") ?? "",
    calls: readCalls(answer, exchange.requestId),
    counters: countersOf(cost, answer),
    say: call.say(answer),
    lastFields: call.lastFields(fitted, answer),
    topLogprobs: body["logprobs"] === true ? (readNumber(body, "top_logprobs") ?? 0) : undefined,
  };
}

function answerWith(settled: SettledAnswer, body: JSONObject, context: RequestContext): Reply {
  const { profile, exchange, script } = context;
  const { answer, calls } = settled;
  const framing = framingOf(profile);
  if (!framing.isAsked(body)) return calls.fault === undefined ? json(wholeAnswer(settled), context, answer) : refused({ status: 500, message: calls.fault }, context);
  const frames = framing.write(answerFrames(settled), answer.faults ?? {}, profile, exchange);
  return replyOf({ contentType: framing.contentType, frames, isWhole: false, answer, pace: script.pace }, profile, exchange);
}

function unload(model: InstalledModel, call: ModelCall, body: JSONObject, context: RequestContext): Reply {
  storeOf(context).unload(model.name);
  return json(bare(body, call, "unload"), context);
}

/** One frame without counters, also where a stream is wanted. */
function bare(body: JSONObject, { say }: ModelCall, reason: string): JSONObject {
  return { model: body["model"], created_at: goTime(), ...say({ kind: "model" })({}), done: true, done_reason: reason };
}

function renderedOnly(body: JSONObject, { use }: ModelCall, template: string): JSONObject {
  const nobody: JSONObject = use === "chat" ? { message: { role: "", content: "" } } : { response: "" };
  return { model: body["model"], created_at: goTime(), ...nobody, done: false, _debug_info: { rendered_template: template } };
}

/** Whoever forbids both ways out is told so in other words than who forbids the second alone. */
function tooLong(body: JSONObject): ServiceError {
  if (body["truncate"] === false) return { status: 400, message: "the input length exceeds the context length" };
  return { status: 400, message: "the prompt is longer than the context length currently available to the model; increase the context length or shorten the prompt" };
}
