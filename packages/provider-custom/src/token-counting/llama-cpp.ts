import { InvalidResponseDataError, type JSONObject, type JSONValue } from "@ai-sdk/provider";
import type { Connection, TokenCountRequest } from "@portolan/core";
import { answerField } from "./answer-field.ts";
import { serverRoot } from "./server-root.ts";

/**
 * llama.cpp writes the prompt by the model's template, then takes it apart: `POST /apply-template` and `POST /tokenize`. The count is that
 * of `usage.prompt_tokens` (seen with build 11549, with and without tools). https://github.com/ggml-org/llama.cpp/tree/master/tools/server
 */
export async function countWithLlamaCpp(to: Connection, { body, modelId, signal }: TokenCountRequest): Promise<number> {
  const ask = async (path: string, question: JSONObject): Promise<JSONValue> =>
    (await to.json({ method: "POST", baseURL: serverRoot(to.baseURL), path, body: question, modelId, signal })).body;
  const templated = await ask("/apply-template", body);
  const prompt = answerField(templated, "prompt");
  if (typeof prompt !== "string") throw new InvalidResponseDataError({ data: templated, message: `${to.id}/${modelId}: /apply-template answered without a prompt` });
  // As the server itself takes a chat's prompt apart.
  const tokenized = await ask("/tokenize", { content: prompt, add_special: true, parse_special: true });
  const tokens = answerField(tokenized, "tokens");
  if (!Array.isArray(tokens)) throw new InvalidResponseDataError({ data: tokenized, message: `${to.id}/${modelId}: /tokenize answered without tokens` });
  return tokens.length;
}
