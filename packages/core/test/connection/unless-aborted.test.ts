import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import { unlessAborted } from "../../src/connection/unless-aborted.ts";

it("settles as the promise does", async () => {
  const { signal } = new AbortController();
  for (const of of [undefined, signal]) {
    expect(await unlessAborted(Promise.resolve("value"), of)).toBe("value");
    await expect(unlessAborted(Promise.reject(new Error("failed")), of)).rejects.toThrow("failed");
  }
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

it("rejects with the reason of an abort, and what becomes of the promise is nobody's concern", async () => {
  const abort = new AbortController();
  let fail: (error: unknown) => void = () => undefined;
  const waiting = unlessAborted(new Promise((_resolve, reject) => (fail = reject)), abort.signal);
  abort.abort("the reason");
  await expect(waiting).rejects.toBe("the reason");
  fail(new Error("too late"));
  expect(getEventListeners(abort.signal, "abort")).toEqual([]);
});
