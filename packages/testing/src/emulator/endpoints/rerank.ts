import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { RequestContext } from "../context.ts";
import { identifier } from "../identifier.ts";
import { isObject, readList, readNumber, readString } from "../json.ts";
import type { RankedDocument } from "../profile.ts";
import type { Reply } from "../reply.ts";
import type { ModelAnswer } from "../script.ts";
import { countTokens } from "../token-count.ts";
import { jsonReply } from "./json-reply.ts";

/** The documents with the most words of the query first. */
export function rerank(body: JSONObject, scripted: ModelAnswer | undefined, context: RequestContext): Reply {
  const { profile, exchange } = context;
  const { ranking, tokens } = rankDocuments(readString(body, "query") ?? "", readList(body, "documents"), readNumber(body, "top_n"));
  const usage = scripted?.usage === undefined ? { prompt_tokens: tokens, total_tokens: tokens } : scripted.usage;
  const value: JSONObject = {
    id: `rerank-${identifier(`${profile.id} rerank ${exchange.sequence}`, 24)}`,
    model: scripted?.modelId ?? body["model"],
    ...(profile.rerankResults ?? jinaResults)(ranking, body),
    ...(usage === null ? {} : { usage }),
  };
  return jsonReply(value, scripted, context);
}

/** At most so many documents, all of them unless said, and what reading them cost. */
export function rankDocuments(query: string, documents: readonly JSONValue[], most?: number): { readonly ranking: readonly RankedDocument[]; readonly tokens: number } {
  const ranking = documents
    .map((document, index): RankedDocument => ({ index, document, score: likeness(query, documentText(document)) }))
    .toSorted((one, other) => other.score - one.score || one.index - other.index)
    .slice(0, most ?? documents.length);
  return { ranking, tokens: documents.reduce<number>((sum, document) => sum + countTokens(query) + countTokens(documentText(document)), 0) };
}

/** Jina's form, which Cohere's, vLLM's and Together's are alike to: the text comes back unless it is not wanted. */
function jinaResults(ranking: readonly RankedDocument[], body: JSONObject): JSONObject {
  const results = ranking.map(({ index, score, document }) => ({
    index,
    relevance_score: score,
    ...(body["return_documents"] === false ? {} : { document: isObject(document) ? document : { text: document } }),
  }));
  return { results };
}

function documentText(document: JSONValue): string {
  if (typeof document === "string") return document;
  return readString(isObject(document) ? document : undefined, "text") ?? JSON.stringify(document);
}

/** The share of the query's words that the document has, and a trifle for being short. */
function likeness(query: string, text: string): number {
  const wanted = wordsOf(query);
  const found = wordsOf(text);
  const share = [...wanted].filter((word) => found.has(word)).length / Math.max(1, wanted.size);
  return Number((share * 0.98 + 0.01 / (1 + found.size)).toFixed(6));
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean));
}
