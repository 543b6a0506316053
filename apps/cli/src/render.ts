import type { LanguageModelV4Usage, SharedV4Warning } from "@ai-sdk/provider";
import { stripVTControlCharacters } from "node:util";

/** Columns padded to their widest cell; the last is left as it is. */
export function renderTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, widthOf(cell));
  return rows
    .map((row) => row.map((cell, column) => (column === row.length - 1 ? cell : cell + " ".repeat((widths[column] ?? 0) - widthOf(cell)))).join("  ").trimEnd())
    .join("\n");
}

function widthOf(cell: string): number {
  return [...stripVTControlCharacters(cell)].length;
}

export function renderDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A word as a shell takes it. Model ids are a server's words: one that was pasted must not run anything. */
export function shellWord(text: string): string {
  return /^[\w./:@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** `131072` → `131k`; exact below ten thousand. */
export function renderTokens(count: number | undefined): string {
  if (count === undefined) return "?";
  if (count >= 999_500) return `${Number((count / 1_000_000).toFixed(1))}M`;
  return count >= 10_000 ? `${Math.round(count / 1000)}k` : String(count);
}

const byteUnits = ["B", "kB", "MB", "GB", "TB"] as const;

/** `2019000000` → `2.0 GB`, in powers of a thousand as Ollama counts. */
export function renderBytes(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / 1000 ** power;
  return `${power === 0 || amount >= 99.95 ? Math.round(amount) : amount.toFixed(1)} ${byteUnits[power]}`;
}

export interface Timing {
  /** From sending until the first word of the answer or of its reasoning. */
  readonly firstPartMs: number | undefined;
  readonly totalMs: number;
}

/** `12 tokens in · 58 out (20 reasoning) · first after 310 ms · 1.2 s in all · 65 tokens/s` */
export function renderUsage({ inputTokens, outputTokens }: LanguageModelV4Usage, { firstPartMs, totalMs }: Timing): string {
  const out = outputTokens.total;
  const details = [...detail(inputTokens.cacheRead, "of it cached"), ...detail(outputTokens.reasoning, "of it reasoning")];
  const writingMs = totalMs - (firstPartMs ?? 0);
  return [
    inputTokens.total === undefined && out === undefined ? "tokens unknown" : `${inputTokens.total ?? "?"} tokens in, ${out ?? "?"} out`,
    ...details,
    ...(firstPartMs === undefined ? [] : [`first after ${renderDuration(firstPartMs)}`]),
    `${renderDuration(totalMs)} in all`,
    ...(out !== undefined && out > 1 && writingMs >= 50 ? [`${Math.round(out / (writingMs / 1000))} tokens/s`] : []),
  ].join(" · ");
}

function detail(tokens: number | undefined, words: string): string[] {
  return tokens === undefined || tokens === 0 ? [] : [`${tokens} ${words}`];
}

export function renderWarning(warning: SharedV4Warning): string {
  switch (warning.type) {
    case "other":
      return warning.message;
    case "deprecated":
      return `${warning.setting} is deprecated: ${warning.message}`;
    case "unsupported":
      return `${warning.feature} is not supported${warning.details === undefined ? "" : `: ${warning.details}`}`;
    case "compatibility":
      return `${warning.feature}: ${warning.details ?? "used in a compatible form"}`;
  }
}
