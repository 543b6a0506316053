import { APICallError, type JSONValue } from "@ai-sdk/provider";
import { attachedInfo } from "./attached-info.ts";
import { readErrorBody, type ServiceWords } from "./body.ts";
import { causeChain } from "./cause-chain.ts";
import { classify, mayBeBilled } from "./classify.ts";
import { defaultHint } from "./hints.ts";
import type { ErrorInfo, ErrorKind, ErrorStage } from "./kinds.ts";
import { isFetchFailure, readNetworkFault } from "./network.ts";
import { orUndefined, readNumber, readProperty, readText } from "./read-safely.ts";
import { scrub } from "./scrub.ts";

/**
 * What went wrong, for any thrown value: Portolan's errors, another provider's `APICallError`, `ai`'s `RetryError` (its last error),
 * errors of fetch, undici and the system, aborts and timeouts, an `error` part of a stream, a string. Never throws.
 *
 * What it cannot know is reported with the safer answer: a connection that broke without saying when counts as broken after the
 * request was sent.
 */
export function describeError(error: unknown): ErrorInfo {
  return orUndefined(() => describeChain(error)) ?? { kind: "unknown", message: "an error that cannot be read", stage: "wait" };
}

function describeChain(error: unknown): ErrorInfo {
  const chain = causeChain(error);
  for (const link of chain) {
    const info = describeLink(link);
    if (info !== undefined) return info;
  }
  const message = chain.map(messageOf).find((text) => text !== undefined) ?? "an error without words";
  if (chain.some(isFetchFailure)) {
    const reason = messageOf(chain.findLast((link) => !isFetchFailure(link)));
    return networkInfo("network", reason ?? message, "wait");
  }
  return classify({ words: { message, details: message }, stage: "wait" });
}

function describeLink(link: unknown): ErrorInfo | undefined {
  return attachedInfo(link) ?? describeAPICallError(link) ?? describeSDKError(link) ?? describeNetworkFault(link) ?? describeServiceWords(link);
}

/** An `APICallError` without an answer only wraps what happened; its cause says more. */
function describeAPICallError(error: unknown): ErrorInfo | undefined {
  if (orUndefined(() => APICallError.isInstance(error)) !== true) return undefined;
  const status = readNumber(error, "statusCode");
  const bodyText = readText(error, "responseBody");
  const body = bodyText ?? (readProperty(error, "data") as JSONValue | undefined);
  const words = orUndefined(() => readErrorBody(body)) ?? plainWords(messageOf(error));
  if (status === undefined && body === undefined) return undefined;
  const headers = readHeaders(readProperty(error, "responseHeaders"));
  const info = classify({
    stage: "wait",
    headers,
    ...(status === undefined ? {} : { status }),
    ...(words === undefined ? {} : { words }),
  });
  const url = readText(error, "url");
  return withHint(info, { headers, ...(url === undefined ? {} : { url }), ...(bodyText === undefined ? {} : { bodyText }) });
}

/** Names are compared rather than classes: there may be several copies of the SDK, and core does not import `ai`. */
const sdkErrors: Readonly<Record<string, readonly [kind: ErrorKind, stage: ErrorStage]>> = {
  AI_LoadAPIKeyError: ["auth", "connect"],
  AI_LoadSettingError: ["bad-request", "connect"],
  AI_NoSuchModelError: ["model-not-found", "connect"],
  AI_NoSuchProviderError: ["model-not-found", "connect"],
  AI_NoSuchProviderReferenceError: ["bad-request", "connect"],
  AI_InvalidArgumentError: ["bad-request", "connect"],
  AI_InvalidPromptError: ["bad-request", "connect"],
  AI_InvalidMessageRoleError: ["bad-request", "connect"],
  AI_InvalidDataContentError: ["bad-request", "connect"],
  AI_MessageConversionError: ["bad-request", "connect"],
  AI_UnsupportedFunctionalityError: ["bad-request", "connect"],
  AI_UnsupportedModelVersionError: ["bad-request", "connect"],
  AI_TooManyEmbeddingValuesForCallError: ["bad-request", "connect"],
  AI_EmptyResponseBodyError: ["empty", "wait"],
  AI_NoContentGeneratedError: ["empty", "stream"],
  AI_NoOutputGeneratedError: ["empty", "stream"],
  AI_InvalidResponseDataError: ["server", "stream"],
  AI_JSONParseError: ["server", "stream"],
  AI_TypeValidationError: ["server", "stream"],
  AI_NoObjectGeneratedError: ["bad-generation", "stream"],
  AI_InvalidToolInputError: ["bad-generation", "stream"],
  AI_NoSuchToolError: ["bad-generation", "stream"],
};

