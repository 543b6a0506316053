import { InvalidResponseDataError, LoadSettingError, type JSONObject, type JSONValue } from "@ai-sdk/provider";
import type { Answer, Connection, ConnectionRequest } from "@portolan/core";
import { asObject } from "./json.ts";

/** A call of DashScope's own API, which has what the one that speaks like OpenAI's has not. */
export interface NativeRequest extends Omit<ConnectionRequest, "baseURL" | "path"> {
  /** Behind `/api/v1`. */
  readonly path: string;
}

export interface NativeAnswer extends Answer<JSONObject> {
  readonly output: JSONObject;
}

const compatiblePath = /\/compatible-mode\/v1$/;

/** Asks DashScope's own API, on the host that the connection leads to. An error is answered as `{ code, message, request_id }`. */
export async function askNative(to: Connection, { path, ...request }: NativeRequest): Promise<NativeAnswer> {
  const answer = await to.json({ ...request, baseURL: nativeBaseURL(to), path });
  const body = asObject(answer.body);
  const output = asObject(body?.["output"]);
  if (body === undefined || output === undefined) throw unreadable(to, request.modelId, "the answer holds no output", answer.body);
  return { ...answer, body, output };
}

/** The two APIs are beside each other: https://www.alibabacloud.com/help/en/model-studio/qwen-api-via-dashscope */
function nativeBaseURL({ id, baseURL }: Connection): string {
  if (compatiblePath.test(baseURL)) return baseURL.replace(compatiblePath, "/api/v1");
  throw new LoadSettingError({
    message: `${id}: this kind of model is in DashScope's own API, which is beside a base URL that ends in /compatible-mode/v1. Of ${baseURL} it cannot be told where that is.`,
  });
}

export function unreadable(to: Connection, modelId: string | undefined, what: string, data: JSONValue): InvalidResponseDataError {
  return new InvalidResponseDataError({ data, message: `${to.id}${modelId === undefined ? "" : `/${modelId}`}: ${what}.` });
}
