import type { JSONObject, JSONValue } from "@ai-sdk/provider";

/**
 * Everything that Ollama takes in `options`: how it samples, and how it loads the model.
 * Source: https://github.com/ollama/ollama/blob/main/api/types.go
 */
export const optionNames = {
  whole: ["top_k", "repeat_last_n", "seed", "num_predict", "num_keep", "num_ctx", "num_batch", "num_gpu", "main_gpu", "num_thread", "draft_num_predict"],
  real: ["temperature", "top_p", "min_p", "typical_p", "repeat_penalty", "presence_penalty", "frequency_penalty"],
  switches: ["use_mmap"],
  lists: ["stop"],
  /** Taken by servers of the past; those of today leave them aside. */
  gone: ["mirostat", "mirostat_tau", "mirostat_eta", "tfs_z", "penalize_newline", "numa", "low_vram", "vocab_only", "f16_kv", "logits_all", "use_mlock"],
} as const;

const known: ReadonlySet<string> = new Set(Object.values(optionNames).flat());

/** Whether a name, in Ollama's spelling, is one of `options` and not of the request around it. */
export function isModelOption(name: string): boolean {
  return known.has(name);
}

/** `numCtx` → `num_ctx`; what is written Ollama's way stays. */
export function toOllamaName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Model options under Ollama's names. What is not set is left out. */
export function toOptionFields(options: JSONObject): JSONObject {
  const named = Object.entries(options).map(([name, value]): [string, JSONValue | undefined] => [toOllamaName(name), value]);
  return Object.fromEntries(named.filter(([, value]) => value !== undefined && value !== null)) as JSONObject;
}
