import type { RequestContext } from "./context.ts";
import type { RecordedRequest, ServiceError } from "./script.ts";

/** What a request is refused with for its key; `undefined` lets it pass. */
export function refuseKey(request: RecordedRequest, { profile, script, words }: RequestContext): ServiceError | undefined {
  const accepted = script.apiKeys === undefined ? (profile.keyless === true ? null : [profile.apiKey]) : script.apiKeys;
  if (accepted === null) return undefined;
  const key = profile.readKey === undefined ? bearer(request) : profile.readKey(request.headers);
  if (key === undefined) return words.missingKey();
  return accepted.includes(key) ? undefined : words.wrongKey(key);
}

function bearer({ headers }: RecordedRequest): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(headers["authorization"] ?? "")?.[1];
}
