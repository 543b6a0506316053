import type { ErrorInfo, ErrorRule } from "@portolan/core";
import { isCloud } from "./host.ts";

/** What Ollama means by its errors, where status and words alone mislead. Its 500s for what the caller did are core's to know. */
export const errors: readonly ErrorRule[] = [
  { message: /longer than the context length|exceeds? the (?:available )?context/i, kind: "context-length", hint: "a larger contextWindow, or \"fit\", makes room" },
  { message: /^error parsing tool call|invalid tool call arguments/i, kind: "bad-generation", hint: "the model wrote a tool call that Ollama could not read; another try may succeed" },
  { message: /maximum pending requests exceeded/, kind: "overloaded", hint: "Ollama's queue is full (OLLAMA_MAX_QUEUE)" },
  { message: /^invalid model name/, kind: "bad-request", hint: 'a model is named [host/][namespace/]name[:tag], such as "llama3.2" or "qwen3:8b"' },
  { message: /does not support tools/, kind: "bad-request", hint: "this model has no tools: ollama.listModels() says which have" },
  { message: /does not support thinking/, kind: "bad-request", hint: "this model does not think, or was pulled before it could: pull it again" },
  { message: /does not support insert/, kind: "bad-request", hint: "this model cannot fill gaps: leave out suffix, or use one that can" },
  { message: /does not support (?:chat|generate)/, kind: "bad-request", hint: "this model embeds texts: use embeddingModel()" },
  { message: /model runner has unexpectedly stopped/, kind: "server", hint: "it may have run out of memory: a smaller contextWindow or model needs less; Ollama's log has more" },
  // A line under status 200: the status it would have had is lost, and what a request can be blamed for is refused before the first line.
  { status: 200, kind: "server", otherwise: true },
  { message: /embedding contains NaN|unsupported value: NaN/, kind: "bad-request", hint: "the model makes no vector of one of these texts, and Ollama then answers none: embed them one by one to find it" },
  { message: /^pull model manifest: file does not exist/, kind: "model-not-found", hint: "its registry has no such model: https://ollama.com/search has names and tags" },
  { message: /^(?:pull model manifest: )?(?:Get|Head|Put|Post|Patch) "https?:.*(?:dial tcp|no such host|network is unreachable|i\/o timeout)/, kind: "network", hint: "the server cannot reach the model's registry" },
  { message: /cannot run this remote model|remote .*disabled|cloud .*disabled/i, kind: "permission", hint: "the server's settings keep it from models in the cloud" },
];

/** Advice that depends on where the server is. */
export function advise(info: ErrorInfo, { baseURL, hasKey }: { readonly baseURL: string; readonly hasKey: boolean }): string | undefined {
  switch (info.kind) {
    case "network":
      return info.code === undefined || !/REFUSED|Refused/.test(info.code) ? undefined : "start it with `ollama serve`, or say where it is: OLLAMA_HOST or baseURL";
    case "model-not-found":
      return adviceOnModel(info.message, baseURL);
    case "auth":
      return isCloud(baseURL) ? undefined : `the model is Ollama's cloud's: sign in with \`ollama signin\` on the server${hasKey ? ", which does not look at keys" : ""}`;
    case "permission":
      return info.message === "the service gave no reason" ? "Ollama refuses hosts that it does not know: reach it by an IP address or localhost, or have the proxy in between rewrite the Host header" : undefined;
    default:
      return adviceOnForeignServer(info);
  }
}

function adviceOnModel(message: string, baseURL: string): string | undefined {
  const name = /model ['"]([^'"]+)['"]/.exec(message)?.[1];
  if (isCloud(baseURL)) return undefined;
  return `pull it first: \`ollama pull ${name ?? "NAME"}\``;
}

/** A server without Ollama's API, or something that answers in another form. */
function adviceOnForeignServer({ status, kind, message }: ErrorInfo): string | undefined {
  const isMissing = (status === 404 || status === 405) && kind === "bad-request";
  const isEvents = /^the service sent something that is not JSON: "data:|OpenAI's API/.test(message);
  if (!isMissing && !isEvents) return undefined;
  return "no native Ollama API is there. For a server that speaks like OpenAI use @portolan/provider-custom with the base URL that ends in /v1";
}
