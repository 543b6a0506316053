import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { CapabilityFacts, CapabilityFlag, ModelKind } from "../capabilities/facts.ts";
import { asArray, asObject } from "../json/narrow.ts";

/** One row of a model list, as far as it says anything. */
export interface ListRow {
  readonly id: string;
  /** Other ids that the service takes for it. */
  readonly aliases?: readonly string[];
  readonly facts: CapabilityFacts;
  readonly price?: { readonly input: number; readonly output: number };
  /** Bytes on the server's disk. */
  readonly sizeBytes?: number;
  /** Whether it is in the server's memory. */
  readonly isLoaded?: boolean;
}

/** The rows of a model list in any of the shapes services use: `{ data }`, `{ models }`, a bare array. Rows without an id are left out. */
export function readModelList(body: JSONValue): readonly ListRow[] {
  const rows = asArray(body) ?? asArray(asObject(body)?.["data"]) ?? asArray(asObject(body)?.["models"]) ?? [];
  const seen = new Map<string, ListRow>();
  for (const row of rows) {
    const object = typeof row === "string" ? { id: row } : asObject(row);
    const named = object?.["id"] ?? object?.["name"] ?? object?.["model"];
    if (object === undefined || typeof named !== "string" || named === "") continue;
    const id = named.replace(/^models\//, ""); // Google lists `models/gemini-…` and takes `gemini-…`
    if (seen.has(id)) continue;
    const price = priceOf(object);
    seen.set(id, { id, facts: factsOf(object), ...(price === undefined ? {} : { price }) });
  }
  return [...seen.values()];
}

function factsOf(row: JSONObject): CapabilityFacts {
  const meta = asObject(row["meta"]);
  const top = asObject(row["top_provider"]);
  const contextWindow = firstNumber(
    row["context_window"], // Groq
    row["context_length"], // OpenRouter, Together, Fireworks
    row["max_model_len"], // vLLM
    row["max_context_length"], // Mistral, LM Studio
    row["context_size"], // Novita
    row["max_input_tokens"], // Anthropic
    meta?.["n_ctx"], // llama.cpp: what the server was started with
    meta?.["n_ctx_train"],
  );
  const maxOutputTokens = firstNumber(row["max_completion_tokens"], top?.["max_completion_tokens"], row["max_output_tokens"], row["max_output_length"], anthropicLimit(row));
  const kind = kindOf(row);
  return {
    ...(contextWindow === undefined ? {} : { contextWindow }),
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    ...(kind === undefined ? {} : { kind }),
    ...parameterFacts(row),
    ...modalityFacts(row),
    ...capabilityFacts(row),
    ...featureFacts(row),
  };
}

/** Anthropic calls the longest answer `max_tokens`, which elsewhere may be the context. */
function anthropicLimit(row: JSONObject): JSONValue | undefined {
  return row["max_input_tokens"] === undefined ? undefined : row["max_tokens"];
}

/** OpenRouter tells which parameters a model takes. One that is absent is not taken by any endpoint of it. */
function parameterFacts(row: JSONObject): CapabilityFacts {
  const parameters = asArray(row["supported_parameters"]);
  if (parameters === undefined || parameters.length === 0) return {};
  const has = (name: string): boolean => parameters.includes(name);
  return {
    tools: has("tools"),
    jsonObject: has("response_format"),
    jsonSchema: has("structured_outputs"),
    reasoning: has("reasoning") || has("include_reasoning"),
    seed: has("seed"),
    logprobs: has("logprobs"),
  };
}

/** `architecture.input_modalities` of OpenRouter and llama.cpp, `input_modalities` of Chutes. */
function modalityFacts(row: JSONObject): CapabilityFacts {
  const inputs = asArray(asObject(row["architecture"])?.["input_modalities"]) ?? asArray(row["input_modalities"]);
  if (inputs === undefined || inputs.length === 0) return {};
  return {
    imageInput: inputs.includes("image"),
    audioInput: inputs.includes("audio"),
    ...(inputs.includes("file") ? { fileInput: true } : {}),
  };
}

/** Mistral: `capabilities { function_calling, reasoning, vision }`; Anthropic: `capabilities { thinking: { supported }, … }`. */
function capabilityFacts(row: JSONObject): CapabilityFacts {
  const can = asObject(row["capabilities"]);
  const read = (...names: readonly string[]): boolean | undefined =>
    names.map((name) => asObject(can?.[name])?.["supported"] ?? can?.[name]).find((said): said is boolean => typeof said === "boolean");
  return stated({
    tools: read("function_calling"),
    reasoning: read("reasoning", "thinking"),
    imageInput: read("vision", "image_input"),
    fileInput: read("pdf_input"),
  });
}

/** Chutes names what a model has; what it does not name a model may still do. */
function featureFacts(row: JSONObject): CapabilityFacts {
  const features = asArray(row["supported_features"]);
  const has = (name: string): true | undefined => (features?.includes(name) === true ? true : undefined);
  return stated({ tools: has("tools"), jsonObject: has("json_mode"), jsonSchema: has("structured_outputs"), reasoning: has("reasoning") });
}

function stated(flags: { readonly [F in CapabilityFlag]?: boolean | undefined }): CapabilityFacts {
  return Object.fromEntries(Object.entries(flags).filter(([, said]) => said !== undefined));
}

/** Together's words for what a model is. */
const kinds: ReadonlyMap<string, ModelKind> = new Map<string, ModelKind>([
  ["chat", "language"],
  ["language", "completion"],
  ["embedding", "embedding"],
  ["embeddings", "embedding"],
  ["image", "image"],
  ["rerank", "reranking"],
  ["transcribe", "transcription"],
  ["moderation", "moderation"],
]);

/** Cohere's words for where a model answers. */
const kindsByEndpoint: ReadonlyMap<string, ModelKind> = new Map<string, ModelKind>([
  ["chat", "language"],
  ["embed", "embedding"],
  ["rerank", "reranking"],
  ["transcriptions", "transcription"],
]);

function kindOf(row: JSONObject): ModelKind | undefined {
  const type = row["type"] ?? row["model_type"]; // Novita has the second
  if (typeof type === "string") return kinds.get(type);
  const endpoints = asArray(row["endpoints"]) ?? [];
  return endpoints.map((endpoint) => (typeof endpoint === "string" ? kindsByEndpoint.get(endpoint) : undefined)).find((kind) => kind !== undefined);
}

/** US dollars per million tokens; OpenRouter gives them per token and as text, Together and Chutes per million, Novita in hundredths of a cent. */
function priceOf(row: JSONObject): ListRow["price"] {
  const pricing = asObject(row["pricing"]);
  const input = perMillion(pricing?.["prompt"]) ?? dollars(pricing?.["prompt"]) ?? dollars(pricing?.["input"]) ?? fromHundredths(row["input_token_price_per_m"]);
  const output = perMillion(pricing?.["completion"]) ?? dollars(pricing?.["completion"]) ?? dollars(pricing?.["output"]) ?? fromHundredths(row["output_token_price_per_m"]);
  return input === undefined || output === undefined ? undefined : { input, output };
}

/** OpenRouter's `-1` means that the price depends on the call. */
function dollars(value: JSONValue | undefined): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function fromHundredths(value: JSONValue | undefined): number | undefined {
  const hundredths = dollars(value);
  return hundredths === undefined ? undefined : Number((hundredths / 10_000).toPrecision(12));
}

function perMillion(value: JSONValue | undefined): number | undefined {
  const perToken = typeof value === "string" && value.trim() !== "" ? dollars(Number(value)) : undefined;
  // Rounded where binary fractions begin to show: 0.00000017 × 1,000,000 is 0.16999999999999998.
  return perToken === undefined ? undefined : Number((perToken * 1_000_000).toPrecision(12));
}

function firstNumber(...values: readonly (JSONValue | undefined)[]): number | undefined {
  return values.find((value): value is number => typeof value === "number" && value > 0);
}
