import { InvalidResponseDataError, type JSONObject } from "@ai-sdk/provider";
import type { Connection, TokenCountRequest } from "@portolan/core";
import { answerField } from "./answer-field.ts";
import { serverRoot } from "./server-root.ts";

/** What of a call decides its prompt. */
const promptFields = ["model", "messages", "tools", "chat_template_kwargs"] as const;

/** vLLM takes messages and tools apart as it would for a chat: `POST /tokenize`. https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html#tokenizer-api */
export async function countWithVllm(to: Connection, { body, modelId, signal }: TokenCountRequest): Promise<number> {
  const question: JSONObject = Object.fromEntries(promptFields.flatMap((field) => (body[field] === undefined ? [] : [[field, body[field]]])));
  const { body: answer } = await to.json({ method: "POST", baseURL: serverRoot(to.baseURL), path: "/tokenize", body: question, modelId, signal });
  const count = answerField(answer, "count");
  if (typeof count !== "number") throw new InvalidResponseDataError({ data: answer, message: `${to.id}/${modelId}: /tokenize answered without a count` });
  return count;
}
