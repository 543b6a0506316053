import type { ConformanceOptions } from "../../src/index.ts";

/** How the suite asks the plain provider. */
export const plainOptions: ConformanceOptions = {
  emulator: "ollama",
  keyless: true,
  provesKeys: false,
  models: { text: "qwen3:8b", tools: "llama3.2", vision: "gemma3:4b" },
};

/** What a provider loses that hands everything to the server as it is: each is a case that must fail then. */
export const lostByPlainness: Readonly<Record<string, string>> = {
  "references within a tool's schema are resolved": "schemas are sent as they are",
  "constants and choices within a tool's schema reach the model": "schemas are sent as they are",
  "limits within a tool's schema reach the model": "schemas are sent as they are",
  "a parameter of any kind does not break the call": "schemas are sent as they are",
  "a schema is told in the prompt too": "it is only sent as the format",
  "a model known to have no JSON mode is asked in words, with a warning": "capabilities are not looked at",
  "a model known to have no schemas is told the schema in words, with a warning": "capabilities are not looked at",
  "a prompt that was cut is warned about, with numbers": "counters are not compared with the prompt",
  "a prompt that would be cut is an error where the caller wants no cuts": "the context is left to the server",
  "a context that fits is asked for": "the context is left to the server",
  "prompt caching of another shape is refused before anything is sent": "options are not checked",
  "what the model list tells feeds the capabilities": "rows are not read for what they tell",
  "listed models say what is known of them": "rows are not read for what they tell",
  "other credentials share no model list": "rows are not read for what they tell",
  "a server that is not running is told with how to start it": "it has no advice",
  "a stream in answer to a whole call is read": "what was asked for decides how an answer is read",
};
