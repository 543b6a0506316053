import type { JSONObject } from "@ai-sdk/provider";
import type { Connection } from "../connection/connection.ts";

/** A call whose tokens a service is asked to count. */
export interface TokenCountRequest {
  /** What would be sent to the model: its id, messages, tools. */
  readonly body: JSONObject;
  /** Named in errors. */
  readonly modelId: string;
  readonly signal?: AbortSignal | undefined;
}

/** How a service counts the tokens of a call before it is made. */
export type CountTokens = (to: Connection, request: TokenCountRequest) => Promise<number>;
