import { LoadAPIKeyError } from "@ai-sdk/provider";
import type { Connection } from "../connection/connection.ts";
import { describeError } from "../errors/describe-error.ts";
import type { ErrorInfo } from "../errors/kinds.ts";
import { isMissing, lookUp } from "./look-up.ts";
import type { CredentialsCheck, Lookup } from "./spec.ts";

/** How a key can be tried. */
export interface CheckedWith {
  readonly to: Connection;
  /** The same service, called with a key that cannot be right. */
  readonly stranger: () => Connection;
  readonly check: Lookup | false | undefined;
  /** Where language calls go. */
  readonly languagePath: string | undefined;
}

/**
 * Asks the service for something that only a valid key gets and that costs nothing.
 *
 * Where it has no such thing, two refusals are compared; see `compareRefusals`.
 */
export async function checkCredentials(of: CheckedWith, signal: AbortSignal | undefined): Promise<CredentialsCheck> {
  if (of.check === false) return await compareRefusals(of, signal);
  const failure = await failureOf(lookUp(of.to, of.check, signal), signal);
  if (failure === undefined) return { ok: true };
  if (isMissing(failure.info)) return await compareRefusals(of, signal);
  // Whatever else went wrong says nothing about the key.
  return isAboutKey(failure) ? { ok: false, error: failure.info } : { ok: "unknown", why: failure.info.message };
}

/**
 * Sends an empty object where language calls go, with the key, and with one that cannot be right.
 *
 * A service that looks at the key first refuses the wrong one for what it is, and the right one for the request. Without a model
 * and without messages there is nothing that it could generate.
 */
async function compareRefusals({ to, stranger, languagePath }: CheckedWith, signal: AbortSignal | undefined): Promise<CredentialsCheck> {
  if (languagePath === undefined) return { ok: "unknown", why: `${to.id} has no free request that proves a key` };
  const own = await refusalOf(to, languagePath, signal);
  if (own === undefined) return { ok: "unknown", why: `${to.id} takes even an empty request, so that nothing is proved` };
  if (isAboutKey(own)) return { ok: false, error: own.info };
  if (!isAboutRequest(own.info)) return { ok: "unknown", why: own.info.message };
  const wrong = await refusalOf(stranger(), languagePath, signal);
  if (wrong !== undefined && isAboutKey(wrong)) return { ok: true };
  return { ok: "unknown", why: `${to.id} answers a key that cannot be right as it does this one, so that nothing is proved: ${own.info.message}` };
}

interface Failure {
  readonly error: unknown;
  readonly info: ErrorInfo;
}

/** How an empty request is refused; `undefined` where it is not. Nothing of an answer is read. */
async function refusalOf(to: Connection, path: string, signal: AbortSignal | undefined): Promise<Failure | undefined> {
  const opened = to.open({ method: "POST", path, body: {}, signal });
  return await failureOf(opened.then((response) => response.cancel()), signal);
}

/** What a request failed with. An abort rejects. */
async function failureOf(request: Promise<unknown>, signal: AbortSignal | undefined): Promise<Failure | undefined> {
  try {
    await request;
    return undefined;
  } catch (error) {
    signal?.throwIfAborted();
    return { error, info: describeError(error) };
  }
}

/** OpenCode Zen asks for the model before it looks at the key, and refuses both with 401. */
function isAboutKey({ error, info }: Failure): boolean {
  const { kind, status } = info;
  const isRefused = (status === 401 || status === 403) && kind !== "model-not-found";
  return isRefused || kind === "auth" || kind === "permission" || kind === "quota" || LoadAPIKeyError.isInstance(error);
}

/** Some servers have 500 for what is missing in a request; a limit or an outage says nothing. */
function isAboutRequest({ kind, status }: ErrorInfo): boolean {
  return status !== undefined && status >= 400 && status <= 501 && status !== 408 && kind !== "rate-limit" && kind !== "overloaded";
}
