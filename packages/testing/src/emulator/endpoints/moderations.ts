import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { RequestContext } from "../context.ts";
import { identifier } from "../identifier.ts";
import { isObject, readString } from "../json.ts";
import type { ModerationScores } from "../profile.ts";
import type { Reply } from "../reply.ts";
import type { ModelAnswer } from "../script.ts";
import { jsonReply } from "./json-reply.ts";

/** What is looked for in a text, by OpenAI's names of categories. Words, not sense. */
const suspicious: Readonly<Record<string, RegExp>> = {
  harassment: /\b(idiots?|stupid|loser)\b/i,
  "harassment/threatening": /\byou will regret\b/i,
  hate: /\bhate\b/i,
  "hate/threatening": /\bhate .*\bkill\b/i,
  illicit: /\b(counterfeit|smuggl\w+)\b/i,
  "illicit/violent": /\bbombs?\b/i,
  "self-harm": /\b(suicide|self-harm)\b/i,
  "self-harm/intent": /\bkill myself\b/i,
  "self-harm/instructions": /\bhow to (hurt|harm) (myself|yourself)\b/i,
  sexual: /\b(porn\w*|erotic\w*)\b/i,
  "sexual/minors": /\bchild porn\w*\b/i,
  violence: /\b(kill|murder|stab)\w*\b/i,
  "violence/graphic": /\b(gore|dismember)\w*\b/i,
};

/** A verdict for every text, by the words in it. */
export function moderations(body: JSONObject, scripted: ModelAnswer | undefined, context: RequestContext): Reply {
  const { profile, exchange } = context;
  const scores = inputTexts(body["input"]).map(scoresOf);
  const value: JSONObject = {
    id: `modr-${identifier(`${profile.id} moderation ${exchange.sequence}`, 24)}`,
    model: scripted?.modelId ?? body["model"],
    results: scores.map(profile.moderationResult ?? openaiResult),
    ...(scripted?.usage === undefined || scripted.usage === null ? {} : { usage: scripted.usage }),
  };
  return jsonReply(value, scripted, context);
}

/** A list of texts is judged text by text; a list of parts (`{ type: "text", text }`) is one text. */
function inputTexts(input: JSONValue | undefined): readonly string[] {
  if (!Array.isArray(input)) return [String(input)];
  if (!input.some(isObject)) return input.map(String);
  return [input.map((part) => (isObject(part) ? (readString(part, "text") ?? "") : "")).join("\n")];
}

function scoresOf(text: string): ModerationScores {
  return Object.fromEntries(Object.entries(suspicious).map(([category, words]) => [category, words.test(text) ? 0.96875 : 0.0001220703125]));
}

function openaiResult(scores: ModerationScores): JSONObject {
  const categories = Object.fromEntries(Object.entries(scores).map(([category, score]) => [category, score >= 0.5]));
  const inputTypes = Object.fromEntries(Object.keys(scores).map((category) => [category, ["text"]]));
  return { flagged: Object.values(categories).includes(true), categories, category_scores: scores, category_applied_input_types: inputTypes };
}
