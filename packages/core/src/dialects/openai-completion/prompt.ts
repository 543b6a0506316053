import { UnsupportedFunctionalityError, type LanguageModelV4Message } from "@ai-sdk/provider";
import type { LanguageCall } from "../dialect.ts";

/** A prompt as the one text that a completion continues. */
export interface PromptText {
  readonly text: string;
  /** What the model would write in place of the user, so that it can be stopped there. */
  readonly stop?: string;
}

const user = "User:";
const assistant = "Assistant:";

/**
 * The text to be continued: what the system and the user say as it is, a conversation as a transcript that ends where the model
 * is to speak.
 *
 * @throws UnsupportedFunctionalityError for what text alone cannot hold
 */
export function toPromptText(call: LanguageCall): PromptText {
  const texts = call.prompt.map((message) => textOf(call, message));
  const isConversation = call.prompt.filter(({ role }) => role !== "system").length > 1;
  if (!isConversation) return { text: texts.join("\n\n") };
  call.warn({ type: "compatibility", feature: "prompt", details: "a text completion knows no messages; the conversation is sent as a transcript" });
  const turns = call.prompt.map(({ role }, place) => (role === "system" ? texts[place] : `${role === "user" ? user : assistant} ${texts[place]}`));
  // The model goes on with what it has begun to say.
  const isBegun = call.prompt.at(-1)?.role === "assistant";
  return { text: [...turns, ...(isBegun ? [] : [assistant])].join("\n\n"), stop: `\n${user}` };
}

function textOf(call: LanguageCall, message: LanguageModelV4Message): string {
  if (message.role === "system") return message.content;
  return message.content
    .map((part) => {
      if (part.type === "text") return part.text;
      // What the model thought is no part of what was said.
      if (part.type === "reasoning") return "";
      throw unsupported(call, `a ${part.type} part in a prompt`);
    })
    .join("");
}

/** What would be lost without a word. */
export function unsupported(call: LanguageCall, functionality: string): UnsupportedFunctionalityError {
  return new UnsupportedFunctionalityError({
    functionality,
    message: `${call.target}: ${functionality}: a text completion has no place for it. Models that chat are made with languageModel().`,
  });
}
