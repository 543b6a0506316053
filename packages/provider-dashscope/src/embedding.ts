import type { EmbeddingModelV4, EmbeddingModelV4CallOptions, EmbeddingModelV4Result, JSONObject } from "@ai-sdk/provider";
import { readOptions, type Connection } from "@portolan/core";
import { openaiEmbedding } from "@portolan/core/openai-models";
import { asObject, asObjects, definedFields } from "./json.ts";
import { askNative, unreadable } from "./native.ts";

/** "batch size is invalid, it should not be larger than 10": https://www.alibabacloud.com/help/en/model-studio/text-embedding-synchronous-api */
const maxPerCall = 10;
const makeCompatible = openaiEmbedding({ maxPerCall });

/**
 * Embedding models, ten texts a call. They answer in OpenAI's form; `textType` and `instruct` are known to DashScope's own API
 * alone, so a call that has them goes there.
 */
export function embedding(to: Connection, modelId: string): EmbeddingModelV4 {
  const compatible = makeCompatible(to, modelId);
  return {
    specificationVersion: "v4",
    provider: compatible.provider,
    modelId,
    maxEmbeddingsPerCall: maxPerCall,
    supportsParallelCalls: compatible.supportsParallelCalls,
    async doEmbed(options) {
      const { dimension, ...own } = await readOptions(to.id, options.providerOptions, async () => (await import("./options.ts")).embeddingOptions);
      const dimensions = options.dimensions ?? (dimension as number | undefined);
      const settled = { ...options, ...(dimensions === undefined ? {} : { dimensions }) };
      const isNative = own["text_type"] !== undefined;
      return isNative ? await embedNatively(to, modelId, settled, own as JSONObject) : await compatible.doEmbed({ ...settled, providerOptions: { [to.id]: own as JSONObject } });
    },
  };
}

async function embedNatively(to: Connection, modelId: string, options: EmbeddingModelV4CallOptions, own: JSONObject): Promise<EmbeddingModelV4Result> {
  const { values, dimensions, headers, abortSignal: signal } = options;
  const answer = await askNative(to, {
    method: "POST",
    path: "/services/embeddings/text-embedding/text-embedding",
    body: { model: modelId, input: { texts: values }, parameters: definedFields({ dimension: dimensions, ...own }) },
    headers,
    signal,
    modelId,
  });
  const rows = asObjects(answer.output["embeddings"]);
  const embeddings = values.map((_, index) => rows.find((row) => row["text_index"] === index)?.["embedding"]);
  if (!embeddings.every((row) => Array.isArray(row))) throw unreadable(to, modelId, `${values.length} embeddings were asked for, ${rows.length} came`, { received: rows.length });
  const tokens = asObject(answer.body["usage"])?.["total_tokens"];
  return {
    embeddings: embeddings as unknown as number[][],
    ...(typeof tokens === "number" ? { usage: { tokens } } : {}),
    response: { headers: answer.headers, body: answer.body },
    warnings: [...answer.warnings],
  };
}
