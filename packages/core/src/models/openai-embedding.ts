import type { EmbeddingModelV4, EmbeddingModelV4CallOptions, JSONObject, JSONValue } from "@ai-sdk/provider";
import { InvalidResponseDataError, TooManyEmbeddingValuesForCallError } from "@ai-sdk/provider";
import type { ModelMakers } from "../provider/spec.ts";
import { asArray, asObject } from "../json/narrow.ts";
import { decodeFloats, decodeIntegers } from "./floats.ts";
import { asNumber, bodyFields, definedFields, keptMetadata } from "./provider-fields.ts";

/** What services that speak OpenAI's embeddings differ in. */
export interface OpenAIEmbeddingSpec {
  /** @default "/embeddings" */
  readonly path?: string;
  /**
   * The service can answer in base64, which is a third of the bytes and read in a fraction of the time: in 32-bit floats, or in whole
   * numbers from -128 to 127 (Perplexity). @default false
   */
  readonly base64?: boolean | "int8";
  /** Values that one request may hold. @default 2048, OpenAI's own limit */
  readonly maxPerCall?: number;
  /** Whether several requests may run at once. @default true */
  readonly parallel?: boolean;
  /** Field for the number of dimensions; `false`: the service has none. @default "dimensions" */
  readonly dimensions?: string | false;
  /** Key of `providerMetadata[id]` → path of a response field. */
  readonly keep?: Readonly<Record<string, string>>;
}

/** Makes embedding models of a service with OpenAI's `/embeddings`. */
export function openaiEmbedding(spec: OpenAIEmbeddingSpec = {}): NonNullable<ModelMakers["embedding"]> {
  return (to, modelId) => {
    const provider = `${to.id}.embedding`;
    const maxEmbeddingsPerCall = spec.maxPerCall ?? 2048;
    return {
      specificationVersion: "v4",
      provider,
      modelId,
      maxEmbeddingsPerCall,
      supportsParallelCalls: spec.parallel ?? true,
      async doEmbed(options) {
        const { values, headers, abortSignal: signal } = options;
        if (values.length > maxEmbeddingsPerCall) throw new TooManyEmbeddingValuesForCallError({ provider, modelId, maxEmbeddingsPerCall, values });
        const body = requestBody(options, spec, to.id, modelId);
        const answer = await to.json({ method: "POST", path: spec.path ?? "/embeddings", body, headers, signal, modelId });
        const tokens = readTokens(answer.body);
        const providerMetadata = keptMetadata(to.id, answer.body, spec.keep);
        return {
          embeddings: readEmbeddings(answer.body, values.length, `${to.id}/${modelId}`, spec.base64 === "int8" ? decodeIntegers : decodeFloats),
          ...(tokens === undefined ? {} : { usage: { tokens } }),
          ...(providerMetadata === undefined ? {} : { providerMetadata }),
          response: { headers: answer.headers, body: answer.body },
          warnings: [...answer.warnings, ...(isUnsupported(options, spec) ? [{ type: "unsupported" as const, feature: "dimensions" }] : [])],
        };
      },
    } satisfies EmbeddingModelV4;
  };
}

function isUnsupported(options: EmbeddingModelV4CallOptions, spec: OpenAIEmbeddingSpec): boolean {
  return options.dimensions !== undefined && spec.dimensions === false;
}

function requestBody(options: EmbeddingModelV4CallOptions, spec: OpenAIEmbeddingSpec, providerId: string, modelId: string): JSONObject {
  const dimensions = spec.dimensions ?? "dimensions";
  return definedFields({
    model: modelId,
    input: options.values,
    encoding_format: spec.base64 === "int8" ? "base64_int8" : spec.base64 === true ? "base64" : undefined,
    ...(dimensions === false ? {} : { [dimensions]: options.dimensions }),
    ...bodyFields(options.providerOptions, providerId),
  });
}

function readTokens(body: JSONValue): number | undefined {
  const usage = asObject(asObject(body)?.["usage"]);
  return asNumber(usage?.["prompt_tokens"]) ?? asNumber(usage?.["input_tokens"]) ?? asNumber(usage?.["total_tokens"]);
}

/** The vectors in the order of the values. Numbers are not looked at one by one: there may be millions. */
function readEmbeddings(body: JSONValue, expected: number, target: string, decode: (text: string) => number[] | undefined): number[][] {
  const rows = (asArray(asObject(body)?.["data"]) ?? []).map(asObject);
  if (rows.length !== expected) throw unreadable(target, `${expected} embeddings were asked for, ${rows.length} came`, { expected, received: rows.length });
  return inOrder(rows).map((row, position) => {
    const embedding = row?.["embedding"];
    const vector = typeof embedding === "string" ? decode(embedding) : (asArray(embedding) as number[] | undefined);
    if (vector === undefined || typeof vector[0] !== "number") throw unreadable(target, `embedding ${position} is not a vector`, { position });
    return vector;
  });
}

/** Some services answer out of order and say so by `index`; some give every row the same index, and those answer in order. */
function inOrder(rows: readonly (JSONObject | undefined)[]): readonly (JSONObject | undefined)[] {
  const ordered: (JSONObject | undefined)[] = [];
  for (const row of rows) {
    const index = row?.["index"];
    if (typeof index !== "number" || !(index in rows) || index in ordered) return rows;
    ordered[index] = row;
  }
  return ordered;
}

function unreadable(target: string, what: string, data: JSONObject): InvalidResponseDataError {
  return new InvalidResponseDataError({ data, message: `${target}: ${what}.` });
}
