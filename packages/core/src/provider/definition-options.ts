import { InvalidArgumentError, type JSONObject, type JSONValue } from "@ai-sdk/provider";
import { reasoningLevels, type ReasoningLevel } from "../capabilities/facts.ts";
import type { CallDefaults, DefaultSettings } from "../language-model/call-defaults.ts";

type Setting = keyof DefaultSettings;
type SettingValue = DefaultSettings[Setting];

/** What the value of an option must be, and what becomes of it; `undefined`: it is none. */
interface Kind {
  readonly expected: string;
  read(value: JSONValue): SettingValue | undefined;
}

const within = (least: number, most: number): Kind => ({
  expected: `a number from ${least} to ${most}`,
  read: (value) => (typeof value === "number" && value >= least && value <= most ? value : undefined),
});

const wholeFrom = (least: number): Kind => ({
  expected: least === Number.MIN_SAFE_INTEGER ? "an integer" : `an integer of at least ${least}`,
  read: (value) => (Number.isSafeInteger(value) && (value as number) >= least ? (value as number) : undefined),
});

const texts: Kind = {
  expected: "a string or an array of strings",
  read(value) {
    const all = typeof value === "string" ? [value] : value;
    return Array.isArray(all) && all.every((text) => typeof text === "string" && text !== "") ? all : undefined;
  },
};

const levels: readonly (ReasoningLevel | "provider-default")[] = ["provider-default", ...reasoningLevels];

const level: Kind = {
  expected: `one of ${levels.join(", ")}`,
  read: (value) => levels.find((known) => known === value),
};

/** Every setting with its spellings: the AI SDK's, then those of OpenAI and of the services that follow it. */
const settings: readonly { readonly setting: Setting; readonly spellings: readonly string[]; readonly kind: Kind }[] = [
  { setting: "maxOutputTokens", spellings: ["maxOutputTokens", "max_tokens", "max_completion_tokens", "max_output_tokens", "maxTokens"], kind: wholeFrom(1) },
  { setting: "temperature", spellings: ["temperature"], kind: within(0, 2) },
  { setting: "topP", spellings: ["topP", "top_p"], kind: within(0, 1) },
  { setting: "topK", spellings: ["topK", "top_k"], kind: wholeFrom(1) },
  { setting: "frequencyPenalty", spellings: ["frequencyPenalty", "frequency_penalty"], kind: within(-2, 2) },
  { setting: "presencePenalty", spellings: ["presencePenalty", "presence_penalty"], kind: within(-2, 2) },
  { setting: "stopSequences", spellings: ["stopSequences", "stop", "stop_sequences"], kind: texts },
  { setting: "seed", spellings: ["seed"], kind: wholeFrom(Number.MIN_SAFE_INTEGER) },
  { setting: "reasoning", spellings: ["reasoning", "reasoning_effort", "reasoningEffort"], kind: level },
];

/** The setting that an option's name stands for, in any of its spellings. */
export function settingNamed(option: string): Setting | undefined {
  return settings.find(({ spellings }) => spellings.includes(option))?.setting;
}

/**
 * A definition's options as what holds where a call says nothing.
 *
 * An effort that is none of the AI SDK's levels is the provider option `reasoningEffort`, since services have words of their own
 * (`default`); an object under `reasoning` is OpenRouter's field of that name, and so a provider option as well.
 *
 * @throws InvalidArgumentError naming the option by `where` and what its value must be
 */
export function readDefinitionOptions(options: JSONObject, where: string): Omit<CallDefaults, "system"> {
  const found = new Map<Setting, { readonly option: string; readonly value: SettingValue }>();
  const own: [option: string, value: JSONValue][] = [];
  for (const [option, value] of Object.entries(options)) {
    if (value === undefined) continue;
    const known = settings.find(({ spellings }) => spellings.includes(option));
    if (known === undefined || isOwnReasoning(option, value)) {
      own.push([option === "reasoning_effort" ? "reasoningEffort" : option, value]);
      continue;
    }
    const other = found.get(known.setting);
    if (other !== undefined) throw invalid(`${where}.${option}`, `is the same option as ${other.option}; keep one of them`);
    const read = known.kind.read(value);
    if (read === undefined) throw invalid(`${where}.${option}`, `expected ${known.kind.expected}, got ${describeValue(value)}`);
    found.set(known.setting, { option, value: read });
  }
  return {
    settings: Object.fromEntries([...found].map(([setting, { value }]) => [setting, value])),
    providerOptions: Object.fromEntries(own),
  };
}

function isOwnReasoning(option: string, value: JSONValue): boolean {
  if (option === "reasoning") return typeof value === "object" && value !== null && !Array.isArray(value);
  return /effort/i.test(option) && typeof value === "string" && value !== "" && level.read(value) === undefined;
}

function invalid(where: string, what: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument: where, message: `${where}: ${what}.` });
}

/** A value as a message may show it: numbers tell what is wrong with them, and a text could be a secret. */
export function describeValue(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean" || value === null) return String(value);
  if (Array.isArray(value)) return "an array";
  if (typeof value === "string") return value === "" ? "an empty string" : "a string";
  return typeof value === "object" ? "an object" : typeof value;
}
