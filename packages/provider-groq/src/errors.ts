import type { ErrorRule } from "@portolan/core";

/** What Groq's errors mean beyond what they mean anywhere. */
export const errors: readonly ErrorRule[] = [
  { status: 498, kind: "rate-limit", hint: 'the flex tier is out of capacity; serviceTier "auto" falls back' },
  {
    code: "tool_use_failed",
    kind: "bad-generation",
    hint: "what the model wrote is in the error's body, failed_generation; disableToolValidation lets undeclared tools through",
  },
  { code: "json_validate_failed", kind: "bad-generation", hint: "what the model wrote is in the error's body, failed_generation; a simpler schema or more output tokens help" },
  { message: /reasoning is not supported with this model/i, kind: "bad-request", hint: "the messages carry another model's reasoning: leave reasoning parts out" },
];
