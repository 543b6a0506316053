import type { LanguageModelV4Message } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";
import { isText, toMessageFile, type FileInput } from "../chat/images.ts";
import { offeredFunctions } from "../chat/tools.ts";

/** Between how many tokens a prompt has, without knowing the model's tokenizer. */
export interface TokenEstimate {
  /** Fewer would mean that something of it is missing. */
  readonly least: number;
  /** With this room nothing of it is lost. */
  readonly most: number;
  /** The words alone, at most. */
  readonly mostOfWords: number;
  /** Pictures and sounds. */
  readonly files: number;
}

/** What Ollama itself reckons a picture at. https://github.com/ollama/ollama/blob/main/server/prompt.go */
const tokensOfFile = 768;
/** The words that a template puts around a message. */
const tokensAroundMessage = 12;
/** Provider options that a text completion sends beside its prompt. */
const wordsOfOptions = ["suffix", "system", "template"] as const;
/** What a template says before the first message: usual instructions, the date. */
const tokensOfTemplate = 64;

/**
 * A prompt's size in tokens, from its characters alone.
 *
 * At most: one for 2.5 letters or spaces of ASCII, one for each digit and sign, and one for 1.5 bytes of other scripts; plus 12 around
 * each message, 64 for the template and 768 for a picture. At least: one for 8 characters of ASCII and one for 2 others, where a
 * character that repeats itself counts once; and one for each word after a space that the user or the model said, since tokenizers
 * do not reach across spaces.
 */
export function estimateTokens(call: LanguageCall): TokenEstimate {
  const count = new CharacterCount();
  let files = 0;
  for (const message of call.prompt) files += addMessage(call, message, count);
  for (const tool of offeredFunctions(call)) count.add(JSON.stringify(tool));
  for (const option of wordsOfOptions) count.add(textOf(call.options[option] ?? ""));
  // What a model's template may hold back counts for the room alone: the schema in the prompt, and earlier thoughts.
  const before = count.least;
  for (const message of call.prompt) addThoughts(message, count);
  if (call.responseFormat?.type === "json") count.add(JSON.stringify(call.responseFormat.schema ?? {}));
  const mostOfWords = count.most + call.prompt.length * tokensAroundMessage + tokensOfTemplate;
  return { least: before, most: mostOfWords + files * tokensOfFile, mostOfWords, files };
}

class CharacterCount {
  #letters = 0;
  #signs = 0;
  #bytes = 0;
  #ascii = 0;
  #others = 0;
  #words = 0;

  /** Words that stand in every template, as instructions, tools and earlier thoughts do not. */
  addSpoken(text: string): void {
    this.add(text);
    let isAfterSpace = true;
    for (let place = 0; place < text.length; place += 1) {
      const unit = text.charCodeAt(place);
      const isSpace = unit === 0x20 || unit === 0x0a;
      if (isAfterSpace && !isSpace && isLetterOrSpace(unit)) this.#words += 1;
      isAfterSpace = isSpace;
    }
  }

  add(text: string): void {
    let last = -1;
    for (let place = 0; place < text.length; place += 1) {
      const unit = text.charCodeAt(place);
      const isRepeated = unit === last;
      last = unit;
      if (unit >= 0x80) {
        this.#bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
        if (!isRepeated) this.#others += 1;
        continue;
      }
      if (isLetterOrSpace(unit)) this.#letters += 1;
      else this.#signs += 1;
      if (!isRepeated) this.#ascii += 1;
    }
  }

  get least(): number {
    return Math.max(Math.floor(this.#ascii / 8 + this.#others / 2), this.#words);
  }

  get most(): number {
    return Math.max(Math.ceil(this.#letters / 2.5 + this.#signs + this.#bytes / 1.5), this.#words);
  }
}

function isLetterOrSpace(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || unit === 0x20;
}

/** Counts what a message says; returns how many files it holds. */
function addMessage(call: LanguageCall, message: LanguageModelV4Message, count: CharacterCount): number {
  if (message.role === "system") {
    count.add(message.content);
    return 0;
  }
  let files = 0;
  for (const part of message.content) {
    if (part.type === "text") count.addSpoken(part.text);
    else if (part.type === "tool-call") count.add(part.toolName + textOf(part.input));
    // Files of the model's own are not sent.
    else if (part.type === "file" && message.role === "user") files += addFile(call, part, count);
    else if (part.type === "tool-result" && part.output.type === "content") {
      for (const item of part.output.value) {
        if (item.type === "text") count.add(item.text);
        else if (item.type === "file") files += addFile(call, item, count);
      }
    } else if (part.type === "tool-result" && part.output.type !== "execution-denied") count.add(textOf(part.output.value));
  }
  return files;
}

/** Counts a text file's words; returns 1 for a file of another kind. */
function addFile(call: LanguageCall, file: FileInput, count: CharacterCount): 0 | 1 {
  if (file.data.type !== "text" && !isText(file.mediaType)) return 1;
  const sent = toMessageFile(call, file);
  if ("text" in sent) count.add(sent.text);
  return 0;
}

function addThoughts({ role, content }: LanguageModelV4Message, count: CharacterCount): void {
  if (role !== "assistant") return;
  for (const part of content) if (part.type === "reasoning") count.add(part.text);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? {});
}
