import type { ErrorRule } from "@portolan/core";

/** What Groq's errors mean beyond what they mean anywhere. */
export const errors: readonly ErrorRule[] = [
  { status: 498, kind: "rate-limit", hint: 'the flex tier is out of capacity: try again soon, or use serviceTier "auto"' },
  // `rate_limit_exceeded` under status 413: one request asks for more than a whole minute's allowance, so waiting does not help.
  { status: 413, message: /request too large/i, kind: "context-length", hint: "one request is larger than the tokens of a minute: send less, or raise the limit at console.groq.com/settings/limits" },
  {
    code: "tool_use_failed",
    kind: "bad-generation",
    hint: "what the model wrote is in the error's body as failed_generation; clearer tool descriptions or a lower temperature help, disableToolValidation lets undeclared tools through",
  },
  { code: "json_validate_failed", kind: "bad-generation", hint: "what the model wrote is in the error's body as failed_generation; a simpler schema or more output tokens help" },
  { message: /reasoning is not supported with this model/i, kind: "bad-request", hint: "the messages carry another model's reasoning: leave reasoning parts out" },
];
