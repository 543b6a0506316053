import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";

interface EncodedFormat {
  readonly format?: JSONValue;
  /** The schema is said in the prompt as well: held to a form it has not seen, a model fills it with anything. */
  readonly instruction?: string;
}

/** How an answer's form is asked for. */
export function encodeFormat(call: LanguageCall, hasTools: boolean): EncodedFormat {
  const asked = call.responseFormat;
  if (asked?.type !== "json") return {};
  const schema = asked.schema === undefined ? undefined : withoutDialect(asked.schema as JSONObject);
  const instruction = instructionFor(schema, asked.description);
  if (hasTools && call.options["formatWithTools"] === false) return { instruction };
  const { jsonObject, jsonSchema } = call.can.flags;
  if (jsonObject === false || (jsonSchema === false && schema !== undefined)) {
    call.warn({ type: "compatibility", feature: "responseFormat", details: `the model takes no JSON ${schema === undefined ? "mode" : "schema"}; it is asked for in the prompt` });
    return { ...(jsonObject === false ? {} : { format: "json" }), instruction };
  }
  if (hasTools) {
    call.warn({
      type: "compatibility",
      feature: "responseFormat",
      details: "held to a format, most models call no tools (https://github.com/ollama/ollama/issues/8095); the option formatWithTools: false asks for it in the prompt alone",
    });
  }
  return { format: schema ?? "json", instruction };
}

function withoutDialect({ $schema: _, ...schema }: JSONObject): JSONObject {
  return schema as JSONObject;
}

function instructionFor(schema: JSONObject | undefined, description: string | undefined): string {
  if (schema === undefined) return "Answer with JSON and nothing else.";
  const about = description === undefined ? "" : ` It is: ${description}`;
  return `Answer with JSON that satisfies this JSON schema, and nothing else.${about}\n${JSON.stringify(schema)}`;
}
