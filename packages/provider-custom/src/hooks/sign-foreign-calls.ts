import type { JSONObject } from "@ai-sdk/provider";

/** Google's own word for a call that Gemini did not make: https://ai.google.dev/gemini-api/docs/thought-signatures */
const foreign = "skip_thought_signature_validator";

/** Messages in which answers of other models are marked as theirs: Gemini 3 refuses tool calls that bear no signature. */
export function signForeignCalls(messages: readonly JSONObject[]): JSONObject[] {
  return messages.map((message) => {
    const [first, ...others] = (message["tool_calls"] ?? []) as JSONObject[];
    // Of calls made together only the first is signed.
    if (first === undefined || first["extra_content"] !== undefined) return message;
    return { ...message, tool_calls: [{ ...first, extra_content: { google: { thought_signature: foreign } } }, ...others] };
  });
}
