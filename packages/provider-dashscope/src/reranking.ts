import { InvalidArgumentError, type JSONObject, type RerankingModelV4, type RerankingModelV4CallOptions, type SharedV4Warning } from "@ai-sdk/provider";
import { readOptions, type Connection } from "@portolan/core";
import { asObjects, definedFields } from "./json.ts";
import { askNative, unreadable } from "./native.ts";

/** Beyond this every model refuses; those that read pictures do so earlier. https://www.alibabacloud.com/help/en/model-studio/text-rerank-api */
const mostDocuments = 500;

/** Reranking models, which are in DashScope's own API. https://www.alibabacloud.com/help/en/model-studio/text-rerank-api */
export function reranking(to: Connection, modelId: string): RerankingModelV4 {
  return {
    specificationVersion: "v4",
    provider: `${to.id}.reranking`,
    modelId,
    async doRerank(options) {
      const { headers, abortSignal: signal } = options;
      const own = await readOptions(to.id, options.providerOptions, async () => (await import("./options.ts")).rerankingOptions);
      checkCount(options, `${to.id}/${modelId}`);
      const { documents, warnings } = toTexts(options);
      const answer = await askNative(to, {
        method: "POST",
        path: "/services/rerank/text-rerank/text-rerank",
        body: { model: modelId, input: { query: options.query, documents }, parameters: definedFields({ top_n: options.topN, return_documents: false, ...own }) },
        headers,
        signal,
        modelId,
      });
      const id = answer.body["request_id"];
      return {
        // The service sorts and cuts by itself; gateways in front of it may not.
        ranking: readRanking(to, modelId, answer.output, documents.length).slice(0, options.topN),
        warnings: [...answer.warnings, ...warnings],
        ...(answer.body["usage"] === undefined ? {} : { providerMetadata: { [to.id]: { usage: answer.body["usage"] } } }),
        response: { ...(typeof id === "string" ? { id } : {}), timestamp: new Date(), modelId, headers: { ...answer.headers }, body: answer.body },
      };
    },
  };
}

function checkCount({ documents: { values } }: RerankingModelV4CallOptions, target: string): void {
  if (values.length <= mostDocuments) return;
  throw new InvalidArgumentError({ argument: "documents", message: `${target}: ${values.length} documents in one request, ${mostDocuments} at the most` });
}

function toTexts({ documents }: RerankingModelV4CallOptions): { readonly documents: string[]; readonly warnings: SharedV4Warning[] } {
  if (documents.type === "text") return { documents: documents.values, warnings: [] };
  const warning: SharedV4Warning = { type: "compatibility", feature: "object documents", details: "the service ranks texts; each object is sent as JSON" };
  return { documents: documents.values.map((value) => JSON.stringify(value)), warnings: [warning] };
}

function readRanking(to: Connection, modelId: string, output: JSONObject, count: number): { index: number; relevanceScore: number }[] {
  const rows = output["results"];
  if (!Array.isArray(rows)) throw unreadable(to, modelId, "the answer holds no ranking", output);
  const ranking = asObjects(rows).map(({ index, relevance_score: relevanceScore }) => {
    const isRow = typeof index === "number" && typeof relevanceScore === "number" && Number.isInteger(index) && index >= 0 && index < count;
    if (!isRow) throw unreadable(to, modelId, "the ranking names a document that was not sent", output);
    return { index, relevanceScore };
  });
  return ranking.toSorted((one, other) => other.relevanceScore - one.relevanceScore);
}
