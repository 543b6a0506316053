import { InvalidArgumentError, LoadAPIKeyError, LoadSettingError } from "@ai-sdk/provider";
import { describeError, type ErrorInfo, type Provider } from "@portolan/core";
import { builtInIds, variableFor } from "@portolan/provider-custom";
import { exitCodes, type ExitCode } from "./exit-codes.ts";
import { Interrupted } from "./interrupt.ts";
import { Problem } from "./problem.ts";
import { ReaderGone, type Session } from "./session.ts";
import { printable } from "./terminal.ts";

interface FailureContext {
  /** Whom the failed call was for. */
  readonly entry?: { readonly id: string; readonly provider: Provider; readonly variables: readonly string[] } | undefined;
  readonly verbose: boolean;
}

/** Says on stderr what went wrong and what to do, and what the process should end with. */
export async function reportFailure(error: unknown, { entry, verbose }: FailureContext, session: Session): Promise<ExitCode> {
  const { err, signal } = session;
  await err.endLine();
  if (signal.aborted) {
    if (signal.reason instanceof ReaderGone) return exitCodes.ok;
    await err.line("Stopped.");
    return signal.reason instanceof Interrupted ? signal.reason.exitCode : exitCodes.interrupted;
  }
  const { message, hints, exitCode } = explain(error, entry, session.command);
  await err.line(`${err.style(["red", "bold"], "error:")} ${printable(message)}`);
  for (const hint of hints) await err.line(`  ${err.style("cyan", "→")} ${printable(hint)}`);
  if (verbose && error instanceof Error && error.stack !== undefined) await err.line(err.style("dim", printable(error.stack)));
  return exitCode;
}

interface Explanation {
  readonly message: string;
  readonly hints: readonly string[];
  readonly exitCode: ExitCode;
}

function explain(error: unknown, entry: FailureContext["entry"], command: string): Explanation {
  if (error instanceof Problem) return error;
  const info = describeError(error);
  // The whole message names the target and the status; the hint gets a line of its own.
  const whole = error instanceof Error ? error.message : info.message;
  const suffix = info.hint === undefined ? "" : ` → ${info.hint}`;
  const message = suffix !== "" && whole.endsWith(suffix) ? whole.slice(0, -suffix.length) : whole;
  const isWrongAddress = looksLikeWrongAddress(info);
  const isSetUp = LoadAPIKeyError.isInstance(error) || LoadSettingError.isInstance(error) || info.kind === "auth" || isWrongAddress;
  const isRedirect = info.status !== undefined && info.status >= 300 && info.status < 400;
  const own = entry === undefined ? [] : ownHints(info, entry, command, isWrongAddress);
  // Of a wrong address this program knows more than the library: the variable it came from.
  const hints = [...(info.hint === undefined || (isWrongAddress && !isRedirect && own.length > 0) ? [] : [info.hint]), ...own];
  return { message, hints, exitCode: isSetUp ? exitCodes.configuration : InvalidArgumentError.isInstance(error) ? exitCodes.usage : exitCodes.callFailed };
}

/** A path that is not there, a web page, a redirect: something answered, but not an API for models. */
function looksLikeWrongAddress({ kind, status, message }: ErrorInfo): boolean {
  if (message.includes("a web page")) return true;
  if (status !== undefined && status >= 300 && status < 400) return true;
  return kind === "bad-request" && (status === 404 || status === 405);
}

/** What this program's own commands and variables can do about it. */
function ownHints(info: ErrorInfo, { id, provider, variables }: NonNullable<FailureContext["entry"]>, command: string, isWrongAddress: boolean): readonly string[] {
  const variable = variables.find((name) => /_(?:API_BASE|BASE_URL|HOST)$/i.test(name)) ?? (id === "ollama" ? "OLLAMA_HOST" : variableFor(id, "API_BASE"));
  if (isWrongAddress) return [addressHint(id, provider.baseURL, variable)];
  switch (info.kind) {
    case "model-not-found":
      return [`${command} models ${id}  lists what there is`];
    case "network":
      return info.stage === "connect" ? [`the base URL is ${provider.baseURL} (${variable})`] : [];
    default:
      return [];
  }
}

function addressHint(id: string, baseURL: string, variable: string): string {
  if (id === "ollama") return `the base URL is ${baseURL} (${variable}); is Ollama what listens there?`;
  if (builtInIds.includes(id)) return `the base URL is ${baseURL}, from ${variable}: unset it to reach the service itself`;
  const endsInVersion = /\/v\d+(?:beta\d*)?$/.test(baseURL);
  return endsInVersion ? `check the base URL: ${variable} is ${baseURL}` : `the base URL is ${baseURL}, but most end in /v1: try ${variable}=${baseURL}/v1`;
}
