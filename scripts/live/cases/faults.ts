import { expect } from "vitest";

/** What a call failed with. */
export async function faultOf(promise: PromiseLike<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable("the call was answered"),
    (error: unknown) => error,
  );
}

/** A picture that no server without eyes looks at. */
export const picture: Uint8Array = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** More words than so many tokens. */
export function moreThan(tokens: number): string {
  return "word ".repeat(tokens * 2);
}
