import type { JSONValue } from "@ai-sdk/provider";
import type { Exchange, EmulatorProfile } from "./profile.ts";
import type { Answer, Faults, Pace, ServiceError } from "./script.ts";

/** An answer made ready for the socket. */
export interface Reply {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Names of headers that must not be sent. */
  readonly withoutHeaders: readonly string[];
  /** The body, made piece by piece as the socket takes it. */
  readonly frames: Iterable<string | Uint8Array>;
  /** The whole body is one frame, so its length is known. */
  readonly isWhole: boolean;
  readonly faults: Faults;
  readonly pace: Pace;
}

interface ReplyParts {
  readonly status?: number;
  readonly contentType: string | null;
  readonly frames: Iterable<string | Uint8Array>;
  readonly isWhole?: boolean;
  /** Whose faults, pace and headers apply. */
  readonly answer?: Pick<Answer, "faults" | "pace" | "headers">;
  readonly pace?: Pace | undefined;
  readonly error?: ServiceError;
}

export function replyOf(parts: ReplyParts, profile: EmulatorProfile, exchange: Exchange): Reply {
  const overrides = Object.entries(parts.answer?.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  const withoutHeaders = overrides.filter(([, value]) => value === null).map(([name]) => name);
  const headers: Record<string, string> = {
    ...profile.headers(exchange, parts.error),
    ...(parts.contentType === null ? {} : { "content-type": parts.contentType }),
  };
  for (const [name, value] of overrides) if (value !== null) headers[name] = value;
  for (const name of withoutHeaders) delete headers[name];
  return {
    status: parts.status ?? 200,
    headers,
    withoutHeaders,
    frames: parts.frames,
    isWhole: parts.isWhole ?? true,
    faults: parts.answer?.faults ?? {},
    pace: parts.answer?.pace ?? parts.pace ?? {},
  };
}

/** A JSON body as one frame, after the blank lines a script may want before it. */
export function jsonFrames(value: JSONValue, faults: Faults | undefined): string[] {
  return ["\n".repeat(faults?.leadingBlankLines ?? 0) + JSON.stringify(value)];
}

export function errorReply(
  error: ServiceError,
  profile: EmulatorProfile,
  exchange: Exchange,
  answer: Pick<Answer, "faults" | "pace" | "headers"> & { readonly httpStatus?: number } = {},
  pace?: Pace,
): Reply {
  const page = profile.errorPage?.(error);
  return replyOf(
    {
      status: answer.httpStatus ?? error.status,
      contentType: page?.contentType ?? "application/json",
      frames: page === undefined ? jsonFrames(profile.errorBody(error), answer.faults) : [page.body],
      answer,
      pace,
      error,
    },
    profile,
    exchange,
  );
}
