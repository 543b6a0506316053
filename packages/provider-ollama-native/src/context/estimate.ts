import type { JSONValue, LanguageModelV4Message } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";

/** Between how many tokens a prompt has, without knowing the model's tokenizer. */
export interface TokenEstimate {
  /** Fewer would mean that something of it is missing. */
  readonly least: number;
  /** With this room nothing of it is lost. */
  readonly most: number;
  /** Pictures and sounds among it. */
  readonly files: number;
}

/** What Ollama itself reckons a picture at. https://github.com/ollama/ollama/blob/main/server/prompt.go */
const tokensOfFile = { least: 0, most: 768 } as const;
/** The words that a template puts around a message. */
const tokensOfMessage = { least: 1, most: 12 } as const;
/** What a template says before the first message, its usual instructions and the date. */
const tokensOfTemplate = 64;

/**
 * A prompt's size in tokens, from its characters alone.
 *
 * At most: a token for every 2.5 characters of ASCII, as in code, and one for every byte and a half of other scripts; plus what the
 * template adds, plus 768 for a picture. At least: a token for every 8 characters of ASCII and one for every 2 others.
 */
export function estimateTokens(call: LanguageCall): TokenEstimate {
  const count = { ascii: 0, others: 0, bytes: 0, files: 0 };
  const add = (text: string): void => {
    for (let place = 0; place < text.length; place += 1) {
      const unit = text.charCodeAt(place);
      if (unit < 0x80) count.ascii += 1;
      else {
        count.others += 1;
        count.bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
      }
    }
  };
  for (const message of call.prompt) addMessage(message, add, () => (count.files += 1));
  for (const tool of call.tools ?? []) add(JSON.stringify(tool));
  if (call.responseFormat?.type === "json") add(JSON.stringify(call.responseFormat.schema ?? {}));
  const messages = call.prompt.length + (call.tools?.length ?? 0);
  return {
    least: Math.floor(count.ascii / 8 + count.others / 2 + messages * tokensOfMessage.least + count.files * tokensOfFile.least),
    most: Math.ceil(count.ascii / 2.5 + count.bytes / 1.5 + messages * tokensOfMessage.most + count.files * tokensOfFile.most + tokensOfTemplate),
    files: count.files,
  };
}

function addMessage(message: LanguageModelV4Message, add: (text: string) => void, addFile: () => void): void {
  if (message.role === "system") {
    add(message.content);
    return;
  }
  for (const part of message.content) {
    switch (part.type) {
      case "text":
      case "reasoning":
        add(part.text);
        break;
      case "file":
        if (part.data.type === "text") add(part.data.text);
        else addFile();
        break;
      case "tool-call":
        add(part.toolName + textOf(part.input));
        break;
      case "tool-result":
        if (part.output.type === "content") {
          for (const item of part.output.value) {
            if (item.type === "text") add(item.text);
            else if (item.type === "file") addFile();
          }
        } else if (part.output.type !== "execution-denied") add(textOf(part.output.value));
        break;
      default:
        break;
    }
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify((value ?? {}) as JSONValue);
}
