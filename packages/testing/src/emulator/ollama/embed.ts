import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { RequestContext } from "../context.ts";
import { embed } from "../endpoints/embeddings.ts";
import { replyToTheLetter } from "../endpoints/scripted.ts";
import { readNumber, readString } from "../json.ts";
import type { Reply } from "../reply.ts";
import type { ModelAnswer, RecordedRequest } from "../script.ts";
import { countTokens } from "../token-count.ts";
import { badRequest, refuseForm } from "./body-check.ts";
import { findModel, storeOf } from "./model-check.ts";
import { embeddingLength, type InstalledModel } from "./model-store.ts";
import { contextLengthOf, keepAliveMs, refuseOptions } from "./option-check.ts";
import { after, json, refused } from "./replies.ts";

/** A vector of length 1 for every text. */
export function embedTexts(request: RecordedRequest, body: JSONObject, context: RequestContext): Reply {
  const inputs = textsOf(body["input"]);
  const refusal = refuseForm(body, "EmbedRequest") ?? (inputs === undefined ? badRequest("invalid input type") : undefined);
  return withModel(request, body, context, refusal, (model, scripted, loadMs) => {
    const texts = inputs ?? [];
    const limit = contextLengthOf(body, model);
    if (body["truncate"] === false && texts.some((text) => countTokens(text) > limit)) {
      return refused({ status: 400, message: "the input length exceeds the context length" }, context);
    }
    const tokens = texts.reduce((sum, text) => sum + Math.min(limit, countTokens(text)), 0);
    const embeddings = texts.map((text) => [...vectorOf(text, readNumber(body, "dimensions") ?? 0, model)]);
    return json({ model: scripted?.modelId ?? body["model"], embeddings, ...counters(tokens, loadMs, scripted), ...scripted?.chunkFields }, context, scripted);
  });
}

/** The older endpoint: one text, a vector of any length, and nothing is counted. */
export function embedText(request: RecordedRequest, body: JSONObject, context: RequestContext): Reply {
  return withModel(request, body, context, refuseForm(body, "EmbedRequest"), (model, scripted) => {
    const text = readString(body, "prompt") ?? "";
    const vector = text === "" ? [] : [...embed(text, embeddingLength(model))].map((value) => value * 20);
    return json({ embedding: vector, ...scripted?.chunkFields }, context, scripted);
  });
}

function withModel(
  request: RecordedRequest,
  body: JSONObject,
  context: RequestContext,
  refusal: ReturnType<typeof badRequest>,
  answer: (model: InstalledModel, scripted: ModelAnswer | undefined, loadMs: number) => Reply,
): Reply {
  if (refusal !== undefined) return refused(refusal, context);
  const model = findModel(body, "embed", context);
  if ("status" in model) return refused(model, context);
  const fault = refuseOptions(body);
  if (fault !== undefined) return refused(fault, context);
  const loadMs = storeOf(context).load(model, contextLengthOf(body, model), keepAliveMs(body)) ? (context.script.loadMs ?? 0) : 0;
  const scripted = context.takeAnswer(request);
  if (scripted !== undefined && scripted.kind !== "model") return after(loadMs, replyToTheLetter(scripted, { ...body, stream: false }, context));
  return after(loadMs, answer(model, scripted, loadMs));
}

function textsOf(input: JSONValue | undefined): readonly string[] | undefined {
  if (input === undefined || input === "") return [];
  if (typeof input === "string") return [input];
  return Array.isArray(input) && input.every((text) => typeof text === "string") ? input : undefined;
}

/** Cut to the dimensions that are wanted, and made one long again. */
function vectorOf(text: string, dimensions: number, model: InstalledModel): Float32Array {
  const native = embed(text, embeddingLength(model));
  if (dimensions <= 0 || dimensions >= native.length) return native;
  const cut = native.subarray(0, dimensions);
  const length = Math.hypot(...cut) || 1;
  return cut.map((value) => value / length);
}

/** Nothing is counted where nothing was embedded. */
function counters(tokens: number, loadMs: number, scripted: ModelAnswer | undefined): JSONObject {
  if (tokens === 0) return {};
  const load = 20_000_000 + Math.round(loadMs * 1_000_000);
  const counted = scripted?.usage === null ? {} : { prompt_eval_count: tokens, ...scripted?.usage };
  return { total_duration: load + tokens * 1_000_000, load_duration: load, ...counted };
}
