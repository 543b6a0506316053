import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { streamAnswer, wholeAnswer, type Answer, type Listener } from "./answer.ts";
import { exitCodes, type ExitCode } from "./exit-codes.ts";
import { reportFailure } from "./failure.ts";
import { renderDuration, renderUsage, renderWarning } from "./render.ts";
import type { Session } from "./session.ts";
import type { Target } from "./target.ts";
import { printable } from "./terminal.ts";

/** How a question is asked and its answer shown. */
export interface AskOptions {
  readonly stream: boolean;
  readonly json: boolean;
  readonly verbose: boolean;
}

/** Asks a model. The answer goes to stdout, everything about it to stderr. */
export async function ask(target: Target, call: LanguageModelV4CallOptions, options: AskOptions, session: Session): Promise<ExitCode> {
  const { out, err } = session;
  await err.line(err.style("dim", `${printable(target.reference)} · ${target.provider.baseURL}`));
  try {
    const take = options.stream ? streamAnswer : wholeAnswer;
    const answer = await take(target.model, { ...call, abortSignal: session.signal }, options.json ? silent : echo(session));
    if (options.json) await out.line(JSON.stringify(describeAnswer(target, answer), undefined, out.isTerminal ? 2 : undefined));
    await out.endLine();
    await report(answer, options, session);
    if (answer.failure === undefined) return exitCodes.ok;
    return await reportFailure(answer.failure.error, { entry: target, verbose: options.verbose }, session);
  } finally {
    await out.endLine();
    await err.endLine();
  }
}

const silent: Listener = { reasoning: async () => undefined, text: async () => undefined };

function echo({ out, err }: Session): Listener {
  let isThinking = false;
  return {
    async reasoning(delta) {
      // On a terminal both streams share the line; in a pipe the answer stays as it is.
      if (!isThinking && out.isTerminal) await out.endLine();
      isThinking = true;
      await err.write(err.style("dim", printable(delta)));
    },
    async text(delta) {
      if (isThinking) {
        isThinking = false;
        await err.endLine();
        await err.line();
      }
      await out.write(out.isTerminal ? printable(delta) : delta);
    },
  };
}

async function report(answer: Answer, { json, verbose }: AskOptions, session: Session): Promise<void> {
  const { err } = session;
  await err.endLine();
  if (!json) for (const call of answer.toolCalls) await err.line(`tool call: ${printable(`${call.toolName} ${call.input}`)}`);
  for (const url of json ? [] : answer.sources) await err.line(err.style("dim", `source: ${printable(url)}`));
  for (const warning of answer.warnings) await err.line(`${err.style("yellow", "warning:")} ${printable(renderWarning(warning))}`);
  const note = finishNote(answer);
  if (note !== undefined) await err.line(`${err.style("yellow", "note:")} ${note}`);
  await err.line(err.style("dim", renderUsage(answer.usage, answer.timing)));
  if (verbose) for (const line of detailsOf(answer)) await err.line(err.style("dim", line));
}

/** Why an answer may not be what was hoped for, although nothing failed. */
function finishNote({ finishReason, text, toolCalls, failure }: Answer): string | undefined {
  if (failure !== undefined) return undefined;
  if (finishReason.unified === "length") return "the answer was cut at the limit of output tokens (--max-tokens)";
  if (finishReason.unified === "content-filter") return "the service's content filter ended the answer";
  if (finishReason.unified === "interrupted") return "the answer ended without its end sign: it may be incomplete";
  return text === "" && toolCalls.length === 0 ? `the model said nothing (finish reason: ${finishReason.raw ?? finishReason.unified})` : undefined;
}

/** Headers that tell of the call and hold no secret. */
const headersOfInterest = /^(?:x-request-id|request-id|x-groq-region|x-ratelimit-.*|retry-after|server|via|cf-ray|openai-processing-ms|openai-version|x-litellm-(?:call-id|model-id|response-cost.*|attempted-.*))$/;

function detailsOf(answer: Answer): readonly string[] {
  const { firstPartMs, totalMs } = answer.timing;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["response id", answer.id],
    ["answered by", answer.modelId],
    ["finish reason", answer.finishReason.raw === undefined ? answer.finishReason.unified : `${answer.finishReason.unified} (${answer.finishReason.raw})`],
    ["first part", firstPartMs === undefined ? undefined : renderDuration(firstPartMs)],
    ["in all", renderDuration(totalMs)],
    ...Object.entries(answer.headers).filter(([name]) => headersOfInterest.test(name)),
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${printable(value)}`]));
}

/** The object that `--json` prints. Its fields are part of the interface. */
function describeAnswer({ reference }: Target, answer: Answer): object {
  const { usage, timing } = answer;
  return {
    model: reference,
    text: answer.text,
    reasoning: answer.reasoning === "" ? null : answer.reasoning,
    toolCalls: answer.toolCalls.map(({ toolCallId, toolName, input }) => ({ id: toolCallId, name: toolName, input })),
    sources: answer.sources,
    finishReason: answer.finishReason.unified,
    usage: {
      inputTokens: usage.inputTokens.total ?? null,
      cachedInputTokens: usage.inputTokens.cacheRead ?? null,
      outputTokens: usage.outputTokens.total ?? null,
      reasoningTokens: usage.outputTokens.reasoning ?? null,
    },
    timing: { firstPartMs: roundMs(timing.firstPartMs), totalMs: roundMs(timing.totalMs) },
    warnings: answer.warnings,
    response: { id: answer.id ?? null, model: answer.modelId ?? null },
  };
}

function roundMs(ms: number | undefined): number | null {
  return ms === undefined ? null : Math.round(ms * 10) / 10;
}
