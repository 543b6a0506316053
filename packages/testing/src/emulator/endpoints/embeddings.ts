import { createHash } from "node:crypto";
import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { RequestContext } from "../context.ts";
import { readNumber, readString } from "../json.ts";
import { errorReply, type Reply } from "../reply.ts";
import type { ModelAnswer } from "../script.ts";
import { countTokens } from "../token-count.ts";
import { jsonReply } from "./json-reply.ts";

/** OpenAI takes this many inputs in one call. */
const mostInputs = 2048;

/**
 * Vectors made from the words of each input: the same text gives the same vector, texts with words in common lie closer
 * to each other than texts without.
 */
export function embeddings(body: JSONObject, scripted: ModelAnswer | undefined, context: RequestContext): Reply {
  const { profile, exchange } = context;
  const inputs = inputTexts(body["input"]);
  if (inputs.length > mostInputs) {
    const message = `Invalid 'input': array too long. Expected an array with maximum length ${mostInputs}, but got an array with length ${inputs.length} instead.`;
    return errorReply({ status: 400, message, type: "invalid_request_error", extra: { param: "input" } }, profile, exchange);
  }
  const dimensions = readNumber(body, "dimensions") ?? usualDimensions(readString(body, "model") ?? "");
  const data = inputs.map((text, index) => {
    const vector = embed(text, dimensions);
    return { object: "embedding", index, embedding: encode(vector, readString(body, "encoding_format")) };
  });
  const tokens = inputs.reduce((sum, text) => sum + countTokens(text), 0);
  const usage = scripted?.usage === undefined ? { prompt_tokens: tokens, total_tokens: tokens } : scripted.usage;
  const value: JSONObject = { object: "list", data, model: scripted?.modelId ?? body["model"], ...(usage === null ? {} : { usage }) };
  return jsonReply(value, scripted, context);
}

/** One input may be a text, a list of texts, a list of tokens or a list of such lists. */
function inputTexts(input: JSONValue | undefined): string[] {
  if (!Array.isArray(input)) return [String(input)];
  if (input.every((one) => typeof one === "number")) return [input.join(" ")];
  return input.map((one) => (Array.isArray(one) ? one.join(" ") : String(one)));
}

function usualDimensions(modelId: string): number {
  if (modelId.includes("3-large")) return 3072;
  return modelId.includes("nomic") ? 768 : 1536;
}

/** The vector of one text, of length 1. */
export function embed(text: string, dimensions: number): Float32Array {
  const sum = new Float64Array(dimensions);
  for (const word of text.toLowerCase().split(/[^\p{L}\p{N}]+/u)) addWord(sum, word);
  const length = Math.hypot(...sum) || 1;
  return Float32Array.from(sum, (value) => value / length);
}

function addWord(sum: Float64Array, word: string): void {
  let state = createHash("sha256").update(word).digest().readUInt32LE(0) || 1;
  for (let index = 0; index < sum.length; index += 1) {
    // xorshift32: the same numbers for the same word on every machine.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    sum[index] = (sum[index] ?? 0) + state / 0x80000000;
  }
}

/** As the request wants it; Perplexity's whole numbers are shares of 127. */
function encode(vector: Float32Array, format: string | undefined): JSONValue {
  if (format === "base64_int8") return Buffer.from(Int8Array.from(vector, (value) => Math.round(value * 127))).toString("base64");
  return format === "base64" ? base64(vector) : [...vector];
}

function base64(vector: Float32Array): string {
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * 4);
  return bytes.toString("base64");
}
