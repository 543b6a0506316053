import type { countTokens as CountTokens } from "gpt-tokenizer/encoding/o200k_base";

/** OpenAI's byte-pair encodings. `o200k_harmony` writes text like `o200k_base`. */
export type Encoding = "o200k_base" | "cl100k_base" | "p50k_base" | "r50k_base";

/** How many tokens a text has. */
export type TextCounter = (text: string) => number;

/** Each is a megabyte or two, so each is loaded by the first text that needs it. */
const loaders: Readonly<Record<Encoding, () => Promise<{ readonly countTokens: typeof CountTokens }>>> = {
  o200k_base: () => import("gpt-tokenizer/encoding/o200k_base"),
  cl100k_base: () => import("gpt-tokenizer/encoding/cl100k_base"),
  p50k_base: () => import("gpt-tokenizer/encoding/p50k_base"),
  r50k_base: () => import("gpt-tokenizer/encoding/r50k_base"),
};

/**
 * What an encoding takes as one piece when it goes on and on: letters, white space, signs, line ends with slashes. The time that a
 * piece takes grows with the square of its length (minutes, for a word of 300,000 letters), so it is cut.
 */
const longRun = /[\p{L}\p{M}]{256}|\s{256}|[^\s\p{L}\p{N}]{256}|[\r\n/]{256}/u;

/** Whether a text has runs that are cut before they are counted: each cut may be a token or two off. */
export function hasLongRun(text: string): boolean {
  return longRun.test(text);
}

/** Counts texts in an encoding. A text that spells a control token, `<|endoftext|>`, is text. */
export async function loadEncoding(encoding: Encoding): Promise<TextCounter> {
  const { countTokens } = await loaders[encoding]();
  return (text) => {
    let tokens = 0;
    let start = 0;
    for (const { 0: run, index } of text.matchAll(new RegExp(longRun, "gu"))) {
      const end = index + run.length;
      tokens += countTokens(text.slice(start, end), { disallowedSpecial: new Set() });
      start = end;
    }
    return tokens + countTokens(text.slice(start), { disallowedSpecial: new Set() });
  };
}

/** By the beginning of a model's name, the longest first. */
const beginnings: readonly (readonly [beginning: RegExp, encoding: Encoding])[] = [
  [/^(?:chatgpt-4o|gpt-4o|gpt-4\.[1-9]|gpt-[5-9]|gpt-oss|o[1-9])(?![a-z])/, "o200k_base"],
  [/^(?:gpt-4|gpt-3\.5|text-embedding-(?:3|ada-002)|(?:babbage|davinci)-002)/, "cl100k_base"],
  [/^(?:text-davinci-00[23]|code-(?:davinci|cushman))/, "p50k_base"],
  [/^(?:text-)?(?:davinci|curie|babbage|ada)(?:-001)?$/, "r50k_base"],
];

/** The encoding of an OpenAI model, whoever serves it: `gpt-4o`, `openai/gpt-oss-20b`; `undefined` for everybody else's. */
export function encodingOf(modelId: string): Encoding | undefined {
  const name = modelId.slice(modelId.lastIndexOf("/") + 1).toLowerCase();
  return beginnings.find(([beginning]) => beginning.test(name))?.[1];
}
