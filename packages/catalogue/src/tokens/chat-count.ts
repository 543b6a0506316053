import type { TextCounter } from "./encodings.ts";
import type { MessageTexts } from "./texts.ts";

/**
 * What OpenAI's chat format adds to a conversation's texts.
 *
 * https://cookbook.openai.com/examples/how_to_count_tokens_with_tiktoken: three tokens a message beside its role and texts, and
 * three that prime the answer.
 */
const perMessage = 3;
const primed = 3;
/** Of tool calls OpenAI says nothing; they are written like messages. */
const perToolCall = 3;

/** The tokens of a conversation in OpenAI's chat format. */
export function countChat(messages: readonly MessageTexts[], countText: TextCounter): number {
  let tokens = primed;
  for (const { role, texts, calls, results } of messages) {
    tokens += perMessage + countText(role);
    for (const text of [...texts, ...results]) tokens += countText(text);
    for (const { name, input } of calls) tokens += perToolCall + countText(name) + countText(input);
  }
  return tokens;
}

/** Whether the cookbook's rule speaks of everything in these messages. */
export function isPlainChat(messages: readonly MessageTexts[]): boolean {
  return messages.every(({ calls, results, reasoning }) => calls.length + results.length + reasoning.length === 0);
}
