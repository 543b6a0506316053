import { InvalidResponseDataError, TooManyEmbeddingValuesForCallError, type EmbeddingModelV4, type EmbeddingModelV4CallOptions, type JSONObject, type JSONValue, type SharedV4Warning } from "@ai-sdk/provider";
import { readOptions, type Connection } from "@portolan/core";
import { isModelOption, toOllamaName, toOptionFields } from "./model-options.ts";
import { countIn, definedIn, objectIn } from "./read-fields.ts";
import { wireOf, type OllamaSettings } from "./settings.ts";

/** Ollama takes any number; this keeps one request, and what one bad text spoils, within bounds. */
const usualMost = 512;

/** Fields beside `options` that `/api/embed` reads. */
const taken: ReadonlySet<string> = new Set(["truncate", "keep_alive", "dimensions"]);

/** Makes embedding models over `/api/embed`: many texts in one request, which the server embeds side by side. */
export function ollamaEmbedding(to: Connection, modelId: string, settings: OllamaSettings): EmbeddingModelV4 {
  const provider = `${to.id}.embedding`;
  const maxEmbeddingsPerCall = settings.maxEmbeddingsPerCall ?? usualMost;
  return {
    specificationVersion: "v4",
    provider,
    modelId,
    maxEmbeddingsPerCall,
    supportsParallelCalls: true,
    async doEmbed(options) {
      const { values, headers, abortSignal: signal, providerOptions } = options;
      if (values.length > maxEmbeddingsPerCall) throw new TooManyEmbeddingValuesForCallError({ provider, modelId, maxEmbeddingsPerCall, values });
      const own = await readOptions(to.id, providerOptions, async () => (await import("./options.ts")).ollamaOptions);
      const warnings: SharedV4Warning[] = [];
      const body = requestBody(modelId, options, settings, own, warnings);
      const answer = await to.json({ method: "POST", path: "/api/embed", body, headers, signal, modelId });
      const said = objectIn(answer.body);
      const tokens = countIn(said["prompt_eval_count"]);
      const durations = definedIn({ totalDurationNs: countIn(said["total_duration"]), loadDurationNs: countIn(said["load_duration"]) });
      return {
        embeddings: readEmbeddings(said["embeddings"], values.length, `${to.id}/${modelId}`),
        ...(tokens === undefined ? {} : { usage: { tokens } }),
        ...(Object.keys(durations).length === 0 ? {} : { providerMetadata: { [to.id]: durations } }),
        response: { headers: answer.headers, body: answer.body },
        warnings: [...answer.warnings, ...warnings],
      };
    },
  };
}

/** The server's defaults hold where nothing is said, `truncate` included: dense texts come out longer than anybody reckons. */
function requestBody(modelId: string, { values, dimensions }: EmbeddingModelV4CallOptions, settings: OllamaSettings, own: JSONObject, warnings: SharedV4Warning[]): JSONObject {
  const { keepAlive, contextWindow, options: usual } = wireOf(settings);
  const fields: Record<string, JSONValue> = {};
  const beside: Record<string, JSONValue> = {};
  let ownContext: JSONValue | undefined;
  for (const [option, value] of Object.entries(own)) {
    const name = toOllamaName(option);
    if (value === undefined || value === null || name === "options") continue;
    if (isModelOption(name)) beside[name] = value;
    else if (taken.has(name)) fields[name] = value;
    else if (name === "context_window" && typeof value === "number") ownContext = value;
    else warnings.push({ type: "unsupported", feature: option, details: "embeddings do not take it" });
  }
  const numCtx = ownContext ?? (typeof contextWindow === "number" ? contextWindow : undefined);
  const options = { ...usual, ...(numCtx === undefined ? {} : { num_ctx: numCtx }), ...toOptionFields(objectIn(own["options"])), ...beside };
  return {
    model: modelId,
    input: values,
    ...definedIn({ keep_alive: keepAlive, dimensions }),
    ...fields,
    ...(Object.keys(options).length === 0 ? {} : { options }),
  };
}

/** The vectors in the order of the values. Numbers are not looked at one by one: there may be millions. */
function readEmbeddings(rows: JSONValue | undefined, expected: number, target: string): number[][] {
  const unreadable = (what: string, data: unknown): Error => new InvalidResponseDataError({ data, message: `${target}: ${what}.` });
  if (!Array.isArray(rows)) throw unreadable("the answer holds no embeddings", rows);
  if (rows.length !== expected) throw unreadable(`${expected} embeddings were asked for, ${rows.length} came`, { expected, received: rows.length });
  const vectors = rows as readonly unknown[];
  const wrong = vectors.findIndex((vector) => !Array.isArray(vector) || typeof vector[0] !== "number");
  if (wrong >= 0) throw unreadable(`embedding ${wrong} is not a vector`, { position: wrong });
  return rows as number[][];
}
