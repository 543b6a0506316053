import type { Lesson, WireRequest } from "@portolan/core";

/** What servers of the past do not know of thinking. */
export const lessons = {
  /** They take three levels. */
  noMax: "no-max-thinking",
  /** They take yes and no. */
  noLevels: "no-thinking-levels",
} as const;

/** What a refusal teaches of the server: the call is then sent again with as much thinking as it knows how to be asked for. */
export function lessonOf({ status, message }: { readonly status: number; readonly message: string }, { body }: WireRequest): Lesson | undefined {
  if (status !== 400 || typeof body["think"] !== "string") return undefined;
  if (/cannot unmarshal string into Go struct field \w+\.think of type bool/.test(message)) return { id: lessons.noLevels, asksLess: true };
  return body["think"] === "max" && /invalid think value/.test(message) ? { id: lessons.noMax, asksLess: true } : undefined;
}
