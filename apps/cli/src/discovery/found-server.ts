import type { Provider } from "@portolan/core";
import { createCustom, type PresetId } from "@portolan/provider-custom";
import { printable } from "../terminal.ts";
import { shellWord } from "../render.ts";

/** A server on this machine that answered with a model list. */
export interface FoundServer {
  /** What runs there, as far as its answers tell. */
  readonly software: string;
  readonly baseURL: string;
  /** Ids as the server lists them. */
  readonly models: readonly string[];
}

/** A server on this machine that wants a key before it says more. */
export interface LockedServer {
  readonly baseURL: string;
}

const usualOllama = "http://127.0.0.1:11434";
const patienceMs = 5000;

/** What is known of the software behind a server that was found. */
const presetOf: Readonly<Record<string, PresetId>> = {
  "llama.cpp": "llama-cpp",
  vLLM: "vllm",
  "LM Studio": "lm-studio",
  LiteLLM: "litellm",
};

/** Kinds of model that do not chat. They stand in the same list. */
const otherKinds = /embed|rerank|whisper|bge-|tts|moderation|clip\b/i;

/** Ollama's names for models that run elsewhere. */
const inTheCloud = /[:-]cloud$/;

/** The model to show something with: one that chats, and that is loaded where the server tells. */
export async function chatModelOf({ models, software }: FoundServer, provider: Provider, signal: AbortSignal): Promise<string | undefined> {
  const chatting = models.filter((id) => !otherKinds.test(id) && !inTheCloud.test(id));
  if (software !== "Ollama" || chatting.length === 0) return chatting[0];
  try {
    const listed = await provider.listModels({ signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]) });
    const able = listed.filter(({ id, capabilities: { kind } }) => chatting.includes(id) && (kind === "language" || kind === "unknown"));
    return (able.find(({ isLoaded }) => isLoaded) ?? able[0])?.id;
  } catch {
    signal.throwIfAborted();
    return chatting[0];
  }
}

/** Nobody chose this server, so no key of the environment goes to it, `LOCAL_API_KEY` included. */
export async function localProvider({ baseURL, software }: FoundServer): Promise<Provider> {
  if (software === "Ollama") return (await import("@portolan/provider-ollama-native")).createOllama({ baseURL, env: {} });
  return createCustom({ id: "local", baseURL, extends: presetOf[software], env: {} });
}

/** How a model of a found server is asked: the command's words after its name, and the variables before it. */
export function invocationOf({ baseURL, software }: FoundServer, modelId: string, command: string): string {
  const isElsewhere = software === "Ollama" && baseURL !== usualOllama;
  const id = software === "Ollama" ? "ollama" : "local";
  return `${isElsewhere ? `OLLAMA_HOST=${baseURL} ` : ""}${command} --model ${shellWord(printable(`${id}/${modelId}`))}`;
}
