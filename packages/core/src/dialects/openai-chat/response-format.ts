import type { JSONObject, JSONValue, LanguageModelV4Prompt } from "@ai-sdk/provider";
import type { LanguageCall } from "../dialect.ts";
import { lessons } from "./lessons.ts";
import { fitsStrictMode } from "./strict-schema.ts";
import type { OpenAIChatWire } from "./wire.ts";

interface EncodedFormat {
  readonly fields: JSONObject;
  /** What has to be said in the prompt, because no field says it. */
  readonly instruction: string | undefined;
}

const nothing: EncodedFormat = { fields: {}, instruction: undefined };
const jsonInstruction = "Answer with JSON and nothing else.";

/** How the answer's form is asked for: by a schema, by JSON mode with the schema in the prompt, or by the prompt alone. */
export function encodeResponseFormat(call: LanguageCall, wire: OpenAIChatWire): EncodedFormat {
  const format = call.responseFormat;
  if (format?.type !== "json") return nothing;
  const { flags } = call.can;
  const schema = format.schema as JSONObject | undefined;
  const instruction = schema === undefined ? jsonInstruction : schemaInstruction(schema);
  if ((call.tools?.length ?? 0) > 0 && flags.jsonSchemaWithTools === false) {
    call.warn({ type: "compatibility", feature: "responseFormat", details: "the service takes no format together with tools; it is asked for in the prompt" });
    return { fields: {}, instruction };
  }
  const isUnwanted = call.options["structuredOutputs"] === false;
  if (schema !== undefined && !isUnwanted && flags.jsonSchema !== false && !call.lessons.has(lessons.noJSONSchema)) {
    return { fields: { response_format: schemaFormat(call, wire, schema) }, instruction: undefined };
  }
  if (schema !== undefined && !isUnwanted) {
    call.warn({ type: "compatibility", feature: "responseFormat", details: "the model takes no JSON schema; it is asked for in the prompt" });
  }
  if (flags.jsonObject === false) return { fields: {}, instruction };
  // OpenAI, Groq, DashScope and DeepSeek refuse JSON mode where the prompt does not speak of JSON.
  const needsWord = schema !== undefined || !speaksOfJSON(call.prompt);
  return { fields: { response_format: { type: "json_object" } }, instruction: needsWord ? instruction : undefined };
}

/** Asked of words alone: the letters turn up in the bytes of a picture too. */
function speaksOfJSON(prompt: LanguageModelV4Prompt): boolean {
  return prompt.some(({ content }) => (typeof content === "string" ? /json/i.test(content) : content.some((part) => part.type === "text" && /json/i.test(part.text))));
}

function schemaFormat(call: LanguageCall, wire: OpenAIChatWire, schema: JSONObject): JSONObject {
  if (wire.jsonSchema === "json_object+schema") return { type: "json_object", schema };
  const format = call.responseFormat as { readonly name?: string; readonly description?: string };
  const usual = wire.strictSchema === "fitting" ? fitsStrictMode(schema) || undefined : wire.strictSchema;
  const strict: JSONValue | undefined = call.options["strictJsonSchema"] ?? usual;
  return {
    type: "json_schema",
    json_schema: {
      name: format.name ?? "response",
      ...(format.description === undefined ? {} : { description: format.description }),
      schema,
      ...(strict === undefined ? {} : { strict }),
    },
  };
}

function schemaInstruction(schema: JSONObject): string {
  return `Answer with JSON that satisfies this JSON schema, and nothing else:\n${JSON.stringify(schema)}`;
}
