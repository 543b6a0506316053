import { LoadAPIKeyError } from "@ai-sdk/provider";
import type { Connection } from "../connection/connection.ts";
import { describeError } from "../errors/describe-error.ts";
import { lookUp } from "./look-up.ts";
import type { CredentialsCheck, Lookup } from "./spec.ts";

/** Asks the service for something that only a valid key gets and that costs nothing. */
export async function checkCredentials(to: Connection, check: Lookup | false | undefined, signal: AbortSignal | undefined): Promise<CredentialsCheck> {
  if (check === false) return { ok: "unknown", why: `${to.id} has no free request that proves a key` };
  try {
    await lookUp(to, check, signal);
    return { ok: true };
  } catch (error) {
    signal?.throwIfAborted();
    const info = describeError(error);
    if (info.kind === "auth" || info.kind === "permission" || info.kind === "quota" || LoadAPIKeyError.isInstance(error)) return { ok: false, error: info };
    // Whatever else went wrong says nothing about the key.
    return { ok: "unknown", why: info.message };
  }
}
