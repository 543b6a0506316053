import type { ProviderSpec } from "@portolan/core";
import type { OpenAIChatSpec, OpenAIChatWire } from "@portolan/core/openai-chat";

/** What a service of OpenAI's form is, as data: where it is, whose key it takes, and everything it does in its own way. */
export interface Preset extends Omit<ProviderSpec<OpenAIChatWire>, "language" | "wire" | "list"> {
  /** As its makers write it, e.g. `OpenRouter`. */
  readonly name: string;
  readonly wire?: Partial<OpenAIChatWire>;
  /** Where the model list is; `false`: there is none. @default "/models" */
  readonly list?: NonNullable<ProviderSpec<OpenAIChatWire>["check"]>;
  /** What the chat completions hold beyond the usual: hooks, another path, fields kept in metadata. */
  readonly chat?: OpenAIChatSpec;
  /** A variable that reads as if it held the service's key, and holds another secret. It is never looked at. */
  readonly notItsKey?: string;
  /** The service has closed: without a base URL of the user's, making it throws. */
  readonly closed?: { readonly on: string; readonly advice: string };
}
