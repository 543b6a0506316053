import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { limitOf, Watch } from "../../src/connection/watch.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const watch = (totalMs: number): { readonly watch: Watch; readonly expired: unknown[] } => {
  const expired: unknown[] = [];
  return { watch: new Watch(totalMs, (expiry) => expired.push(expiry)), expired };
};

describe("Watch", () => {
  it("tells what was waited for, when its time is over and not before", () => {
    const { watch: waiting, expired } = watch(Infinity);
    waiting.wait("headers", 100);
    vi.advanceTimersByTime(99);
    expect(expired).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(expired).toEqual([{ waiting: "headers", limitMs: 100 }]);
  });

  it("moves the deadline on with every wait, using one timer", () => {
    const { watch: waiting, expired } = watch(Infinity);
    for (let read = 0; read < 1000; read += 1) {
      waiting.wait("idle", 100);
      vi.advanceTimersByTime(60);
    }
    expect([expired, vi.getTimerCount()]).toEqual([[], 1]);
    vi.advanceTimersByTime(40);
    expect(expired).toEqual([{ waiting: "idle", limitMs: 100 }]);
  });

  it("takes a shorter deadline in place of a longer one", () => {
    const { watch: waiting, expired } = watch(Infinity);
    waiting.wait("headers", 10_000);
    waiting.wait("idle", 100);
    vi.advanceTimersByTime(100);
    expect(expired).toEqual([{ waiting: "idle", limitMs: 100 }]);
  });

  it("waits for nothing but the total while it rests", () => {
    const { watch: waiting, expired } = watch(1000);
    waiting.wait("idle", 100);
    waiting.rest();
    vi.advanceTimersByTime(999);
    expect(expired).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(expired).toEqual([{ waiting: "total", limitMs: 1000 }]);
  });

  it("expires once, and leaves no timer", () => {
    const { watch: waiting, expired } = watch(200);
    waiting.wait("idle", 100);
    vi.advanceTimersByTime(1000);
    waiting.wait("idle", 100);
    vi.advanceTimersByTime(1000);
    expect([expired, vi.getTimerCount()]).toEqual([[{ waiting: "idle", limitMs: 100 }], 0]);
  });

  it("tells nothing any more when it is stopped, also when asked to wait again", () => {
    const { watch: waiting, expired } = watch(200);
    waiting.wait("idle", 100);
    waiting.stop();
    waiting.wait("idle", 10);
    vi.advanceTimersByTime(1000);
    expect([expired, vi.getTimerCount()]).toEqual([[], 0]);
  });

  it("waits as long as it is told to where a timer alone could not", () => {
    const days = 24 * 60 * 60 * 1000;
    const { watch: waiting, expired } = watch(Infinity);
    waiting.wait("idle", 40 * days);
    vi.advanceTimersByTime(39 * days);
    expect(expired).toEqual([]);
    vi.advanceTimersByTime(days);
    expect(expired).toEqual([{ waiting: "idle", limitMs: 40 * days }]);
  });
});

it.each([
  [undefined, 5],
  [7, 7],
  [0, Infinity],
  [-1, Infinity],
  [Infinity, Infinity],
])("limitOf(%j) is %j", (setting, limit) => {
  expect(limitOf(setting, 5)).toBe(limit);
});
