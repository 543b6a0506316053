import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { ServiceWords } from "./body.ts";
import { kindOfBroadCode, kindOfCode } from "./codes.ts";
import { asArray, asObject, asText } from "../json/narrow.ts";
import type { ErrorInfo, ErrorKind, ErrorRule, ErrorStage } from "./kinds.ts";
import { readRetryAfter } from "./reset-time.ts";
import { scrub } from "./scrub.ts";
import { says } from "./words.ts";

/** An error answer, as far as it could be read. */
export interface ErrorAnswer {
  /** The HTTP status. */
  readonly status?: number;
  readonly words?: ServiceWords;
  readonly headers?: Readonly<Record<string, string>>;
  /** The provider's own rules, asked before anything core knows. */
  readonly rules?: readonly ErrorRule[];
  readonly stage: ErrorStage;
  /** Replaced in the message. */
  readonly secrets?: readonly string[];
  /** Milliseconds since 1970. Default: the local clock. */
  readonly now?: number;
}

/** The facts of an answer that the decisions below look at. */
interface Evidence {
  readonly status: number | undefined;
  readonly codes: readonly string[];
  readonly text: string;
  readonly details: JSONValue | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * What an error answer means. The provider's rules decide first; then a code beats the status, and the status beats the words,
 * except where a service is known to use one status for two things.
 */
export function classify(of: ErrorAnswer): ErrorInfo {
  const { words, headers = {}, stage } = of;
  const evidence = gather(of);
  const rules = of.rules?.filter((candidate) => ruleHolds(candidate, evidence, of.status)) ?? [];
  const known = rules.find(({ otherwise = false }) => !otherwise);
  const found = known?.kind ?? kindOf(evidence);
  const rule = known ?? (found === "unknown" ? rules[0] : undefined);
  const kind = rule?.kind ?? found;
  const code = words?.code ?? words?.type;
  const retryAfter = mayWait(kind)
    ? readRetryAfter({ headers, message: evidence.text, ...(words === undefined ? {} : { body: words.details }), ...(of.now === undefined ? {} : { now: of.now }) })
    : undefined;
  return {
    kind,
    message: scrub(words?.message ?? silence(evidence.status), of.secrets ?? []),
    ...(code === undefined ? {} : { code: scrub(code, of.secrets ?? []) }),
    ...(evidence.status === undefined ? {} : { status: evidence.status }),
    stage,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(rule?.hint === undefined ? {} : { hint: rule.hint }),
    ...(mayBeBilled(kind, stage, evidence.status) ? { possiblyBilled: true } : {}),
  };
}

/** Whether the service may have generated, and may charge, although the caller has no complete answer. */
export function mayBeBilled(kind: ErrorKind, stage: ErrorStage, status?: number): boolean {
  if (stage === "stream" || kind === "bad-generation" || kind === "empty") return true;
  if (stage !== "wait") return false;
  return kind === "timeout" || kind === "network" || kind === "aborted" || status === 504 || status === 524;
}

function gather({ status, words, headers = {} }: ErrorAnswer): Evidence {
  const codes = [words?.code, words?.type].filter((code) => code !== undefined);
  const failed = status !== undefined && status >= 300;
  return {
    status: failed ? status : words?.status,
    codes,
    text: [words?.message, ...codes].filter((part) => part !== undefined).join("\n").slice(0, 16_384),
    details: words?.details,
    headers,
  };
}

function ruleHolds(rule: ErrorRule, { codes, text, status }: Evidence, httpStatus: number | undefined): boolean {
  if (rule.status !== undefined && rule.status !== status && rule.status !== httpStatus) return false;
  if (rule.code !== undefined && !codes.some((code) => codeMatches(rule.code, code))) return false;
  return rule.message === undefined || text.search(rule.message) >= 0;
}

function codeMatches(wanted: string | RegExp | undefined, code: string): boolean {
  return typeof wanted === "string" ? wanted === code : wanted !== undefined && code.search(wanted) >= 0;
}

function kindOf(evidence: Evidence): ErrorKind {
  // Too large for the limit, not too often: waiting does not help, whatever the code says (Groq answers 413 rate_limit_exceeded).
  if (evidence.status === 413 || says("requestTooLarge", evidence.text)) return "context-length";
  const byCode = kindOfCode(evidence.codes);
  if (byCode === "rate-limit") return limitKind(evidence.details) ?? "rate-limit";
  if (byCode !== undefined) return byCode;
  if (hasFailedGeneration(evidence.details)) return "bad-generation";
  const byStatus = evidence.status === undefined ? undefined : kindOfStatus(evidence.status, evidence);
  return byStatus ?? kindOfText(evidence.text) ?? kindOfBroadCode(evidence.codes) ?? "unknown";
}

function kindOfStatus(status: number, evidence: Evidence): ErrorKind | undefined {
  if (status >= 500) return kindOfServerStatus(status, evidence.text);
  if (status < 400) return status >= 300 ? "bad-request" : undefined;
  switch (status) {
    case 401:
      return "auth";
    case 402:
      return hasRetryAfter(evidence.headers) ? "rate-limit" : "quota";
    case 403:
      return kindOfForbidden(evidence);
    case 408:
      return "timeout";
    case 409:
      return "conflict";
    case 429:
      return limitKind(evidence.details) ?? (says("spentMoney", evidence.text) ? "quota" : "rate-limit");
    case 451:
      return "permission";
    case 400:
    case 404:
    case 410:
    case 422:
      return kindOfRefusal(status, evidence.text);
    default:
      return standardClientStatuses.has(status) ? "bad-request" : undefined;
  }
}

const standardClientStatuses: ReadonlySet<number> = new Set([405, 406, 407, 411, 412, 414, 415, 416, 417, 421, 424, 425, 426, 428, 431]);

/** A refusal of the request itself; services put bad keys, used-up credit and full contexts here too. */
function kindOfRefusal(status: number, text: string): ErrorKind {
  if (says("contextLength", text)) return "context-length";
  if (says("modelMissing", text)) return "model-not-found";
  if (says("badKey", text)) return "auth";
  if (says("spentMoney", text)) return "quota";
  if (status !== 404 && says("contentPolicy", text)) return "content-filter";
  return says("badToolCall", text) ? "bad-generation" : "bad-request";
}

function kindOfForbidden({ text, details }: Evidence): ErrorKind {
  const metadata = asObject(errorOf(details)?.["metadata"]);
  if (metadata?.["reasons"] !== undefined || metadata?.["flagged_input"] !== undefined || says("contentPolicy", text)) return "content-filter";
  if (says("badKey", text)) return "auth";
  if (says("spentMoney", text)) return "quota";
  return says("modelMissing", text) ? "model-not-found" : "permission";
}

function kindOfServerStatus(status: number, text: string): ErrorKind {
  if (status === 501) return "bad-request";
  if (says("contextLength", text)) return "context-length";
  if (says("badToolCall", text)) return "bad-generation";
  if (says("callersFault", text)) return "bad-request";
  return status === 529 || says("overload", text) ? "overloaded" : "server";
}

/**
 * Which of the two a limit is, where the body names it. The word "quota" proves nothing: Google uses it for limits per minute,
 * so the quota's own name decides.
 */
function limitKind(details: JSONValue | undefined): "quota" | "rate-limit" | undefined {
  const named = quotaIds(details);
  if (named.length > 0) return named.some((id) => /per_?(?:day|month)/i.test(id)) ? "quota" : "rate-limit";
  return kindOfCode(detailCodes(details)) === "quota" ? "quota" : undefined;
}

/** `QuotaFailure.violations[].quotaId` and `ErrorInfo.metadata.quota_limit`, such as `GenerateRequestsPerDayPerProjectPerModel-FreeTier`. */
function quotaIds(details: JSONValue | undefined): readonly string[] {
  return googleDetails(details).flatMap((entry) => {
    const violations = (asArray(entry?.["violations"]) ?? []).map((violation) => asText(asObject(violation)?.["quotaId"]));
    return [...violations, asText(asObject(entry?.["metadata"])?.["quota_limit"])].filter((id) => id !== undefined);
  });
}

/** Anthropic says which limit it was in `error.details.error_code`. */
function detailCodes(details: JSONValue | undefined): readonly string[] {
  const code = asText(asObject(errorOf(details)?.["details"])?.["error_code"]);
  return code === undefined ? [] : [code];
}

function googleDetails(details: JSONValue | undefined): readonly (JSONObject | undefined)[] {
  return (asArray(errorOf(details)?.["details"]) ?? []).map(asObject);
}

function errorOf(details: JSONValue | undefined): JSONObject | undefined {
  const first = asArray(details)?.[0] ?? details;
  return asObject(asObject(first)?.["error"]) ?? asObject(first);
}

function hasFailedGeneration(details: JSONValue | undefined): boolean {
  return asText(errorOf(details)?.["failed_generation"]) !== undefined;
}

function hasRetryAfter(headers: Readonly<Record<string, string>>): boolean {
  return Object.keys(headers).some((name) => /^retry-after(?:-ms)?$/i.test(name));
}

/** For answers without a status: an error event in a stream, a line of an NDJSON answer. */
function kindOfText(text: string): ErrorKind | undefined {
  if (text === "") return undefined;
  const refusal = kindOfRefusal(400, text);
  if (refusal !== "bad-request") return refusal;
  if (says("overload", text)) return "overloaded";
  if (says("rateLimit", text)) return "rate-limit";
  if (says("callersFault", text)) return "bad-request";
  if (says("timeout", text)) return "timeout";
  return says("serverTrouble", text) ? "server" : undefined;
}

const waitingKinds: ReadonlySet<ErrorKind> = new Set<ErrorKind>(["rate-limit", "quota", "overloaded", "server", "timeout", "conflict", "unknown"]);

/** Limit headers come with every answer of some services; on a bad request they would promise that waiting helps. */
function mayWait(kind: ErrorKind): boolean {
  return waitingKinds.has(kind);
}

function silence(status: number | undefined): string {
  return status === undefined ? "the service reported an error without words" : "the service gave no reason";
}
