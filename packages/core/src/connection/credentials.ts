import type { Secret } from "./secret.ts";

/** A key as users give it: the text, a `Secret`, or a function that is asked at each request (rotated or short-lived keys). */
export type ApiKey = string | Secret | (() => string | Promise<string>);

/**
 * Whose name a call is made in. It replaces what a provider was made with and never merges, so nothing of one user's
 * reaches another: `baseURL` keeps the provider's own only where it is absent, `headers` start empty.
 */
export interface Credentials {
  /** `null`: no key, and no `Authorization` header at all. */
  readonly apiKey: ApiKey | null;
  /** Given together with the key that it may receive. */
  readonly baseURL?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The key's text for one request. */
export function revealKey(key: ApiKey): string | Promise<string> {
  if (typeof key === "string") return key;
  return typeof key === "function" ? askKey(key) : key.reveal();
}

/** A function that gives nothing, whatever its type says, gives an empty key. */
async function askKey(ask: () => string | Promise<string>): Promise<string> {
  const key: unknown = await ask();
  return typeof key === "string" ? key : "";
}
