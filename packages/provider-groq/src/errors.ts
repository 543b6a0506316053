import type { ErrorRule } from "@portolan/core";

/** What to do about errors that only Groq has. */
export const errors: readonly ErrorRule[] = [
  { status: 498, kind: "rate-limit", hint: 'the flex tier is out of capacity; serviceTier "auto" falls back' },
  { code: "tool_use_failed", kind: "bad-generation", hint: "disableToolValidation lets undeclared tools through" },
  { code: "json_validate_failed", kind: "bad-generation", hint: "try a simpler schema or more output tokens" },
  { message: /reasoning is not supported with this model/, kind: "bad-request", hint: "leave out reasoning parts of other models" },
];
