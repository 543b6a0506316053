import { UnsupportedFunctionalityError, type LanguageModelV4Message } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";
import { toMessageFile } from "../chat/images.ts";

/** A prompt as the one text that is completed, with what stands beside it. */
export interface CompletionPrompt {
  readonly prompt: string;
  readonly system: string | undefined;
  readonly images: readonly string[];
  /** What the model would write in place of the user, so that it can be stopped there. */
  readonly stop?: string;
}

/**
 * The text to be completed: what the user says as it is, a conversation as a transcript.
 *
 * @throws UnsupportedFunctionalityError for calls of tools
 */
export function toCompletionPrompt(call: LanguageCall, raw: boolean): CompletionPrompt {
  const system = call.prompt.flatMap((message) => (message.role === "system" ? [message.content] : [])).join("\n\n");
  const turns = call.prompt.filter((message) => message.role !== "system");
  const read = turns.map((message) => ({ role: message.role, ...wordsOf(call, message) }));
  const beside = { system: system === "" ? undefined : system, images: read.flatMap(({ images }) => images) };
  if (raw && beside.images.length > 0) call.warn({ type: "compatibility", feature: "raw", details: "a raw prompt has no place for pictures unless it names them: [img-0]" });
  if (turns.length <= 1) return { prompt: read[0]?.text ?? "", ...beside };
  call.warn({ type: "compatibility", feature: "prompt", details: "a text completion knows no messages; the conversation is sent as a transcript" });
  const transcript = read.map(({ role, text }) => `${role === "user" ? "User:" : "Assistant:"} ${text}`);
  const isBegun = turns.at(-1)?.role === "assistant";
  return { prompt: [...transcript, ...(isBegun ? [] : ["Assistant:"])].join("\n\n"), ...beside, stop: "\nUser:" };
}

function wordsOf(call: LanguageCall, message: Exclude<LanguageModelV4Message, { role: "system" }>): { readonly text: string; readonly images: readonly string[] } {
  const files = message.content.flatMap((part) => {
    if (part.type === "text") return [{ text: part.text }];
    if (part.type === "file" && message.role === "user") return [toMessageFile(call, part)];
    // What the model thought is no part of what was said.
    if (part.type === "reasoning") return [];
    throw new UnsupportedFunctionalityError({ functionality: `${part.type} parts`, message: `${call.target}: a text completion takes text and pictures, no ${part.type} parts; use languageModel()` });
  });
  return {
    text: files.flatMap((file) => ("text" in file ? [file.text] : [])).join("\n"),
    images: files.flatMap((file) => ("image" in file ? [file.image] : [])),
  };
}
