import type { JSONObject } from "@ai-sdk/provider";
import type { RequestContext } from "../context.ts";
import { readString } from "../json.ts";
import { ollamaOpenaiProfile } from "../profiles/ollama-openai.ts";
import { refuseKey } from "../refuse-key.ts";
import { errorReply, type Reply } from "../reply.ts";
import { answerUsually } from "../router.ts";
import type { RecordedRequest } from "../script.ts";
import { chat } from "./chat.ts";
import { embedText, embedTexts } from "./embed.ts";
import { generate } from "./generate.ts";
import { isOwnHost } from "./host-check.ts";
import { storeOf } from "./model-check.ts";
import { blob, copy, listInstalled, listLoaded, remove, show } from "./manage.ts";
import { create, pull, push } from "./progress.ts";
import { json, nothing, plainText, refused } from "./replies.ts";
import { webFetch, webSearch } from "./web.ts";

type Endpoint = (request: RecordedRequest, context: RequestContext) => Reply;

/** One that reads a JSON body. */
function reading(answer: (body: JSONObject, context: RequestContext, request: RecordedRequest) => Reply): Endpoint {
  return (request, context) => {
    if (request.rawBody.length === 0) return refused({ status: 400, message: "missing request body" }, context);
    if (request.body === undefined) return refused({ status: 400, message: "unexpected EOF" }, context);
    return answer(request.body, context, request);
  };
}

/** One of the cloud, which asks for a key. */
function keyed(answer: (body: JSONObject, context: RequestContext) => Reply): Endpoint {
  return (request, context) => {
    const refusal = refuseKey(request, { ...context, profile: { ...context.profile, keyless: false } });
    return refusal === undefined ? reading(answer)(request, context) : refused(refusal, context);
  };
}

/** What the cloud does for a server that is signed in, which this one is not. */
const ofTheCloud: Endpoint = (_, context) => refused({ status: 403, message: "ollama cloud is disabled: web search is unavailable" }, context);
const running: Endpoint = (_, context) => plainText(200, "Ollama is running", context);
const version: Endpoint = (_, context) => json({ version: "0.25.0" }, context);
const installed: Endpoint = (_, context) => listInstalled(context);

/** Path and method → what answers. */
const endpoints: Readonly<Record<string, Readonly<Record<string, Endpoint>>>> = {
  "/": { GET: running, HEAD: running },
  "/api/version": { GET: version, HEAD: version },
  "/api/tags": { GET: installed, HEAD: installed },
  "/api/ps": { GET: (_, context) => listLoaded(context) },
  "/api/status": { GET: (_, context) => json({ cloud: { disabled: true, source: "env" } }, context) },
  "/api/chat": { POST: reading((body, context, request) => chat(request, body, context)) },
  "/api/generate": { POST: reading((body, context, request) => generate(request, body, context)) },
  "/api/embed": { POST: reading((body, context, request) => embedTexts(request, body, context)) },
  "/api/embeddings": { POST: reading((body, context, request) => embedText(request, body, context)) },
  "/api/show": { POST: reading(show) },
  "/api/pull": { POST: reading(pull) },
  "/api/push": { POST: reading(push) },
  "/api/create": { POST: reading(create) },
  "/api/copy": { POST: reading(copy) },
  "/api/delete": { DELETE: reading(remove) },
  "/api/web_search": { POST: keyed(webSearch) },
  "/api/web_fetch": { POST: keyed(webFetch) },
  "/api/experimental/web_search": { POST: ofTheCloud },
  "/api/experimental/web_fetch": { POST: ofTheCloud },
};

/** Ollama's native API; what it does not know it says so. */
export function answerAsOllama(request: RecordedRequest, context: RequestContext): Reply {
  if (!isOwnHost(request.headers["host"])) return nothing(403, context);
  const refusal = refuseKey(request, context);
  if (refusal !== undefined) return refused(refusal, context);
  const [path = "/"] = request.path.split("?");
  if (path.startsWith("/v1/")) return answerInOpenaiForm(request, context);
  const digest = /^\/api\/blobs\/(sha256:[0-9a-f]{64})$/.exec(path)?.[1];
  const methods = digest === undefined ? endpoints[path] : blobMethods(digest);
  if (methods === undefined) return plainText(404, "404 page not found", context);
  const endpoint = methods[request.method];
  if (endpoint === undefined) return plainText(405, "405 method not allowed", context, { allow: Object.keys(methods).join(", ") });
  return endpoint(request, context);
}

/** The same models behind OpenAI's paths. */
function answerInOpenaiForm(request: RecordedRequest, context: RequestContext): Reply {
  const store = storeOf(context);
  const profile = { ...ollamaOpenaiProfile, keyless: true };
  const words = { ...context.words, ...profile.words };
  const modelId = readString(request.body, "model");
  if (modelId !== undefined && store.find(modelId, context.models) === undefined) return errorReply(words.unknownModel(modelId), profile, context.exchange);
  const models = store.installed(context.models).map(({ name }) => ({ id: name, object: "model", created: 1_795_233_619, owned_by: "library" }));
  return answerUsually(request, { ...context, models, profile, words });
}

function blobMethods(digest: string): Readonly<Record<string, Endpoint>> {
  const answer: Endpoint = (request, context) => blob(request, digest, context);
  return { POST: answer, HEAD: answer };
}
