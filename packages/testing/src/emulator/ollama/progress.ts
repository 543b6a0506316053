import type { JSONObject } from "@ai-sdk/provider";
import type { RequestContext } from "../context.ts";
import { identifier } from "../identifier.ts";
import { isObject, readList, readNumber, readObject, readString } from "../json.ts";
import type { Reply } from "../reply.ts";
import { goTime } from "./durations.ts";
import { findModel, storeOf } from "./model-check.ts";
import { isValidName, taggedName } from "./model-name.ts";
import { ollamaModelRow, type InstalledModel, type ModelRecipe } from "./model-store.ts";
import { progress, refused } from "./replies.ts";

interface Layer {
  readonly digest: string;
  readonly total: number;
}

/** How often a layer tells of its progress. */
const steps = 8;

const weights = 98_362_432;

/** Weights, template, license and settings, as of every model. */
function layersOf(name: string): readonly Layer[] {
  return [weights, 1_429, 11_358, 414].map((total, place) => ({ digest: `sha256:${identifier(`${name} layer ${place}`, 64)}`, total }));
}

/** A registry that has every model but those whose names say that it has not. */
function isInRegistry(name: string): boolean {
  return !/nope|missing|nonexistent/.test(name);
}

export function pull(body: JSONObject, context: RequestContext): Reply {
  const name = nameIn(body);
  if (!isValidName(name)) return refused({ status: 400, message: "invalid model name" }, context);
  return progress(pulled(name, context), body["stream"] !== false, context);
}

function* pulled(name: string, context: RequestContext): Generator<JSONObject> {
  yield { status: "pulling manifest" };
  if (!isInRegistry(name)) {
    yield { error: "pull model manifest: file does not exist" };
    return;
  }
  for (const layer of layersOf(name)) yield* moved("pulling", layer);
  yield { status: "verifying sha256 digest" };
  yield { status: "writing manifest" };
  const row = ollamaModelRow(name, { family: "llama", size: weights, parameters: "134.52M", context: 8192, embedding: 576, capabilities: capabilitiesByName(name) });
  storeOf(context).add({ name: taggedName(name), row, recipe: {} });
  yield { status: "success" };
}

/** `completed` is left out while it is nothing. */
function* moved(verb: string, { digest, total }: Layer): Generator<JSONObject> {
  const status = `${verb} ${digest.slice("sha256:".length, "sha256:".length + 12)}`;
  const last = total < 1_000_000 ? 0 : steps;
  for (let step = 0; step < last; step += 1) {
    const completed = Math.floor((total * step) / steps);
    yield { status, digest, total, ...(completed === 0 ? {} : { completed }) };
  }
  yield { status, digest, total, completed: total };
}

function capabilitiesByName(name: string): readonly string[] {
  if (/embed|minilm|bge/.test(name)) return ["embedding"];
  return ["completion", ...(/llava|vision|-vl/.test(name) ? ["vision"] : []), "tools", ...(/coder/.test(name) ? ["insert"] : []), ...(/qwen3|r1|gpt-oss/.test(name) ? ["thinking"] : [])];
}

export function push(body: JSONObject, context: RequestContext): Reply {
  const name = nameIn(body);
  return progress(pushed(name, storeOf(context).find(name, context.models) !== undefined), body["stream"] !== false, context);
}

function* pushed(name: string, isInstalled: boolean): Generator<JSONObject> {
  yield { status: "retrieving manifest" };
  if (!isInstalled) {
    yield { error: "couldn't retrieve manifest" };
    return;
  }
  if (!name.includes("/")) {
    yield { error: "you are not authorized to push to this namespace, create the model under a namespace you own" };
    return;
  }
  for (const layer of layersOf(name)) yield* moved("pushing", layer);
  yield { status: "pushing manifest" };
  yield { status: "success" };
}

export function create(body: JSONObject, context: RequestContext): Reply {
  const name = nameIn(body);
  if (!isValidName(name)) return refused({ status: 400, message: "invalid model name" }, context);
  const files = Object.values(readObject(body, "files") ?? {}).map(String);
  const from = readString(body, "from");
  if (from === undefined && files.length === 0) return refused({ status: 400, message: "neither 'from' or 'files' was specified" }, context);
  const { blobs } = storeOf(context);
  const unknown = files.find((digest) => !blobs.has(digest));
  if (unknown !== undefined) return refused({ status: 400, message: `blob ${JSON.stringify(unknown)} does not exist` }, context);
  const base = from === undefined ? undefined : findModel({ model: from }, "generate", context);
  if (base !== undefined && "status" in base) return refused(base, context);
  return progress(created(name, base, body, context), body["stream"] !== false, context);
}

function* created(name: string, base: InstalledModel | undefined, body: JSONObject, context: RequestContext): Generator<JSONObject> {
  if (base === undefined) yield { status: "parsing GGUF" };
  for (const { digest } of layersOf(base?.name ?? name).slice(0, 2)) yield { status: `using existing layer ${digest}` };
  const own = ["system", "template", "parameters", "license", "messages"].filter((field) => body[field] !== undefined);
  for (const field of [...own, "config"]) yield { status: `creating new layer sha256:${identifier(JSON.stringify([name, field, body[field] ?? null]), 64)}` };
  yield { status: "writing manifest" };
  const recipe = recipeOf(body);
  const template = recipe.template ?? base?.recipe.template;
  const row = base?.row ?? ollamaModelRow(name, { family: "llama", size: weights, parameters: "134.52M", context: 8192, embedding: 576, capabilities: [] });
  const capabilities = base !== undefined && recipe.template === undefined ? row["capabilities"] : ["completion", ...capabilitiesOfTemplate(template ?? "")];
  const named = { ...row, name: taggedName(name), model: taggedName(name), modified_at: goTime(), digest: identifier(`model ${name}`, 64), capabilities };
  storeOf(context).add({ name: taggedName(name), row: named, recipe: { ...base?.recipe, ...recipe } });
  yield { status: "success" };
}

function recipeOf(body: JSONObject): ModelRecipe {
  const { system, template, parameters, license } = body;
  const licenses = readList(body, "license").map(String).join("\n");
  return {
    ...(typeof system === "string" ? { system } : {}),
    ...(typeof template === "string" ? { template } : {}),
    ...(isObject(parameters) ? { parameters } : {}),
    ...(typeof license === "string" ? { license } : licenses === "" ? {} : { license: licenses }),
  };
}

/** A template shows what its model can do. */
function capabilitiesOfTemplate(template: string): readonly string[] {
  const uses = { tools: ".Tools", insert: ".Suffix", thinking: ".Thinking" };
  return Object.entries(uses).flatMap(([capability, word]) => (template.includes(word) ? [capability] : []));
}

/** Old clients say `name`. */
export function nameIn(body: JSONObject): string {
  return readString(body, "model") ?? readString(body, "name") ?? "";
}

/** How large a model is in memory with its context. */
export function sizeInMemory({ row }: InstalledModel, contextLength: number): number {
  return (readNumber(row, "size") ?? weights) + contextLength * 23_040;
}
