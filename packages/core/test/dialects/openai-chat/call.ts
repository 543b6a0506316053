import type { JSONObject, LanguageModelV4CallOptions, SharedV4Warning } from "@ai-sdk/provider";
import { resolveCapabilities, type CapabilityFacts } from "../../../src/capabilities/facts.ts";
import type { LanguageCall } from "../../../src/dialects/dialect.ts";
import { openaiChat } from "../../../src/openai-chat.ts";
import type { OpenAIChatSpec, OpenAIChatWire } from "../../../src/openai-chat.ts";

export const hello: LanguageModelV4CallOptions["prompt"] = [{ role: "user", content: [{ type: "text", text: "Hello" }] }];

interface Given {
  readonly options?: Partial<LanguageModelV4CallOptions>;
  readonly can?: CapabilityFacts;
  readonly wire?: Partial<OpenAIChatWire>;
  readonly spec?: OpenAIChatSpec;
  readonly own?: JSONObject;
  readonly lessons?: readonly string[];
  readonly stream?: boolean;
}

export interface CallOf {
  readonly call: LanguageCall;
  readonly warnings: readonly SharedV4Warning[];
}

export function callOf({ options = {}, can = {}, own = {}, lessons = [], stream = false }: Given): CallOf {
  const warnings: SharedV4Warning[] = [];
  const call: LanguageCall = {
    prompt: hello,
    ...options,
    providerId: "test",
    modelId: "m",
    stream,
    can: resolveCapabilities([{ source: "rule", facts: can }]),
    options: own,
    target: "test/m",
    defaultOptions: new Set(),
    lessons: new Set(lessons),
    warn: (warning) => void warnings.push(warning),
  };
  return { call, warnings };
}

/** The body that is sent, and what was warned about. */
export function encoded(given: Given): { readonly body: JSONObject; readonly warnings: readonly SharedV4Warning[] } {
  const { call, warnings } = callOf(given);
  const dialect = openaiChat(given.spec);
  const { body } = dialect.encode(call, dialect.wire(given.wire === undefined ? [] : [given.wire]));
  return { body, warnings };
}
