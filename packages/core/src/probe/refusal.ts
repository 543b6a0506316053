import { describeError } from "../errors/describe-error.ts";
import type { ErrorInfo, ErrorKind } from "../errors/kinds.ts";
import type { ProbedCapability } from "./result.ts";

/** A call that was not answered, in a way that may have to do with what it asked for. */
export interface Refusal {
  /** Who refused: the service, or the package before anything was sent. */
  readonly by: "service" | "package";
  readonly error: unknown;
  readonly info: ErrorInfo;
}

/** After one of these nothing else can be measured: the next call would meet the same. */
const endsEverything: ReadonlySet<ErrorKind> = new Set<ErrorKind>(["aborted", "auth", "quota", "rate-limit", "overloaded", "timeout", "network"]);

const unsentErrors: ReadonlySet<string> = new Set(["AI_UnsupportedFunctionalityError", "AI_InvalidArgumentError", "AI_InvalidPromptError"]);

/** The refusal that a fault is; `undefined` where it says nothing of what was asked for. */
export function readRefusal(error: unknown): Refusal | undefined {
  const info = describeError(error);
  if (endsEverything.has(info.kind)) return undefined;
  return { by: error instanceof Error && unsentErrors.has(error.name) ? "package" : "service", error, info };
}

/** Kinds of fault in which words can be about a field. What a model wrote, or was shown, is not. */
const kindsOfRefusal: ReadonlySet<ErrorKind> = new Set<ErrorKind>(["bad-request", "model-not-found", "permission", "server", "unknown"]);

/** Words that deny something, as services use them. */
const denial: readonly RegExp[] = [
  /(?:\bnot|n[o']t)(?: (?:currently|yet|be|been|a))*[ _](?:support|allow|permit|accept|implement|enabl|availab|recogni[sz]|known|valid (?:parameter|field|argument))/i,
  /\b(?:unsupported|unavailable|unknown|unrecogni[sz]ed|unexpected|not_supported|forbidden|disallowed)\b/i,
  /\bcannot (?:be (?:combined|used|set)|use|accept|process|handle|specify|combine)/i,
  /\bno endpoints found that support/i,
  /\b(?:must not|can ?not|may not) (?:be|contain|have)\b/i,
  /\brequires? [^.\n]{0,40}--[a-z]/i, // vLLM and llama.cpp name the flag they were started without
  /\bonly (?:supports?|accepts?|takes?|allows?|available)/i,
];

/** A list of what is taken. A field with values of its own is there; where what was asked for is such a value, it is missing. */
const otherChoices = /\b(?:must|should) be\b|\bexpected\b|\b(?:valid|allowed|supported|permitted|accepted) values/i;

/** What was wrong with the schema that was sent, or with a value: the feature is there. */
const wrongValue = /invalid (?:json )?schema|additionalProperties|out of range|too (?:small|large|short|long|low|high)|(?:greater|less|more|fewer|larger|smaller) than|at least|minimum|maximum/i;

/** Content as a list of parts, refused as such. */
const plainContentOnly = /content\b[^.\n]{0,40}\bstring|unknown variant/i;

interface Speech {
  /** Words without which a refusal is about something else. */
  readonly about: RegExp;
  /** Words that make a list of other choices a denial. @default none */
  readonly deniedByChoices?: RegExp;
}

const speech: { readonly [C in ProbedCapability]: Speech } = {
  streaming: { about: /\bstream/i },
  streamUsage: { about: /stream_options|include_usage/i },
  outputLimit: { about: /max_(?:completion_|output_|new_)?tokens|max_output/i },
  stopSequences: { about: /\bstop(?:_sequences?)?\b/i },
  systemMessages: { about: /\bsystem\b|\broles?\b/i, deniedByChoices: /\broles?\b/i },
  tools: { about: /\btools?\b|\btool[_ -](?:use|call)|\bfunctions?\b|\bfunction[_ -]call/i },
  parallelTools: { about: /parallel/i },
  forcedToolChoice: { about: /tool[_ -]?choice/i, deniedByChoices: /tool[_ -]?choice/i },
  jsonObject: { about: /json_object|response_?format|\bjson mode/i, deniedByChoices: /response_?format/i },
  jsonSchema: { about: /json_schema|response_?format|structured[ _]outputs?|guided|grammar/i, deniedByChoices: /response_?format|json_schema/i },
  jsonSchemaWithTools: { about: /json_schema|response_?format|structured[ _]outputs?|grammar|\btools?\b/i, deniedByChoices: /response_?format/i },
  reasoning: { about: /reason|think|\beffort/i },
  imageInput: { about: /image|vision|visual|multi-?modal|picture|content\b[^.\n]{0,40}\bstring/i, deniedByChoices: plainContentOnly },
  audioInput: { about: /audio|multi-?modal|speech|content\b[^.\n]{0,40}\bstring/i, deniedByChoices: plainContentOnly },
  seed: { about: /\bseed\b/i },
  logprobs: { about: /log_?prob/i },
};

/** Whether the service's words deny the capability itself, and not a value, a limit or something else in the call. */
export function denies(capability: ProbedCapability, { by, info }: Refusal): boolean {
  const { about, deniedByChoices } = speech[capability];
  const { message, kind } = info;
  if (by === "package" || !kindsOfRefusal.has(kind) || !about.test(message) || wrongValue.test(message)) return false;
  if (otherChoices.test(message)) return deniedByChoices?.test(message) ?? false;
  return info.status === 501 || denial.some((words) => words.test(message));
}
