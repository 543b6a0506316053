/** What a real Ollama answered, given to libraries again: who passes all of it on? */
import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { readdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { JSONObject, LanguageModelV4CallOptions, ProviderV4 } from "@ai-sdk/provider";
import { readRecording, type Recording } from "@portolan/testing";
import { readAnswer, type ReadAnswer } from "./read-answer.ts";

const folder = new URL("../../packages/testing/fixtures/ollama/", import.meta.url);
const patienceMs = 5000;

/** Names of the recordings that a model of the AI SDK could have asked for. */
export async function recordedCases(): Promise<readonly string[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  const recordings = await Promise.all(files.map((file) => readRecording(new URL(file, folder))));
  // The server can be asked for its own form of a prompt; that is no answer.
  return recordings.filter((recording) => /^\/api\/(?:chat|embed)$/.test(recording.request.path) && !recording.case.startsWith("debug-")).map((recording) => recording.case);
}

/** Rejects when the library does not pass on what was recorded: words, calls, counters, or an error's words and status. */
export async function runRecorded(createProvider: (baseURL: string) => ProviderV4, name: string): Promise<void> {
  const recording = await readRecording(new URL(`${name}.json`, folder));
  const server = await serve(recording);
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer after ${patienceMs / 1000} s.`)), patienceMs);
  });
  try {
    const provider = createProvider(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await Promise.race([recording.request.path === "/api/chat" ? compareChat(provider, recording) : compareEmbeddings(provider, recording), limit]);
  } finally {
    clearTimeout(timer);
    server.closeAllConnections();
    server.close();
  }
}

async function serve({ request, response }: Recording): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    incoming.resume();
    const isAsked = incoming.url === request.path;
    outgoing.writeHead(isAsked ? response.status : 404, { "content-type": response.headers["content-type"] ?? "" });
    outgoing.end(isAsked ? response.body : "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

async function compareChat(provider: ProviderV4, { request, response }: Recording): Promise<void> {
  const asked = request.body as JSONObject;
  const model = provider.languageModel("smol");
  const isWhole = typeof asked === "object" && asked?.["stream"] === false;
  const answer = readAnswer(model, callOf(asked, response.status), isWhole);
  if (response.status !== 200) return mustFail(answer, response);
  deepStrictEqual(await answer, recordedAnswer(response.body));
}

/** What was refused is asked for plainly, since a library may refuse it by itself: it is the answer that is given to it. */
function callOf(asked: JSONObject, status: number): LanguageModelV4CallOptions {
  const { tools, format } = status === 200 ? asked : ({} as JSONObject);
  return {
    prompt: [{ role: "user", content: [{ type: "text", text: "Hello." }] }],
    ...(Array.isArray(tools)
      ? { tools: (tools as { readonly function: JSONObject }[]).map(({ function: { name, description, parameters } }) => ({ type: "function" as const, name: name as string, description: description as string, inputSchema: parameters as JSONObject })) }
      : {}),
    ...(format === undefined ? {} : { responseFormat: { type: "json" as const, ...(typeof format === "object" ? { schema: format as JSONObject } : {}) } }),
  };
}

/** A recorded answer, read in the plainest way. */
function recordedAnswer(body: string): ReadAnswer {
  const frames = body.trim().split("\n").map((line) => JSON.parse(line) as JSONObject);
  const messages = frames.map((frame) => frame["message"] as JSONObject);
  const joined = (field: string): string => messages.map((message) => message[field] ?? "").join("");
  const calls = messages.flatMap((message) => (message["tool_calls"] ?? []) as { readonly id: string; readonly function: { readonly name: string; readonly arguments: unknown } }[]);
  const last = frames.at(-1) ?? {};
  return {
    text: joined("content"),
    reasoning: joined("thinking"),
    calls: calls.map(({ id, function: { name, arguments: input } }) => ({ id, name, input })),
    inputTokens: last["prompt_eval_count"] as number | undefined,
    outputTokens: last["eval_count"] as number | undefined,
  };
}

async function compareEmbeddings(provider: ProviderV4, { request, response }: Recording): Promise<void> {
  const { input } = request.body as { readonly input?: unknown };
  const values = Array.isArray(input) ? (input as string[]) : [typeof input === "string" ? input : "Hello."];
  const answer = Promise.resolve(provider.embeddingModel("smol").doEmbed({ values }));
  if (response.status !== 200) return mustFail(answer, response);
  const { embeddings, usage } = await answer;
  const recorded = JSON.parse(response.body) as { readonly embeddings: unknown; readonly prompt_eval_count?: number };
  deepStrictEqual({ embeddings, tokens: usage?.tokens }, { embeddings: recorded.embeddings, tokens: recorded.prompt_eval_count });
}

/** What is to be known of a refusal: the status, by which it is decided whether to try again, and the server's words. */
async function mustFail(answer: Promise<unknown>, { status, body }: Recording["response"]): Promise<void> {
  const fault = await answer.then(
    () => undefined,
    (error: unknown) => error as { readonly statusCode?: number; readonly message: string },
  );
  if (fault === undefined) throw new Error(`answered as if there had been no ${status}`);
  strictEqual(fault.statusCode, status, `${String(fault.statusCode)} instead of ${status}, in the words: ${fault.message}`);
  const words = wordsOf(body);
  if (!fault.message.includes(words)) throw new Error(`says "${fault.message}" where the server said "${words}"`);
}

function wordsOf(body: string): string {
  // What no handler of the server's has seen is refused in plain text.
  return body.startsWith("{") ? (JSON.parse(body) as { readonly error: string }).error : body.trim();
}
