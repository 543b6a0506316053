import assert from "node:assert/strict";
import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";

/** The parts, or the contents, of one type. */
export function ofType<Item extends { readonly type: string }, Type extends Item["type"]>(items: readonly Item[], type: Type): Extract<Item, { type: Type }>[] {
  return items.filter((item): item is Extract<Item, { type: Type }> => item.type === type);
}

/** The one `finish` part. */
export function finishOf(parts: readonly LanguageModelV4StreamPart[]): Extract<LanguageModelV4StreamPart, { type: "finish" }> {
  const [finish, ...more] = ofType(parts, "finish");
  assert.ok(finish !== undefined && more.length === 0, `one finish part was expected, seen: ${typesOf(parts)}`);
  return finish;
}

export function textOf(parts: readonly LanguageModelV4StreamPart[]): string {
  return ofType(parts, "text-delta").map(({ delta }) => delta).join("");
}

/** For messages: which parts came, repeated ones counted. */
export function typesOf(parts: readonly LanguageModelV4StreamPart[]): string {
  const runs: { type: string; times: number }[] = [];
  for (const { type } of parts) {
    const last = runs.at(-1);
    if (last?.type === type) last.times += 1;
    else runs.push({ type, times: 1 });
  }
  return runs.map(({ type, times }) => (times === 1 ? type : `${type} ×${times}`)).join(", ");
}

/** Reads to the end; rejects with what the stream errors with. */
export async function readAll<Part>(stream: ReadableStream<Part>): Promise<Part[]> {
  const parts: Part[] = [];
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) parts.push(next.value);
  return parts;
}
