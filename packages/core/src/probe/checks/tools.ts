import type { LanguageModelV4FunctionTool } from "@ai-sdk/provider";
import type { Support } from "../../capabilities/facts.ts";
import { judgeRefusal, quote, withheldFrom, type Bench, type Reply } from "../bench.ts";
import type { Heard } from "../hear.ts";
import { questionsInPairs, timeTool, user, weatherTool } from "../material.ts";

/** What came of one tool choice. `confused`: tools can be called, though not the one that was named. */
interface Choice {
  readonly verdict: Support | "confused";
  readonly why: string;
}

const weatherQuestion = user("What is the weather in Paris? Use the tool.");

/**
 * Offers a tool that the question asks for, requires one, and shows how others were called. Where none of that leads to a call, looks
 * whether the tools reached the model at all.
 */
export async function checkTools(bench: Bench): Promise<void> {
  const offered = await bench.ask("tools", { prompt: weatherQuestion, tools: [weatherTool] });
  const refused = "refusal" in offered ? judgeRefusal("tools", offered.refusal) : undefined;
  if (refused?.verdict === false) {
    bench.report("tools", false, refused.why);
    reportNoTools(bench);
    return;
  }
  const call = callIn(offered);
  if (call !== undefined) bench.report("tools", true, `it called ${call}`);
  const forced = await checkForcedToolChoice(bench);
  if (call === undefined && forced !== undefined) bench.report("tools", true, `made to, it called ${forced}`);
  const imitated = await checkParallelTools(bench);
  if (bench.isReported("tools")) return;
  if (imitated !== undefined) bench.report("tools", true, `shown how, it called ${imitated}`);
  else if ("heard" in offered) await compareTokens(bench, offered.heard);
  else if (refused !== undefined) bench.report("tools", "unknown", refused.why);
}

/** A tool required by a question that needs none, and one named where another fits better. Returns a call that came of it. */
async function checkForcedToolChoice(bench: Bench): Promise<string | undefined> {
  const required = await bench.ask("forcedToolChoice", { prompt: user("Say hello."), tools: [weatherTool], toolChoice: { type: "required" } });
  const isRequired = judgeChoice(required, [weatherTool], "a tool was required");
  const named = await bench.ask("forcedToolChoice", { prompt: weatherQuestion, tools: [weatherTool, timeTool], toolChoice: { type: "tool", toolName: timeTool.name } });
  const isNamed = judgeChoice(named, [timeTool], `${timeTool.name} was named`);
  bench.report("forcedToolChoice", agreed(isRequired.verdict, isNamed.verdict), `required: ${isRequired.why}; named: ${isNamed.why}`);
  return callIn(required) ?? callIn(named);
}

/** What both say, or the one of them that says anything; where they disagree, nothing. */
function agreed(one: Choice["verdict"], other: Choice["verdict"]): Support {
  if (one === "confused" || other === "confused") return "unknown";
  if (one === "unknown") return other;
  return other === "unknown" || one === other ? one : "unknown";
}

function judgeChoice(reply: Reply, wanted: readonly LanguageModelV4FunctionTool[], asked: string): Choice {
  if ("refusal" in reply) return judgeRefusal("forcedToolChoice", reply.refusal);
  const { heard } = reply;
  const withheld = withheldFrom("forcedToolChoice", heard);
  if (withheld !== undefined) return { verdict: "unknown", why: withheld };
  const call = validCall(heard, wanted);
  if (call !== undefined) return { verdict: true, why: `${asked}, and it called ${call}` };
  const [other] = heard.toolCalls;
  if (other !== undefined) return { verdict: "confused", why: `${asked}, and it called ${inWords(other)}` };
  if (heard.text.trim() === "") return { verdict: "unknown", why: `${asked}, and nothing came before the answer ended (${heard.finishReason})` };
  return heard.finishReason === "length"
    ? { verdict: "unknown", why: `${asked}, and the answer was cut while it was text: ${quote(heard.text)}` }
    : { verdict: false, why: `${asked}, and it answered in text: ${quote(heard.text)}` };
}

function callIn(reply: Reply): string | undefined {
  return "heard" in reply ? validCall(reply.heard, [weatherTool, timeTool]) : undefined;
}

/**
 * A model that calls nothing may be weak, or may never have seen the tools: then the service heeds no tool choice either, and the prompt
 * is not longer for them.
 */
async function compareTokens(bench: Bench, offered: Heard): Promise<void> {
  const said = `the tools were taken and none was called, however it was asked: ${quote(offered.text)}`;
  const mayBeUnseen = offered.usage.input !== undefined && offered.toolCalls.length === 0 && bench.verdictOn("forcedToolChoice") === false;
  const bare = mayBeUnseen ? await bench.ask("tools", { prompt: weatherQuestion }) : undefined;
  const without = bare !== undefined && "heard" in bare ? bare.heard.usage.input : undefined;
  const sent = offered.sentBody === "" || offered.sentBody.includes(weatherTool.name);
  if (without === undefined || !sent || (offered.usage.input ?? 0) > without) {
    bench.report("tools", "unknown", said);
    return;
  }
  bench.report("tools", false, `${said}; the prompt had ${without} tokens with them and without: they do not reach the model`);
  reportNoTools(bench);
}

/** What cannot be where there are no tools. */
function reportNoTools(bench: Bench): void {
  for (const capability of ["forcedToolChoice", "parallelTools", "jsonSchemaWithTools"] as const) {
    if (bench.verdictOn(capability) !== false) bench.report(capability, false, "it takes no tools");
  }
}

/** Two calls in one answer, to a conversation in which that was done before. Returns a call that came of it. */
async function checkParallelTools(bench: Bench): Promise<string | undefined> {
  const heard = await bench.answerTo("parallelTools", { prompt: questionsInPairs(), tools: [weatherTool], maxOutputTokens: 128 });
  if (heard === undefined) return undefined;
  const calls = heard.toolCalls.length;
  if (calls > 1) bench.report("parallelTools", true, `asked about two cities, it called ${calls} tools in one answer`);
  else bench.report("parallelTools", "unknown", `asked about two cities, it called ${calls === 1 ? "one tool" : "none"}`);
  return validCall(heard, [weatherTool]);
}

/** The first call of one of these tools with an object of arguments, in words. */
function validCall({ toolCalls }: Heard, tools: readonly LanguageModelV4FunctionTool[]): string | undefined {
  const call = toolCalls.find(({ toolName, input }) => tools.some(({ name }) => name === toolName) && isObjectText(input));
  return call === undefined ? undefined : inWords(call);
}

function inWords({ toolName, input }: Heard["toolCalls"][number]): string {
  return `${toolName} with ${quote(input)}`;
}

function isObjectText(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
