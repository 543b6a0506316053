import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { asObject } from "../../json/narrow.ts";
import { parseJSON } from "../../json/parse.ts";
import { quote, type Bench } from "../bench.ts";
import type { Heard } from "../hear.ts";
import { shadeFormat, shadeKey, shades, user, weatherTool } from "../material.ts";
import type { ProbedCapability } from "../result.ts";

/** JSON mode for a question that names JSON, as some services demand, and does not ask for it. */
export async function checkJSONObject(bench: Bench): Promise<void> {
  const heard = await bench.answerTo("jsonObject", { prompt: user("JSON is a data format. In one short sentence: what is the sea?"), responseFormat: { type: "json" } });
  if (heard === undefined) return;
  const { form, said } = formOf(heard);
  if (form === "object" || form === "cut") bench.report("jsonObject", true, `it answered in JSON: ${said}`);
  // Held to JSON and at a loss for words, models write white space without end; OpenAI's documentation warns of it.
  else if (form === "blank" && heard.finishReason === "length") bench.report("jsonObject", true, "held to JSON, it wrote white space up to the limit");
  else if (form === "prose") bench.report("jsonObject", false, `the format was taken and ignored: ${said}`);
  else bench.report("jsonObject", "unknown", describe(form, said, heard));
}

/** A schema that asks for words the question does not hold. */
export async function checkJSONSchema(bench: Bench): Promise<void> {
  const heard = await bench.answerTo("jsonSchema", { prompt: user("Say hello."), responseFormat: shadeFormat });
  if (heard !== undefined) judgeShade(bench, "jsonSchema", heard);
}

/** The same beside a tool that the question does not need. */
export async function checkSchemaWithTools(bench: Bench): Promise<void> {
  if (bench.isReported("jsonSchemaWithTools")) return;
  if (bench.verdictOn("jsonSchema") !== true || bench.verdictOn("tools") === "unknown") {
    const verdict = bench.verdictOn("jsonSchema") === false ? false : "unknown";
    bench.report("jsonSchemaWithTools", verdict, verdict === false ? "it takes no schema" : "not measured: schemas or tools were not seen to work");
    return;
  }
  const heard = await bench.answerTo("jsonSchemaWithTools", { prompt: user("Say hello."), responseFormat: shadeFormat, tools: [weatherTool] });
  if (heard === undefined) return;
  if (heard.toolCalls.length > 0) bench.report("jsonSchemaWithTools", "unknown", "both were taken, and it called the tool");
  else judgeShade(bench, "jsonSchemaWithTools", heard);
}

function judgeShade(bench: Bench, capability: ProbedCapability, heard: Heard): void {
  const { form, said, value } = formOf(heard);
  if (form === "object" && shades.includes(String(value?.[shadeKey]))) bench.report(capability, true, `it answered by the schema: ${said}`);
  // The key came from the schema: it was read, if not obeyed.
  else if (heard.text.includes(shadeKey)) bench.report(capability, "unknown", `it knew the schema and did not keep to it: ${said}`);
  else if (form === "prose" || form === "object") bench.report(capability, false, `the schema was taken and ignored: ${said}`);
  else bench.report(capability, "unknown", describe(form, said, heard));
}

/** More white space than models begin an answer with. In characters. */
const leastBlank = 24;

type Form = "object" | "blank" | "cut" | "broken" | "fenced" | "prose" | "nothing";

interface Shape {
  readonly form: Form;
  readonly said: string;
  readonly value?: JSONObject | undefined;
}

/** What kind of text an answer is, thoughts left out. */
function formOf({ text, finishReason }: Heard): Shape {
  const answer = text.replace(/^\s*<think>[^]*?(?:<\/think>|$)/i, "").trim();
  const said = quote(answer);
  if (answer === "") return { form: text.length >= leastBlank && text.trim() === "" ? "blank" : "nothing", said };
  const value = asObject(parsed(answer));
  if (value !== undefined) return { form: "object", said, value };
  if (answer.startsWith("```")) return { form: "fenced", said };
  if (answer.startsWith("{")) return { form: finishReason === "length" ? "cut" : "broken", said };
  return { form: "prose", said };
}

function parsed(text: string): JSONValue | undefined {
  try {
    return parseJSON(text);
  } catch {
    return undefined;
  }
}

function describe(form: Form, said: string, { finishReason }: Heard): string {
  switch (form) {
    case "blank":
    case "nothing":
      return `nothing came before the answer ended (${finishReason})`;
    case "fenced":
      return `the JSON came inside a code fence: ${said}`;
    case "cut":
      return `the answer was cut: ${said}`;
    default:
      return `the answer is no whole JSON: ${said}`;
  }
}
