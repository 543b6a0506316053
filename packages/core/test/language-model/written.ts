import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { PartEmitter, type Ending } from "../../src/language-model/part-emitter.ts";
import { Warnings } from "../../src/language-model/warnings.ts";

export const judge = (): undefined => undefined;

export function emitter(options: { readonly coalesce?: boolean } = {}): PartEmitter {
  return new PartEmitter({ providerId: "test", warnings: new Warnings(), coalesce: options.coalesce ?? true });
}

export function written(write: (out: PartEmitter) => void, ending: Ending = "complete"): LanguageModelV4StreamPart[] {
  const out = emitter();
  write(out);
  out.end(ending, judge);
  return out.take();
}

export const types = (parts: readonly LanguageModelV4StreamPart[]): string[] => parts.map(({ type }) => type);

export function finishOf(parts: readonly LanguageModelV4StreamPart[]): Extract<LanguageModelV4StreamPart, { type: "finish" }> {
  const last = parts.at(-1);
  if (last?.type !== "finish") throw new Error("no finish part");
  return last;
}
