import type { LanguageModelV4FunctionTool, LanguageModelV4Message, LanguageModelV4Prompt } from "@ai-sdk/provider";

/** A part of a message: a text, an image or other file, a tool call or its result, reasoning. */
export interface CountablePart {
  readonly type: string;
  readonly text?: string;
  readonly image?: unknown;
  readonly data?: unknown;
  readonly mediaType?: string;
  readonly toolCallId?: string;
  readonly toolName?: string;
  readonly input?: unknown;
  readonly output?: unknown;
  readonly providerOptions?: unknown;
}

/** A message as the AI SDK's callers write it (`ModelMessage`), or as its providers read it. */
export interface CountableMessage {
  readonly role: "system" | "user" | "assistant" | "tool";
  readonly content: string | readonly CountablePart[];
}

/** What is to be counted: one text from the user, or a conversation. */
export type CountablePrompt = string | readonly CountableMessage[];

/** A tool that the model is offered. */
export type CountableTool = Pick<LanguageModelV4FunctionTool, "name" | "description" | "inputSchema">;

/** The prompt as providers read it: every content but the system's is a list of parts, every file is tagged. */
export function toPrompt(prompt: CountablePrompt): LanguageModelV4Prompt {
  if (typeof prompt === "string") return [{ role: "user", content: [{ type: "text", text: prompt }] }];
  return prompt.map(({ role, content, ...rest }) => {
    if (role === "system") return { ...rest, role, content: typeof content === "string" ? content : "" };
    const parts = typeof content === "string" ? [{ type: "text", text: content }] : content.map(toPart);
    return { ...rest, role, content: parts } as LanguageModelV4Message;
  });
}

/** `{ type: "image", image }` and `{ type: "file", data: "…" }` are how callers write what providers get tagged. */
function toPart(part: CountablePart): CountablePart {
  if (part.type === "image") return { ...part, type: "file", mediaType: part.mediaType ?? "image", data: tagged(part.image) };
  return part.type === "file" ? { ...part, data: tagged(part.data) } : part;
}

function tagged(data: unknown): unknown {
  if (data instanceof URL) return { type: "url", url: data };
  if (typeof data === "string") return /^https?:/i.test(data) ? { type: "url", url: new URL(data) } : { type: "data", data };
  return data instanceof Uint8Array ? { type: "data", data } : data;
}
