import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { testVoice } from "../chat/test-voice.ts";
import type { RequestContext } from "../context.ts";
import { embed } from "../endpoints/embeddings.ts";
import { rankDocuments } from "../endpoints/rerank.ts";
import { replyToTheLetter } from "../endpoints/scripted.ts";
import { uuid } from "../identifier.ts";
import { readList, readNumber, readObject, readString } from "../json.ts";
import { jsonFrames, replyOf, type Reply } from "../reply.ts";
import type { RecordedRequest, ServiceError } from "../script.ts";
import { countPromptTokens, countTokens } from "../token-count.ts";
import { resultAddress, storedResult } from "./dashscope-results.ts";

type Native = (request: RecordedRequest, body: JSONObject, context: RequestContext) => NativeAnswer;
type NativeAnswer = { readonly output: JSONObject; readonly usage?: JSONObject } | ServiceError;

const root = "/api/v1";
const refused = (status: number, code: string, message: string): ServiceError => ({ status, code, message });
const invalid = (message: string): ServiceError => refused(400, "InvalidParameter", message);

const services: ReadonlyMap<string, Native> = new Map<string, Native>([
  ["/services/aigc/text-generation/generation", speak],
  ["/services/rerank/text-rerank/text-rerank", rerank],
  ["/services/embeddings/text-embedding/text-embedding", embedTexts],
  ["/services/aigc/multimodal-generation/generation", generate],
  ["/services/aigc/text2image/image-synthesis", createTask],
]);

/** DashScope's own API, and the storage its results are left in; `undefined` for everything else. */
export function answerNatively(request: RecordedRequest, context: RequestContext): Reply | undefined {
  const [path = ""] = request.path.split("?");
  const stored = storedResult(request, context);
  if (stored !== undefined) return stored;
  if (!path.startsWith(`${root}/`)) return undefined;
  const unauthorized = refuseKey(request, context);
  if (unauthorized !== undefined) return nativeReply(unauthorized, request, context);
  const scripted = context.takeAnswer(request);
  if (scripted?.kind === "error") return nativeReply(scripted.error, request, context, scripted.httpStatus);
  if (scripted !== undefined && scripted.kind !== "model") return replyToTheLetter(scripted, request.body, context);
  return nativeReply(answerOf(request, path.slice(root.length), context), request, context);
}

function answerOf(request: RecordedRequest, path: string, context: RequestContext): NativeAnswer {
  if (request.method === "GET" && path.startsWith("/tasks/")) return readTask(request, decodeURIComponent(path.slice("/tasks/".length)), context);
  const service = services.get(path);
  const { body } = request;
  if (service === undefined) return invalid("url error, please check url！");
  if (body === undefined) return refused(400, "InvalidParameter", "Required body invalid, please check the request body format.");
  const modelId = readString(body, "model");
  if (modelId === undefined) return refused(400, "BadRequest.EmptyModel", 'Required parameter "model" missing from request.');
  if (modelId === "nonexistent-model") return refused(404, "ModelNotFound", "Model can not be found.");
  return readObject(body, "input") === undefined ? refused(400, "BadRequest.EmptyInput", 'Required parameter "input" missing from request.') : service(request, body, context);
}

/** A key of another region gets the same words as one that is wrong. */
function refuseKey({ headers }: RecordedRequest, { profile, script }: RequestContext): ServiceError | undefined {
  const accepted = script.apiKeys === undefined ? [profile.apiKey] : script.apiKeys;
  const key = /^Bearer\s+(\S+)$/i.exec(headers["authorization"] ?? "")?.[1];
  if (accepted === null || (key !== undefined && accepted.includes(key))) return undefined;
  return refused(401, "InvalidApiKey", key === undefined ? "No API-key provided." : "Invalid API-key provided.");
}

/** An error is flat; asked for a stream it comes as an event, whose status is in a comment before it. */
function nativeReply(answer: NativeAnswer, request: RecordedRequest, { profile, exchange }: RequestContext, httpStatus?: number): Reply {
  const isError = "message" in answer;
  const value: JSONValue = isError
    ? { code: answer.code ?? "InternalError", message: answer.message, request_id: exchange.requestId }
    : { ...answer, request_id: exchange.requestId };
  const status = isError ? answer.status : 200;
  const isStream = request.headers["x-dashscope-sse"] === "enable";
  return replyOf(
    {
      status: httpStatus ?? status,
      contentType: isStream ? "text/event-stream" : "application/json",
      frames: isStream ? [`id:1\nevent:${isError ? "error" : "result"}\n:HTTP_STATUS/${status}\ndata:${JSON.stringify(value)}\n\n`] : jsonFrames(value, undefined),
      ...(isError ? { error: answer } : {}),
    },
    profile,
    exchange,
  );
}

