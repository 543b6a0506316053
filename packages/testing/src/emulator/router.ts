import type { JSONObject } from "@ai-sdk/provider";
import type { RequestContext } from "./context.ts";
import { chatCompletions } from "./endpoints/chat-completions.ts";
import { completions } from "./endpoints/completions.ts";
import { embeddings } from "./endpoints/embeddings.ts";
import { images, linkedImage } from "./endpoints/images.ts";
import { listModels, readModel } from "./endpoints/models.ts";
import { moderations } from "./endpoints/moderations.ts";
import { rerank } from "./endpoints/rerank.ts";
import { replyToTheLetter } from "./endpoints/scripted.ts";
import { speech } from "./endpoints/speech.ts";
import { transcriptions } from "./endpoints/transcriptions.ts";
import { readString } from "./json.ts";
import type { Endpoint } from "./profile.ts";
import { refuseKey } from "./refuse-key.ts";
import { errorReply, type Reply } from "./reply.ts";
import type { ModelAnswer, RecordedRequest, ServiceError } from "./script.ts";

type ModelEndpoint = Exclude<Endpoint, "/models">;

/** What a body must have; the first is the model's id everywhere. */
const requiredFields: Readonly<Record<ModelEndpoint, readonly string[]>> = {
  "/chat/completions": ["model", "messages"],
  "/completions": ["model", "prompt"],
  "/fim/completions": ["model", "prompt"],
  "/embeddings": ["model", "input"],
  "/audio/transcriptions": ["model"],
  "/audio/translations": ["model"],
  "/audio/speech": ["model", "input"],
  "/images/generations": ["model", "prompt"],
  "/images/edits": ["model", "prompt"],
  "/moderations": ["model", "input"],
  "/rerank": ["model", "query", "documents"],
};

/** Decides what a request is answered with: path first, then the key, the body, the model, and last the script. */
export function answerRequest(request: RecordedRequest, context: RequestContext): Reply {
  const { profile } = context;
  const failure = context.takeFailure();
  if (failure !== undefined) return replyToTheLetter(failure, request.body, context);
  return profile.answer?.(request, context) ?? answerUsually(request, context);
}

/** What services of OpenAI's form have in common. */
export function answerUsually(request: RecordedRequest, context: RequestContext): Reply {
  const { profile, exchange, words } = context;
  const linked = linkedImage(request, context);
  if (linked !== undefined) return linked;
  const [pathname = "/"] = request.path.split("?");
  const place = findPlace(request.method, pathname, context);
  if (place === undefined) return errorReply(words.unknownPath(request.method, pathname), profile, exchange);
  const unauthorized = refuseKey(request, context);
  if (unauthorized !== undefined) return errorReply(unauthorized, profile, exchange);
  if (place.endpoint === "/models") return place.modelId === undefined ? listModels(context) : readModel(place.modelId, context);
  const { body } = request;
  if (body === undefined) return errorReply(words.invalidJson(), profile, exchange);
  const refusal = refuseBody(request, body, place, context);
  if (refusal !== undefined) return errorReply(refusal, profile, exchange);
  const scripted = context.takeAnswer(request);
  if (scripted !== undefined && scripted.kind !== "model") return replyToTheLetter(scripted, body, context);
  return callModel(place.endpoint, request, body, scripted, context);
}

function callModel(endpoint: ModelEndpoint, request: RecordedRequest, body: JSONObject, scripted: ModelAnswer | undefined, context: RequestContext): Reply {
  switch (endpoint) {
    case "/chat/completions":
      return chatCompletions(body, scripted, context);
    case "/completions":
      return completions(body, scripted, context);
    case "/fim/completions":
      return chatCompletions(body, scripted, context);
    case "/embeddings":
      return embeddings(body, scripted, context);
    case "/audio/speech":
      return speech(body, scripted, context);
    case "/images/generations":
    case "/images/edits":
      return images(request, body, scripted, context);
    case "/moderations":
      return moderations(body, scripted, context);
    case "/rerank":
      return rerank(body, scripted, context);
    case "/audio/transcriptions":
      return transcriptions("transcribe", request, body, scripted, context);
    case "/audio/translations":
      return transcriptions("translate", request, body, scripted, context);
  }
}

/** `path` is what the service calls the endpoint. */
interface ModelPlace {
  readonly endpoint: ModelEndpoint;
  readonly path: string;
}

type Place = ModelPlace | { readonly endpoint: "/models"; readonly modelId?: string };

function findPlace(method: string, pathname: string, { profile }: RequestContext): Place | undefined {
  const moved = profile.elsewhere?.[pathname];
  if (moved === "/models") return method === "GET" ? { endpoint: moved } : undefined;
  if (moved !== undefined) return method === "POST" ? { endpoint: moved, path: pathname } : undefined;
  if (!pathname.startsWith(`${profile.basePath}/`)) return undefined;
  const path = pathname.slice(profile.basePath.length);
  const has = (endpoint: Endpoint): boolean => profile.endpoints?.includes(endpoint) ?? endpoint !== "/fim/completions";
  if (method === "GET" && has("/models")) {
    if (path === "/models") return { endpoint: "/models" };
    if (path.startsWith("/models/")) return { endpoint: "/models", modelId: decodeURIComponent(path.slice("/models/".length)) };
  }
  return method === "POST" && isModelEndpoint(path) && has(path) ? { endpoint: path, path } : undefined;
}

function isModelEndpoint(path: string): path is ModelEndpoint {
  return Object.hasOwn(requiredFields, path);
}

function refuseBody(request: RecordedRequest, body: JSONObject, { endpoint, path }: ModelPlace, context: RequestContext): ServiceError | undefined {
  const { profile, script, models, words } = context;
  const missing = requiredFields[endpoint].find((field) => body[field] === undefined || body[field] === null);
  if (missing !== undefined) return words.missingField(missing);
  if (endpoint === "/images/edits" && request.files.length === 0) return words.missingField("image");
  if (endpoint.startsWith("/audio/tran") && request.files.length === 0 && readString(body, "url") === undefined) return words.missingField("file");
  const modelId = readString(body, "model");
  if (modelId === undefined) return words.missingField("model");
  const isUnknown = modelId === "nonexistent-model" || modelId.startsWith("missing/");
  if (isUnknown && profile.takesAnyModelId !== true) return words.unknownModel(modelId);
  const unknown = script.refuseFields?.find((field) => body[field] !== undefined);
  if (unknown !== undefined) return words.unknownField(unknown);
  return profile.refuse?.(body, path, models);
}
