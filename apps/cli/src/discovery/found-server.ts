import type { Provider } from "@portolan/core";
import { createCustom, type PresetId } from "@portolan/provider-custom";

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

/** What is known of the software behind a server that was found. */
const presetOf: Readonly<Record<string, PresetId>> = {
  "llama.cpp": "llama-cpp",
  vLLM: "vllm",
  "LM Studio": "lm-studio",
  LiteLLM: "litellm",
  Ollama: "ollama-openai",
};

/** Kinds of model that do not chat. They stand in the same list. */
const otherKinds = /embed|rerank|whisper|bge-|tts|moderation|clip\b/i;

/** The model to show something with. */
export function chatModelOf({ models }: FoundServer): string | undefined {
  return models.find((id) => !otherKinds.test(id));
}

/** Nobody chose this server, so no key of the environment goes to it, `LOCAL_API_KEY` included. */
export function localProvider({ baseURL, software }: FoundServer): Provider {
  return createCustom({ id: "local", baseURL, extends: presetOf[software], env: {} });
}
