import type { ErrorRule } from "@portolan/core";

const freeQuota = 'the free quota of this model is used up: turn off "free tier only" in the console to pay for it, or use another model';
const noAccess = "this key's workspace may not use the model: allow it in the console, or use the key of another workspace or region";

/**
 * What DashScope's codes mean where they mean something else than elsewhere, and what to do about them. Both of its APIs use
 * them, in different spellings: https://www.alibabacloud.com/help/en/model-studio/error-code
 */
export const errors: readonly ErrorRule[] = [
  { code: /^AllocationQuota\.FreeTierOnly$/i, kind: "quota", hint: freeQuota },
  { message: /free (?:tier|allocated quota|quota)\b[^\n]*(?:exhausted|exceeded|used up)/i, kind: "quota", hint: freeQuota },
  { code: /^Arrearage$/i, kind: "quota", hint: "the account is overdue: settle it in the console" },
  { code: /^AccessDenied\.Unpurchased$/i, kind: "permission", hint: "activate Model Studio for this account in the console" },
  { code: /^(?:(?:Model|Workspace|Endpoint)\.)?AccessDenied$|^access_denied$/i, kind: "permission", hint: noAccess },
  { code: /^Throttling\.BurstRate$|^limit_burst_rate$/i, kind: "rate-limit", hint: "the rate rose too fast: raise it step by step" },
  { code: /^Throttling\.AllocationQuota$/i, kind: "rate-limit", hint: "the tokens of this minute are used up" },
  // The same in OpenAI's form, in spite of its name; the words end in a link to the page on limits.
  { code: "insufficient_quota", message: /#token-limit/, kind: "rate-limit", hint: "the tokens of this minute are used up" },
  { code: /^Throttling/i, kind: "rate-limit" },
  { code: /^data_?inspection_?failed$/i, kind: "content-filter", hint: "the input or the answer was found inappropriate: word it otherwise" },
  { code: /^(?:ModelServingError|ModelUnavailable)$/i, kind: "overloaded" },
  { message: /Range of input length should be/i, kind: "context-length" },
  { message: /url error, please check url/i, kind: "bad-request", hint: "the model is of another kind, and answers at another endpoint" },
  { message: /does not support enable_search/i, kind: "bad-request", hint: "leave enableSearch out, or use a model that searches" },
  { message: /invalid api-?key/i, status: 403, kind: "auth" },
];
