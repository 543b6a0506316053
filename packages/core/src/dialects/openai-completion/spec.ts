import type { JSONObject } from "@ai-sdk/provider";
import type { LanguageCall } from "../dialect.ts";

/** What services with text completions differ in, besides what their chats tell. */
export interface OpenAICompletionSpec {
  /** E.g. `/fim/completions` (Mistral), `../beta/completions` beside the base URL (DeepSeek). @default "/completions" */
  readonly path?: string;
  /** Key of `providerMetadata[id]` → path of a response field. The last value seen counts. */
  readonly keep?: Readonly<Record<string, string>>;
  /** Last look at a request. Changes `body` in what no other setting can say; returns what is sent. */
  readonly finishBody?: (body: JSONObject, call: LanguageCall) => JSONObject;
}
