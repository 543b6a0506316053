import { judgeRefusal, withheldFrom, type Bench, type Reply } from "../bench.ts";
import type { Heard } from "../hear.ts";
import { user } from "../material.ts";

/** Room to show that there are thoughts, and room for the budgets some services demand: 1024 tokens of thought at least. */
const limits = [128, 2048] as const;

/** Looks for thoughts, first in the answer that did not ask for them. */
export async function checkReasoning(bench: Bench): Promise<void> {
  const unasked = bench.first === undefined ? undefined : thoughtsIn(bench.first);
  if (unasked !== undefined) {
    bench.report("reasoning", true, `it reasons without being asked, ${unasked}`, 1);
    return;
  }
  let reply = await askForThoughts(bench, limits[0]);
  if ("refusal" in reply && judgeRefusal("reasoning", reply.refusal).verdict === "unknown" && reply.refusal.by === "service") reply = await askForThoughts(bench, limits[1]);
  if ("refusal" in reply) {
    const { verdict, why } = judgeRefusal("reasoning", reply.refusal);
    bench.report("reasoning", verdict, why);
    return;
  }
  const { heard } = reply;
  const asked = thoughtsIn(heard);
  if (asked !== undefined) bench.report("reasoning", true, `asked to reason, it did, ${asked}`);
  else bench.report("reasoning", "unknown", withheldFrom("reasoning", heard) ?? "the level was taken, and no thoughts were shown or counted");
}

function askForThoughts(bench: Bench, maxOutputTokens: number): Promise<Reply> {
  return bench.ask("reasoning", { prompt: user("What is 17 plus 26?"), reasoning: "low", maxOutputTokens });
}

/** Where thoughts came, in words. */
function thoughtsIn({ reasoning, reasoningField, text, usage }: Heard): string | undefined {
  if (reasoning !== "") return reasoningField === undefined ? "in a place that the package found" : `in the field ${reasoningField}`;
  if (/^\s*<think/i.test(text)) return "in the text, between <think> tags";
  return (usage.reasoning ?? 0) > 0 ? `without showing it: ${usage.reasoning} tokens were counted` : undefined;
}
