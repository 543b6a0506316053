import { judgeRefusal, type Bench, ProbeStopped, wordsOf } from "../bench.ts";
import type { Heard } from "../hear.ts";
import { user } from "../material.ts";
import { denies, type Refusal } from "../refusal.ts";

/** Cut by the limit; without one, something short is asked for. */
const longQuestion = { prompt: user("Tell a long story about the sea.") };
const shortQuestion = { prompt: user("Say hello.") };
const limit = 16;
/** Services round limits up, and count the sign that ends an answer or not. */
const tolerance = 8;

/**
 * The first call shows whether the model answers at all, as a stream, with usage, within a limit. What it refuses of that is left
 * out of the next one.
 *
 * @throws the error of the plainest call, when that is refused too
 */
export async function checkBaseline(bench: Bench): Promise<void> {
  const limited = await bench.ask(["streaming", "streamUsage", "outputLimit"], { ...longQuestion, maxOutputTokens: limit });
  if ("heard" in limited) {
    listen(bench, limited.heard);
    judgeLimit(bench, limited.heard);
    return;
  }
  if (!isAboutForm(limited.refusal)) throw limited.refusal.error;
  bench.limitsOutput = false;
  const streamed = await plainer(bench, limited.refusal);
  if ("heard" in streamed) {
    listen(bench, streamed.heard);
    const { verdict, why } = judgeRefusal("outputLimit", limited.refusal);
    bench.report("outputLimit", verdict, why);
    bench.limitsOutput = !denies("outputLimit", limited.refusal);
    // A model that needs more room for its thoughts says so in its refusal.
    bench.thinks ||= bench.limitsOutput;
    return;
  }
  bench.streamed = false;
  const whole = await plainer(bench, streamed.refusal);
  if ("refusal" in whole) throw whole.refusal.error;
  bench.first = whole.heard;
  bench.thinks = isThinking(whole.heard);
  bench.limitsOutput = !denies("outputLimit", limited.refusal);
  bench.report("streaming", false, `the same call is answered whole, and refused as a stream: ${wordsOf(streamed.refusal)}`);
  bench.report("streamUsage", "unknown", "there is no stream");
  bench.report("outputLimit", "unknown", "the call that had a limit was refused as a stream");
}

/** The refusal that is already there tells more than a budget that is spent. */
async function plainer(bench: Bench, before: Refusal): ReturnType<Bench["ask"]> {
  try {
    return await bench.ask(["streaming", "streamUsage"], shortQuestion);
  } catch (error) {
    throw error instanceof ProbeStopped && !error.timedOut ? before.error : error;
  }
}

/** Whether a call in another form may fare better. */
function isAboutForm({ by, info }: Refusal): boolean {
  const { kind, status } = info;
  if (by === "package" || status === 404 || status === 405) return false;
  return kind === "bad-request" || kind === "server" || kind === "empty" || kind === "unknown";
}

function listen(bench: Bench, heard: Heard): void {
  bench.first = heard;
  bench.thinks = isThinking(heard);
  const { deltas, chunks, contentType, sentBody } = heard;
  if (/^application\/json\b/i.test(contentType)) bench.report("streaming", false, "asked for a stream, it sent one JSON document");
  else if (deltas > 1 || chunks > 2) bench.report("streaming", true, `the answer came in ${Math.max(deltas, chunks)} pieces`);
  else bench.report("streaming", "unknown", "the answer came in one piece, as a short one may");
  const { input, output } = heard.usage;
  if (output !== undefined || input !== undefined) bench.report("streamUsage", true, `the stream told of ${input ?? "?"} tokens in and ${output ?? "?"} out`);
  else if (sentBody.includes("include_usage")) bench.report("streamUsage", false, "asked for usage, the stream ended without a word of it");
  else bench.report("streamUsage", "unknown", "the stream ended without a word of usage, which the package does not show that it asks for");
}

/** Thoughts that are shown, counted, or use up the limit before the first word. */
function isThinking({ reasoning, text, usage, finishReason }: Heard): boolean {
  return reasoning !== "" || (usage.reasoning ?? 0) > 0 || /^\s*<think/i.test(text) || (text === "" && finishReason === "length");
}

function judgeLimit(bench: Bench, { finishReason, usage }: Heard): void {
  const { output } = usage;
  if (finishReason === "length") bench.report("outputLimit", true, `asked for at most ${limit} tokens, the answer was cut${output === undefined ? "" : ` after ${output}`}`);
  else if (output === undefined || bench.thinks || output <= limit + tolerance) bench.report("outputLimit", "unknown", "the answer ended by itself");
  else bench.report("outputLimit", false, `asked for at most ${limit} tokens, it wrote ${output}`);
}
