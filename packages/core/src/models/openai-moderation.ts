import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { InvalidArgumentError, InvalidResponseDataError } from "@ai-sdk/provider";
import { asArray, asObject } from "../json/narrow.ts";
import type { Moderation } from "../provider/moderation-model.ts";
import type { ModelMakers } from "../provider/spec.ts";
import { asNumber, bodyFields, definedFields, keptMetadata } from "./provider-fields.ts";

/** What services that judge texts by OpenAI's form differ in. */
export interface OpenAIModerationSpec {
  /** @default "/moderations" */
  readonly path?: string;
  /** Texts that one request may hold. @default any number: the service says */
  readonly maxPerCall?: number;
  /** Key of `providerMetadata[id]` → path of a response field. */
  readonly keep?: Readonly<Record<string, string>>;
}

/** Makes moderation models of a service with OpenAI's `/moderations`. Where no verdict comes with the categories (Mistral), one that applies is one. */
export function openaiModeration(spec: OpenAIModerationSpec = {}): NonNullable<ModelMakers["moderation"]> {
  return (to, modelId) => {
    const maxValuesPerCall = spec.maxPerCall ?? Infinity;
    return {
      provider: `${to.id}.moderation`,
      modelId,
      maxValuesPerCall,
      async doModerate({ values, headers, abortSignal: signal, providerOptions }) {
        const target = `${to.id}/${modelId}`;
        if (values.length > maxValuesPerCall) {
          throw new InvalidArgumentError({ argument: "values", message: `${target}: ${values.length} texts in one request, ${maxValuesPerCall} at the most` });
        }
        const body = definedFields({ model: modelId, input: [...values], ...bodyFields(providerOptions, to.id) });
        const answer = await to.json({ method: "POST", path: spec.path ?? "/moderations", body, headers, signal, modelId });
        const tokens = asNumber(asObject(asObject(answer.body)?.["usage"])?.["total_tokens"]);
        const providerMetadata = keptMetadata(to.id, answer.body, spec.keep);
        return {
          results: readResults(answer.body, values.length, target),
          ...(tokens === undefined ? {} : { usage: { tokens } }),
          warnings: answer.warnings,
          ...(providerMetadata === undefined ? {} : { providerMetadata }),
          response: { headers: answer.headers, body: answer.body },
        };
      },
    };
  };
}

function readResults(body: JSONValue, expected: number, target: string): readonly Moderation[] {
  const rows = asArray(asObject(body)?.["results"])?.map(asObject);
  if (rows === undefined) throw unreadable(target, "the answer holds no list of results", body);
  if (rows.length !== expected) throw unreadable(target, `${expected} texts were sent, ${rows.length} results came`, { expected, received: rows.length });
  return rows.map((row, place) => readResult(row, `${target}: result ${place}`));
}

function readResult(row: JSONObject | undefined, target: string): Moderation {
  const told = asObject(row?.["categories"]);
  if (row === undefined || told === undefined) throw unreadable(target, "it names no categories", row);
  // A category that a model does not know is null.
  const categories = Object.fromEntries(Object.entries(told).flatMap(([category, applies]) => (typeof applies === "boolean" ? [[category, applies]] : [])));
  const scores = Object.entries(asObject(row["category_scores"]) ?? {}).flatMap(([category, score]) => {
    const number = asNumber(score);
    return number === undefined ? [] : [[category, number] as const];
  });
  const { flagged } = row;
  return {
    flagged: typeof flagged === "boolean" ? flagged : Object.values(categories).includes(true),
    categories,
    scores: Object.fromEntries(scores),
  };
}

function unreadable(target: string, what: string, data: JSONValue | undefined): InvalidResponseDataError {
  return new InvalidResponseDataError({ data, message: `${target}: ${what}.` });
}
