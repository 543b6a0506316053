/** How tokenizers take text apart, script by script, and what a run of each costs. */
interface Run {
  /** Source of a regular expression. */
  readonly pattern: string;
  readonly cost: (run: string) => number;
}

const lengthOf = (run: string): number => [...run.trimStart()].length;

const runs: Readonly<Record<string, Run>> = {
  /** A short word is one token with the space in front of it; longer ones come in pieces. */
  latin: { pattern: " ?[A-Za-z]+", cost: (run) => Math.max(1, Math.ceil((lengthOf(run) - 3) / 4)) },
  digits: { pattern: " ?[0-9]+", cost: (run) => Math.ceil(lengthOf(run) / 3) + (run.startsWith(" ") ? 1 : 0) },
  /** Chinese characters, kana, and the signs that go with them. */
  wide: { pattern: String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]+`, cost: lengthOf },
  hangul: { pattern: String.raw` ?\p{Script=Hangul}+`, cost: (run) => Math.ceil(lengthOf(run) * 0.8) },
  cyrillic: { pattern: String.raw` ?\p{Script=Cyrillic}+`, cost: (run) => Math.ceil(lengthOf(run) / 2) },
  /** Accents, Greek, Arabic, Hebrew, Devanagari, Thai: vocabularies differ most in these. */
  otherLetters: { pattern: String.raw` ?[\p{L}\p{M}]+`, cost: (run) => Math.ceil(lengthOf(run) / 1.5) },
  /** A line break and the indentation after it are taken together. */
  lines: { pattern: String.raw`[^\S\n]*\n\s*`, cost: (run) => 1 + Math.floor(run.length / 32) },
  spaces: { pattern: String.raw`\s+`, cost: (run) => 1 + Math.floor(run.length / 32) },
  /** Operators and brackets of code go together. */
  punctuation: { pattern: " ?[!-\\/:-@\\[-`{-~]+", cost: (run) => Math.ceil(lengthOf(run) / 3) },
  /** Emoji and all other signs. */
  rest: { pattern: "[^]", cost: () => 2 },
};

const anyRun = new RegExp(
  Object.entries(runs)
    .map(([name, { pattern }]) => `(?<${name}>${pattern})`)
    .join("|"),
  "gu",
);

/**
 * Estimates the tokens of a text for a model whose tokenizer is not known, rather too high than too low.
 *
 * By script: a Latin word of up to seven letters is one token, and four further letters another; three digits are one; a Chinese
 * character or kana is one; two letters of Cyrillic are one, three of another alphabet two; three signs of punctuation are one; a
 * space belongs to the word after it.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const { 0: run, groups = {} } of text.matchAll(anyRun)) {
    const name = Object.keys(groups).find((group) => groups[group] !== undefined);
    tokens += name === undefined ? 1 : (runs[name]?.cost(run) ?? 1);
  }
  return tokens;
}
