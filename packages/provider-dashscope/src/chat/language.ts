import type { Dialect } from "@portolan/core";
import { openaiChat, type OpenAIChatWire } from "@portolan/core/openai-chat";
import { finishBody } from "./finish-body.ts";
import { learn } from "./learn.ts";
import { hybridThinking } from "./thinking-levels.ts";

/** OpenAI's chat as DashScope speaks it. https://www.alibabacloud.com/help/en/model-studio/qwen-api-via-openai-chat-completions */
export const language: Dialect<OpenAIChatWire> = openaiChat({ finishBody, learn, keep: { cacheType: "usage.prompt_tokens_details.cache_type" } });

/** What DashScope spells differently, of models that no rule speaks of. */
export const wire: Partial<OpenAIChatWire> = {
  ...hybridThinking,
  fields: { topK: "top_k" },
  ranges: { temperature: [0, 1.99], presencePenalty: [-2, 2] },
  history: "reasoning_content",
  promptCaching: "cache_control",
  urls: { "image/*": [/^https?:/], "video/*": [/^https?:/], "audio/*": [/^https?:/] },
};