function speak(_request: RecordedRequest, body: JSONObject, { profile }: RequestContext): NativeAnswer {
  const input = readObject(body, "input") ?? {};
  const { text = "" } = testVoice({ model: body["model"], messages: input["messages"] ?? [] }, profile);
  const [inputTokens, outputTokens] = [countPromptTokens(input["messages"]), countTokens(text)];
  const usage = { input_tokens: inputTokens, output_tokens: outputTokens, total_tokens: inputTokens + outputTokens };
  return { output: { choices: [{ finish_reason: "stop", message: { role: "assistant", content: text } }] }, usage };
}

function rerank(_request: RecordedRequest, body: JSONObject): NativeAnswer {
  const input = readObject(body, "input");
  const parameters = readObject(body, "parameters");
  const { ranking, tokens } = rankDocuments(readString(input, "query") ?? "", readList(input, "documents"), readNumber(parameters, "top_n"));
  const withText = parameters?.["return_documents"] === true;
  const results = ranking.map(({ index, score, document }) => ({ index, relevance_score: score, ...(withText ? { document: { text: document } } : {}) }));
  return { output: { results }, usage: { total_tokens: tokens } };
}

function embedTexts(_request: RecordedRequest, body: JSONObject): NativeAnswer {
  const texts = readList(readObject(body, "input"), "texts").map(String);
  if (texts.length > 10) return invalid("batch size is invalid, it should not be larger than 10.");
  const dimension = readNumber(readObject(body, "parameters"), "dimension") ?? 1024;
  const embeddings = texts.map((text, index) => ({ text_index: index, embedding: [...embed(text, dimension)] }));
  return { output: { embeddings }, usage: { total_tokens: texts.reduce((sum, text) => sum + countTokens(text), 0) } };
}

/** Pictures or a sound, at once. */
function generate(request: RecordedRequest, body: JSONObject): NativeAnswer {
  const modelId = readString(body, "model") ?? "";
  const input = readObject(body, "input");
  if (modelId.includes("-tts")) {
    const text = readString(input, "text");
    if (text === undefined || readString(input, "voice") === undefined) return invalid("The input.text and input.voice fields are required.");
    return { output: { finish_reason: "stop", audio: { data: "", url: resultAddress(request, `${text.length}.wav`), id: uuid(text), expires_at: 1_800_000_000 } }, usage: { characters: text.length } };
  }
  if (!/image|wan2\.6/.test(modelId) || /^qwen-image(?:-plus)?$/.test(modelId)) return invalid("url error, please check url！");
  const pictures = picturesOf(request, body);
  return { output: { choices: pictures.map((url) => ({ finish_reason: "stop", message: { role: "assistant", content: [{ image: url }] } })) }, usage: { image_count: pictures.length } };
}

function createTask(request: RecordedRequest, body: JSONObject, { exchange }: RequestContext): NativeAnswer {
  if (request.headers["x-dashscope-async"] !== "enable") return refused(403, "AccessDenied", "current user api does not support synchronous calls.");
  // What there is to know of the task is in its id: an emulator remembers nothing.
  const state = Buffer.from(JSON.stringify({ from: exchange.sequence, pictures: picturesOf(request, body) })).toString("base64url");
  return { output: { task_status: "PENDING", task_id: state } };
}

/** One request after a task was made it is pending, two after it is running, then done. */
function readTask(_request: RecordedRequest, id: string, { exchange }: RequestContext): NativeAnswer {
  const state = readState(id);
  if (state === undefined) return { output: { task_id: id, task_status: "UNKNOWN" } };
  const age = exchange.sequence - state.from;
  if (age <= 2) return { output: { task_id: id, task_status: age === 1 ? "PENDING" : "RUNNING" } };
  const results = state.pictures.map((url) => ({ orig_prompt: "as asked", actual_prompt: "as asked, and better worded", url }));
  return { output: { task_id: id, task_status: "SUCCEEDED", results }, usage: { image_count: results.length } };
}

function readState(id: string): { readonly from: number; readonly pictures: readonly string[] } | undefined {
  try {
    return JSON.parse(Buffer.from(id, "base64url").toString("utf8")) as { readonly from: number; readonly pictures: readonly string[] };
  } catch {
    return undefined;
  }
}

function picturesOf(request: RecordedRequest, body: JSONObject): string[] {
  const parameters = readObject(body, "parameters");
  const size = (readString(parameters, "size") ?? "1024*1024").replace("*", "x");
  return Array.from({ length: readNumber(parameters, "n") ?? 1 }, (_, index) => resultAddress(request, `${size}-${uuid(JSON.stringify([body["input"], parameters?.["seed"], index]))}.png`));
}
