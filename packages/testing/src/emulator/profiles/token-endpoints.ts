import type { JSONObject } from "@ai-sdk/provider";
import type { RequestContext } from "../context.ts";
import { jsonReply } from "../endpoints/json-reply.ts";
import { readList, readString } from "../json.ts";
import { refuseKey } from "../refuse-key.ts";
import { errorReply, type Reply } from "../reply.ts";
import type { RecordedRequest } from "../script.ts";
import { countPromptTokens, countTokens } from "../token-count.ts";

/** Paths at the server's root, beside the one that speaks like OpenAI's, and what is answered there. */
type OwnEndpoints = Readonly<Record<string, (body: JSONObject) => JSONObject>>;

/** Answers a server's own endpoints, for those who have its key. */
function answerOwn(endpoints: OwnEndpoints): (request: RecordedRequest, context: RequestContext) => Reply | undefined {
  return (request, context) => {
    const endpoint = request.method === "POST" && Object.hasOwn(endpoints, request.path) ? endpoints[request.path] : undefined;
    if (endpoint === undefined) return undefined;
    const unauthorized = refuseKey(request, context);
    if (unauthorized !== undefined) return errorReply(unauthorized, context.profile, context.exchange);
    return jsonReply(endpoint(request.body ?? {}), undefined, context);
  };
}

const numbered = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** llama.cpp writes a conversation by the model's template, and takes any text apart. Its template here is JSON, whose tokens chats count too. */
export const answerLlamaCpp: (request: RecordedRequest, context: RequestContext) => Reply | undefined = answerOwn({
  "/apply-template": (body) => ({ prompt: JSON.stringify(readList(body, "messages")) }),
  "/tokenize": (body) => ({ tokens: numbered(countTokens(readString(body, "content") ?? "")) }),
});

/** vLLM takes a conversation apart, or a text. */
export const answerVllm: (request: RecordedRequest, context: RequestContext) => Reply | undefined = answerOwn({
  "/tokenize": (body) => {
    const count = countPromptTokens(body["messages"] ?? body["prompt"]);
    return { count, max_model_len: 131_072, tokens: numbered(count), token_strs: null };
  },
});
