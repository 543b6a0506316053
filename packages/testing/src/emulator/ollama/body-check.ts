import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { isObject, readList } from "../json.ts";
import type { ServiceError } from "../script.ts";
import { readDuration } from "./durations.ts";

/** What the server's JSON decoder refuses, in its words; `undefined` when the body is well formed. */
export function refuseForm(body: JSONObject, request: "ChatRequest" | "GenerateRequest" | "EmbedRequest"): ServiceError | undefined {
  return badRequest(formFault(body, request));
}

export function badRequest(message: string | undefined): ServiceError | undefined {
  return message === undefined ? undefined : { status: 400, message };
}

type Kind = "string" | "bool" | "object" | "array" | "number";

const goTypes: Readonly<Record<Kind, string>> = { string: "string", bool: "bool", object: "map[string]interface {}", array: "slice", number: "int" };

/** Fields whose type the decoder holds on to; the others take anything. */
const fields: Readonly<Record<string, Kind>> = {
  model: "string",
  prompt: "string",
  suffix: "string",
  system: "string",
  template: "string",
  raw: "bool",
  stream: "bool",
  messages: "array",
  tools: "array",
  images: "array",
  options: "object",
  truncate: "bool",
  shift: "bool",
  logprobs: "bool",
  top_logprobs: "number",
  dimensions: "number",
};

function formFault(body: JSONObject, request: string): string | undefined {
  for (const [field, kind] of Object.entries(fields)) {
    const fault = typeFault(body[field], kind, `${request}.${field}`);
    if (fault !== undefined) return fault;
  }
  return (
    firstFault(readList(body, "messages"), (message) => messageFault(message, request)) ??
    firstFault(readList(body, "images"), imageFault) ??
    firstFault(readList(body, "tools"), toolFault) ??
    thinkFault(body["think"]) ??
    keepAliveFault(body["keep_alive"])
  );
}

function firstFault(values: readonly JSONValue[], faultOf: (value: JSONValue) => string | undefined): string | undefined {
  for (const value of values) {
    const fault = faultOf(value);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function kindOf(value: JSONValue): Kind {
  if (Array.isArray(value)) return "array";
  if (typeof value === "boolean") return "bool";
  return typeof value === "string" || typeof value === "number" ? typeof value as "string" | "number" : "object";
}

function typeFault(value: JSONValue | undefined, kind: Kind, place: string): string | undefined {
  if (value === undefined || value === null || kindOf(value) === kind) return undefined;
  return `json: cannot unmarshal ${kindOf(value)} into Go struct field ${place} of type ${goTypes[kind]}`;
}

function messageFault(message: JSONValue, request: string): string | undefined {
  if (!isObject(message)) return `json: cannot unmarshal ${kindOf(message)} into Go struct field ${request}.messages of type api.Message`;
  for (const field of ["role", "content", "thinking", "tool_name", "tool_call_id"]) {
    const fault = typeFault(message[field], "string", `${request}.messages.${field}`);
    if (fault !== undefined) return fault;
  }
  return firstFault(readList(message, "images"), imageFault) ?? firstFault(readList(message, "tool_calls"), callFault);
}

/** Base64 of the standard alphabet with its padding: neither a link nor a data URL. */
function imageFault(image: JSONValue): string | undefined {
  if (typeof image !== "string") return `json: cannot unmarshal ${kindOf(image)} into Go struct field ChatRequest.messages.images of type string`;
  const text = image.replaceAll(/[\r\n]/g, "");
  const stray = /[^A-Za-z0-9+/=]|=(?!=?$)/.exec(text)?.index;
  if (stray !== undefined) return `illegal base64 data at input byte ${stray}`;
  return text.length % 4 === 0 ? undefined : `illegal base64 data at input byte ${text.length - (text.length % 4)}`;
}

function callFault(call: JSONValue): string | undefined {
  const called = isObject(call) ? call["function"] : undefined;
  const given = isObject(called) ? called["arguments"] : undefined;
  return given === undefined || isObject(given) ? undefined : "Value looks like object, but can't find closing '}' symbol";
}

function toolFault(tool: JSONValue): string | undefined {
  const parameters = isObject(tool) && isObject(tool["function"]) ? tool["function"]["parameters"] : undefined;
  const properties = isObject(parameters) && isObject(parameters["properties"]) ? parameters["properties"] : {};
  const bare = Object.values(properties).find((property) => property !== undefined && !isObject(property));
  return bare === undefined ? undefined : `json: cannot unmarshal ${kindOf(bare)} into Go value of type api.ToolProperty`;
}

function thinkFault(think: JSONValue | undefined): string | undefined {
  if (think === undefined || think === null || typeof think === "boolean" || think === "high" || think === "medium" || think === "low" || think === "max") return undefined;
  if (typeof think !== "string") return "think must be a boolean or string (\"high\", \"medium\", \"low\", \"max\", true, or false)";
  return `invalid think value: ${JSON.stringify(think)} (must be "high", "medium", "low", "max", true, or false)`;
}

function keepAliveFault(keepAlive: JSONValue | undefined): string | undefined {
  if (keepAlive === undefined || keepAlive === null || typeof keepAlive === "number") return undefined;
  if (typeof keepAlive !== "string") return `invalid type: ${kindOf(keepAlive)}`;
  try {
    readDuration(keepAlive);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
