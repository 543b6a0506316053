import { describe, expect, it } from "vitest";
import { isRetryableKind, type ErrorKind } from "../../src/errors/kinds.ts";

const retryable: Readonly<Record<ErrorKind, boolean>> = {
  aborted: false,
  auth: false,
  permission: false,
  quota: false,
  "rate-limit": true,
  overloaded: true,
  server: true,
  timeout: true,
  network: true,
  empty: true,
  "context-length": false,
  "bad-request": false,
  "model-not-found": false,
  "content-filter": false,
  "bad-generation": true,
  conflict: true,
  unknown: false,
};

describe("isRetryableKind", () => {
  it.each(Object.entries(retryable))("%s: %s", (kind, expected) => {
    expect(isRetryableKind(kind as ErrorKind)).toBe(expected);
  });
});