function describeSDKError(error: unknown): ErrorInfo | undefined {
  const name = readText(error, "name");
  if (name === undefined || !Object.hasOwn(sdkErrors, name)) return undefined;
  const [kind, stage] = sdkErrors[name] ?? ["unknown", "wait"];
  const code = readText(error, "code");
  const info: ErrorInfo = {
    kind,
    message: scrub(messageOf(error) ?? name, []),
    ...(code === undefined ? {} : { code }),
    stage,
    ...(mayBeBilled(kind, stage) ? { possiblyBilled: true } : {}),
  };
  // Its message already says which model or key is missing, and where it was looked for.
  return stage === "connect" ? info : withHint(info, {});
}

function describeNetworkFault(error: unknown): ErrorInfo | undefined {
  const fault = readNetworkFault(error);
  if (fault === undefined) return undefined;
  return networkInfo(fault.kind, messageOf(error) ?? fault.words, fault.stage ?? "wait", fault.code);
}

function networkInfo(kind: ErrorKind, message: string, stage: ErrorStage, code?: string): ErrorInfo {
  return {
    kind,
    message: scrub(message, []),
    ...(code === undefined ? {} : { code }),
    stage,
    ...(mayBeBilled(kind, stage) ? { possiblyBilled: true } : {}),
  };
}

/** The value of a stream's `error` part: `{message, type, code, statusCode}`, an error with a status, or a service's body as it came. */
function describeServiceWords(error: unknown): ErrorInfo | undefined {
  const message = readText(error, "message");
  const status = readNumber(error, "statusCode") ?? readNumber(error, "status") ?? readNumber(error, "status_code");
  const code = readText(error, "code");
  const type = readText(error, "type");
  const plain = typeof error === "object" && error !== null && !orUndefined(() => error instanceof Error);
  if (plain && readProperty(error, "error") !== undefined) {
    const words = orUndefined(() => readErrorBody(error as JSONValue));
    if (words !== undefined) return withHint(classify({ words, stage: "stream" }), {});
  }
  if (message === undefined || (status === undefined && code === undefined && type === undefined)) return undefined;
  const words: ServiceWords = { message, ...(code === undefined ? {} : { code }), ...(type === undefined ? {} : { type }), details: message };
  return withHint(classify({ words, stage: status === undefined || plain ? "stream" : "wait", ...(status === undefined ? {} : { status }) }), {});
}

function withHint(info: ErrorInfo, of: Parameters<typeof defaultHint>[1]): ErrorInfo {
  const hint = info.hint ?? orUndefined(() => defaultHint(info, of));
  return hint === undefined ? info : { ...info, hint };
}

function plainWords(message: string | undefined): ServiceWords | undefined {
  return message === undefined ? undefined : { message, details: message };
}

function messageOf(error: unknown): string | undefined {
  if (typeof error === "string") return error === "" ? undefined : error;
  if (typeof error === "object" || typeof error === "function") return readText(error, "message") ?? readText(error, "name");
  return error === undefined ? undefined : orUndefined(() => String(error));
}

function readHeaders(headers: unknown): Readonly<Record<string, string>> {
  if (typeof headers !== "object" || headers === null) return {};
  const entries = orUndefined(() => Object.entries(headers)) ?? [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
