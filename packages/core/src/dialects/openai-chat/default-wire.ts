import type { OpenAIChatWire } from "./wire.ts";

/** What nearly every service understands. */
export const defaultWire: OpenAIChatWire = {
  fields: {
    maxOutputTokens: "max_tokens",
    temperature: "temperature",
    topP: "top_p",
    topK: false,
    frequencyPenalty: "frequency_penalty",
    presencePenalty: "presence_penalty",
    stopSequences: "stop",
    seed: "seed",
  },
  ranges: {},
  streamUsage: "ask",
  streamOnly: false,
  reasoningBudget: false,
  reasoningTags: false,
  history: "none",
  historyScope: "round",
  toolChoice: { required: "required", named: true },
  strictTools: true,
  jsonSchema: "json_schema",
  promptCaching: false,
  urls: {},
};
