import type { LanguageModelV4CallOptions, LanguageModelV4Prompt } from "@ai-sdk/provider";
import { builtInIds } from "@portolan/provider-custom";
import { ask } from "../ask.ts";
import { demonstrate } from "../demo.ts";
import type { ExitCode } from "../exit-codes.ts";
import { reportFailure } from "../failure.ts";
import { demoPrompt, joinPrompt, readPipe } from "../prompt.ts";
import { configured, readProviders, type Entry } from "../providers.ts";
import type { Session } from "../session.ts";
import { findTarget } from "../target.ts";

export interface RunOptions {
  readonly model?: string;
  readonly system?: string;
  readonly temperature?: number;
  readonly maxTokens?: number;
  readonly reasoning?: NonNullable<LanguageModelV4CallOptions["reasoning"]>;
  readonly json?: boolean;
  readonly stream: boolean;
  readonly verbose?: boolean;
}

/** With nothing set up, a pipe is only looked into: its text would not be sent anyway. */
const demoPatienceMs = 200;

/** Asks a model, and shows the answer as it comes. */
export async function run(typed: string | undefined, options: RunOptions, session: Session): Promise<ExitCode> {
  const shown = { stream: options.stream, json: options.json === true, verbose: options.verbose === true };
  const entries = await readProviders(session.env);
  if (options.model === undefined && configured(entries).length === 0) {
    await tellFaults(entries, session);
    const own = joinPrompt(typed, await readPipe({ patienceMs: demoPatienceMs, signal: session.signal }));
    return await demonstrate(own !== undefined || options.system !== undefined, shown, session);
  }
  const target = await findTarget(options.model, entries, session);
  const question = await readQuestion(typed, session);
  try {
    return await ask(target, toCall(question, options), shown, session);
  } catch (error) {
    return await reportFailure(error, { entry: target, verbose: shown.verbose }, session);
  }
}

/** `VITE_API_BASE=/api` is another program's; a fault in what a built-in provider is told is not. */
async function tellFaults(entries: readonly Entry[], { err }: Session): Promise<void> {
  for (const { id, fault } of entries) {
    if (fault === undefined) continue;
    if (builtInIds.includes(id)) throw fault;
    await err.line(`${err.style("yellow", "warning:")} ${fault.message}`);
  }
}

async function readQuestion(typed: string | undefined, { err, signal }: Session): Promise<string> {
  const onWaiting = (): void => void err.line(err.style("dim", "Reading standard input to its end …"));
  const question = joinPrompt(typed, await readPipe({ onWaiting, signal }));
  if (question !== undefined) return question;
  await err.line(err.style("dim", `No prompt was given, so a built-in one is sent: ${demoPrompt}`));
  return demoPrompt;
}

function toCall(question: string, { system, temperature, maxTokens, reasoning }: RunOptions): LanguageModelV4CallOptions {
  const prompt: LanguageModelV4Prompt = [
    ...(system === undefined ? [] : [{ role: "system" as const, content: system }]),
    { role: "user", content: [{ type: "text", text: question }] },
  ];
  return {
    prompt,
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { maxOutputTokens: maxTokens }),
    ...(reasoning === undefined ? {} : { reasoning }),
  };
}
