import type { JSONObject, JSONValue, RerankingModelV4, RerankingModelV4CallOptions, RerankingModelV4Result, SharedV4Warning } from "@ai-sdk/provider";
import { InvalidArgumentError, InvalidResponseDataError } from "@ai-sdk/provider";
import { asArray, asObject, asText } from "../json/narrow.ts";
import type { ModelMakers } from "../provider/spec.ts";
import { asNumber, bodyFields, definedFields, keptMetadata } from "./provider-fields.ts";

/** What services with a `/rerank` of Cohere's and Jina's form differ in. */
export interface OpenAIRerankSpec {
  /** @default "/rerank" */
  readonly path?: string;
  /** Field for how many documents are wanted. @default "top_n" */
  readonly topN?: string;
  /** The service takes documents that are objects; elsewhere they are sent as JSON text, with a warning. @default false */
  readonly objects?: boolean;
  /** Documents that one request may hold. @default the service says */
  readonly maxPerCall?: number;
  /** Fields of every request, e.g. `{ return_documents: false }`. */
  readonly fields?: JSONObject;
  /** Key of `providerMetadata[id]` → path of a response field, besides `usage` and Cohere's `billedUnits`. */
  readonly keep?: Readonly<Record<string, string>>;
}

type Ranking = RerankingModelV4Result["ranking"];

/** Makes reranking models of a service with `/rerank`, which OpenAI lacks and the servers that speak like it have. */
export function openaiRerank(spec: OpenAIRerankSpec = {}): NonNullable<ModelMakers["reranking"]> {
  return (to, modelId) => ({
    specificationVersion: "v4",
    provider: `${to.id}.reranking`,
    modelId,
    async doRerank(options) {
      const target = `${to.id}/${modelId}`;
      const count = options.documents.values.length;
      if (spec.maxPerCall !== undefined && count > spec.maxPerCall) {
        throw new InvalidArgumentError({ argument: "documents", message: `${target}: ${count} documents in one request, ${spec.maxPerCall} at the most` });
      }
      const timestamp = new Date();
      const warnings: SharedV4Warning[] = [];
      const body = requestBody(options, spec, to.id, modelId, warnings);
      const { headers, abortSignal: signal } = options;
      const answer = await to.json({ method: "POST", path: spec.path ?? "/rerank", body, headers, signal, modelId });
      const providerMetadata = keptMetadata(to.id, answer.body, { usage: "usage", billedUnits: "meta.billed_units", ...spec.keep });
      const id = asText(asObject(answer.body)?.["id"]);
      return {
        ranking: readRanking(answer.body, count, target).slice(0, options.topN ?? count),
        warnings: [...answer.warnings, ...warnings],
        ...(providerMetadata === undefined ? {} : { providerMetadata }),
        response: {
          ...(id === undefined ? {} : { id }),
          timestamp,
          modelId: asText(asObject(answer.body)?.["model"]) ?? modelId,
          headers: answer.headers,
          body: answer.body,
        },
      };
    },
  }) satisfies RerankingModelV4;
}

function requestBody(
  { documents, query, topN, providerOptions }: RerankingModelV4CallOptions,
  spec: OpenAIRerankSpec,
  providerId: string,
  modelId: string,
  warnings: SharedV4Warning[],
): JSONObject {
  const isWritten = documents.type === "object" && spec.objects !== true;
  if (isWritten) warnings.push({ type: "compatibility", feature: "documents", details: "the service takes texts; the objects are sent as JSON text" });
  return definedFields({
    model: modelId,
    query,
    documents: isWritten ? documents.values.map((document) => JSON.stringify(document)) : documents.values,
    [spec.topN ?? "top_n"]: topN,
    ...spec.fields,
    ...bodyFields(providerOptions, providerId),
  });
}

/** The most relevant first: not every server sorts its rows. */
function readRanking(body: JSONValue, count: number, target: string): Ranking {
  const rows = rowsOf(body);
  if (rows === undefined) throw unreadable(target, "the answer holds no list of results", body);
  const seen = new Set<number>();
  const ranking = rows.map(asObject).map((row) => {
    const index = asNumber(row?.["index"]);
    const relevanceScore = asNumber(row?.["relevance_score"]) ?? asNumber(row?.["score"]) ?? asNumber(row?.["logit"]);
    if (index === undefined || relevanceScore === undefined) throw unreadable(target, "a result has no index or no score", row);
    if (!Number.isInteger(index) || index < 0 || index >= count) throw unreadable(target, `a result is of document ${index}, and ${count} were sent`, row);
    if (seen.has(index)) throw unreadable(target, `document ${index} is ranked twice`, row);
    seen.add(index);
    return { index, relevanceScore };
  });
  return ranking.toSorted((one, other) => other.relevanceScore - one.relevanceScore);
}

/** `results` (Cohere, Jina, Together, vLLM, llama.cpp, LiteLLM), `data` (Fireworks, Voyage), `rankings` (NVIDIA), or the list itself (text-embeddings-inference). */
function rowsOf(body: JSONValue): readonly JSONValue[] | undefined {
  const answer = asObject(body);
  return asArray(body) ?? asArray(answer?.["results"]) ?? asArray(answer?.["data"]) ?? asArray(answer?.["rankings"]);
}

function unreadable(target: string, what: string, data: JSONValue | undefined): InvalidResponseDataError {
  return new InvalidResponseDataError({ data, message: `${target}: ${what}.` });
}
