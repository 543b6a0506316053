import type { JSONObject } from "@ai-sdk/provider";
import type { EmulatorProfile, Exchange, ServiceWords } from "./profile.ts";
import type { Answer, EmulatorScript, ErrorAnswer, RawAnswer, RecordedRequest } from "./script.ts";

/** What an endpoint needs to answer one request. */
export interface RequestContext {
  readonly profile: EmulatorProfile;
  readonly words: ServiceWords;
  readonly script: EmulatorScript;
  readonly models: readonly JSONObject[];
  readonly exchange: Exchange;
  /** What the service remembers between requests, made when it is first asked for; forgotten when the script is replaced. */
  remembered<Memory extends object>(make: () => Memory): Memory;
  /** The next of `failNext`, used up. */
  takeFailure(): ErrorAnswer | RawAnswer | undefined;
  /** The next scripted answer, used up. */
  takeAnswer(request: RecordedRequest): Answer | undefined;
}
