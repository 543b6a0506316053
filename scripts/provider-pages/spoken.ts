import type { ModelRule } from "@portolan/core";
import { openaiChat, type OpenAIChatWire } from "@portolan/core/openai-chat";
import type { Preset } from "@portolan/provider-custom";
import { code, listed } from "./markdown.ts";

const histories: Readonly<Record<OpenAIChatWire["history"], string>> = {
  none: "not sent back",
  reasoning: "sent back in `reasoning`",
  reasoning_content: "sent back in `reasoning_content`",
  reasoning_details: "sent back as its `reasoning_details`, byte for byte",
  thinking: "sent back as thinking parts of the content",
};

const caching: Readonly<Record<string, string>> = {
  cache_control: "`promptCaching` sets `cache_control` markers",
  prompt_cache_key: "`promptCaching` sends `prompt_cache_key`",
  automatic: "caches by itself; `promptCaching` has nothing to send",
  false: "`promptCaching` is warned about",
};

const usage: Readonly<Record<OpenAIChatWire["streamUsage"], string>> = {
  ask: "asked for by `stream_options`",
  always: "comes unasked",
  never: "not asked for: the service refuses the field",
};

/** How a service's form differs, as rows of what and how: read from the record that the calls are made by. */
export function spokenRows(preset: Preset): readonly (readonly [string, string])[] {
  const wire = openaiChat().wire([preset.wire ?? {}]);
  const rules = preset.models ?? [];
  const missing = Object.entries(wire.fields).filter(([, field]) => field === false).map(([option]) => code(option));
  return [
    ["output limit", fieldOf(wire, rules)],
    ["not sent, with a warning", listed(missing)],
    ["reasoning levels", levelsOf(wire, rules)],
    ["earlier reasoning", historyOf(wire, rules)],
    ["reasoning within the text", tagsOf(wire, rules)],
    ["a required tool", wire.toolChoice.required === false ? "cannot be asked for: `auto` is sent, with a warning" : code(wire.toolChoice.required ?? "required")],
    ["one named tool", wire.toolChoice.named === false ? "offered alone and required, with a warning" : "by its name"],
    ["JSON schema", `${wire.jsonSchema === "json_schema" ? "`json_schema`" : "`json_object` with `schema`"}${capability(rules, "jsonSchema")}`],
    ["usage in streams", usage[wire.streamUsage]],
    ["prompt caching", caching[String(wire.promptCaching)] ?? ""],
    ["other kinds of model", kindsOf(preset)],
    ["model list", pathOf(preset.list) ?? "none"],
    ["proof of a key", pathOf(preset.check) ?? "no free request proves it; two refusals are compared"],
  ];
}

/** What the rules of all models say where the service's own record says nothing. */
function everywhere<Key extends keyof OpenAIChatWire>(wire: OpenAIChatWire, rules: readonly ModelRule<OpenAIChatWire>[], key: Key): readonly OpenAIChatWire[Key][] {
  return [wire[key], ...rules.flatMap((rule) => (rule.wire?.[key] === undefined ? [] : [rule.wire[key] as OpenAIChatWire[Key]]))];
}

function fieldOf(wire: OpenAIChatWire, rules: readonly ModelRule<OpenAIChatWire>[]): string {
  const fields = everywhere(wire, rules, "fields").flatMap(({ maxOutputTokens }) => (typeof maxOutputTokens === "string" ? [maxOutputTokens] : []));
  return [...new Set(fields)].map(code).join(", by model ");
}

function levelsOf(wire: OpenAIChatWire, rules: readonly ModelRule<OpenAIChatWire>[]): string {
  const levels = new Set(everywhere(wire, rules, "reasoning").flatMap((reasoning) => Object.keys(reasoning ?? {})));
  const budget = everywhere(wire, rules, "reasoningBudget").find((field) => field !== false && field !== undefined);
  const given = levels.size === 0 ? "as given, in `reasoning_effort`" : [...levels].map(code).join(", ");
  return budget === undefined ? given : `${given}; as tokens in ${code(String(budget))}`;
}

function historyOf(wire: OpenAIChatWire, rules: readonly ModelRule<OpenAIChatWire>[]): string {
  const kinds = new Set(everywhere(wire, rules, "history"));
  const words = [...kinds].map((kind) => histories[kind]);
  const scope = kinds.size === 1 && kinds.has("none") ? "" : wire.historyScope === "all" ? ", of all turns" : ", of the current tool round";
  return `${words.join("; by model ")}${scope}`;
}

function tagsOf(wire: OpenAIChatWire, rules: readonly ModelRule<OpenAIChatWire>[]): string {
  const [tags] = everywhere(wire, rules, "reasoningTags").filter((pair) => typeof pair === "object");
  if (typeof tags !== "object") return "left as it is";
  return `${wire.reasoningTags === false ? "by model " : ""}taken out of ${code(`${tags[0]}…${tags[1]}`)}`;
}

function pathOf(lookup: Preset["list"] | Preset["check"]): string | undefined {
  if (lookup === false) return undefined;
  return code(typeof lookup === "object" ? lookup.path : (lookup ?? "/models"));
}

function capability(rules: readonly ModelRule<OpenAIChatWire>[], flag: "jsonSchema"): string {
  const everyModel = rules.filter(({ match }) => match === undefined).map(({ can }) => can?.[flag]).findLast((support) => support !== undefined);
  return everyModel === false ? ", for models that are said to take it; elsewhere it is asked for in the prompt" : "";
}

function kindsOf(preset: Preset): string {
  const kinds = (["completion", "embedding", "image", "transcription", "speech", "reranking", "moderation"] as const).filter((kind) => preset[kind] !== undefined);
  return listed(kinds.map((kind) => (kind === "completion" ? "text completion" : kind)));
}
