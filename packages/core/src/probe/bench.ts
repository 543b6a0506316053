import type { LanguageModelV4, LanguageModelV4CallOptions } from "@ai-sdk/provider";
import type { Support } from "../capabilities/facts.ts";
import { unlessAborted } from "../connection/unless-aborted.ts";
import { longestTimerMs } from "../connection/watch.ts";
import { scrub } from "../errors/scrub.ts";
import { hear, type Heard } from "./hear.ts";
import { denies, readRefusal, type Refusal } from "./refusal.ts";
import { probedCapabilities, type Evidence, type ProbedCapability } from "./result.ts";

/** What a probe may spend. */
export interface BenchLimits {
  readonly signal: AbortSignal | undefined;
  readonly maxRequests: number;
  readonly deadlineMs: number;
}

/** A call of the bench, which says itself how it is sent and how long the answer may get. */
export interface Question extends Omit<LanguageModelV4CallOptions, "abortSignal" | "includeRawChunks" | "maxOutputTokens"> {
  /** @default what the model needs for a short answer */
  readonly maxOutputTokens?: number | undefined;
}

export type Reply = { readonly heard: Heard } | { readonly refusal: Refusal };

/** The budget or the time is up: what has not been measured stays unknown. */
export class ProbeStopped extends Error {
  readonly timedOut: boolean;

  constructor(message: string, timedOut: boolean) {
    super(message);
    this.name = "ProbeStopped";
    this.timedOut = timedOut;
  }
}

/** Enough for a tool call or a small object. */
const shortAnswerTokens = 64;
/** Where that was spent without a word. */
const heldBackAnswerTokens = 256;
/** For models that think before they answer. */
const thinkingAnswerTokens = 2048;

/** Call options by the feature's name in the AI SDK's warnings; a package that cannot send one says so there. */
const featureOf: { readonly [C in ProbedCapability]?: string } = {
  outputLimit: "maxOutputTokens",
  stopSequences: "stopSequences",
  forcedToolChoice: "toolChoice",
  jsonObject: "responseFormat",
  jsonSchema: "responseFormat",
  jsonSchemaWithTools: "responseFormat",
  reasoning: "reasoning",
  seed: "seed",
  logprobs: "logprobs",
};

/** Asks the model, counts what that costs, and keeps what was found. */
export class Bench {
  /** Whether answers are asked for as streams. */
  streamed = true;
  /** Whether answers begin with thoughts, which count as output. */
  thinks = false;
  /** Whether a limit of output tokens may be sent. */
  limitsOutput = true;
  /** The first answer. */
  first: Heard | undefined;
  requests = 0;
  readonly tokens: { input: number; output: number } = { input: 0, output: 0 };
  readonly #model: LanguageModelV4;
  readonly #limits: BenchLimits;
  readonly #deadline: AbortSignal;
  readonly #signal: AbortSignal;
  readonly #onEvidence: (capability: ProbedCapability, evidence: Evidence) => void;
  readonly #asked = new Map<ProbedCapability, number>();
  readonly #found = new Map<ProbedCapability, Evidence>();

  constructor(model: LanguageModelV4, limits: BenchLimits, onEvidence: (capability: ProbedCapability, evidence: Evidence) => void) {
    this.#model = model;
    this.#limits = limits;
    this.#deadline = AbortSignal.timeout(Math.min(limits.deadlineMs, longestTimerMs));
    this.#signal = limits.signal === undefined ? this.#deadline : AbortSignal.any([limits.signal, this.#deadline]);
    this.#onEvidence = onEvidence;
  }

  /** The provider's id, under which options of its own are passed. */
  get providerId(): string {
    return this.#model.provider.split(".", 1)[0] ?? this.#model.provider;
  }

  /**
   * One call. Resolves also when it was refused in a way that may have to do with what it asked for.
   *
   * @throws what ends the probe: the abort's reason, a `ProbeStopped`, a fault that has nothing to do with the question
   */
  async ask(about: ProbedCapability | readonly ProbedCapability[], question: Question): Promise<Reply> {
    const capabilities = typeof about === "string" ? [about] : about;
    this.#checkBudget();
    this.#count(capabilities, 1);
    try {
      const heard = await unlessAborted(hear(this.#model, this.#callOf(question), this.streamed), this.#signal);
      this.tokens.input += heard.usage.input ?? 0;
      this.tokens.output += heard.usage.output ?? 0;
      return { heard };
    } catch (error) {
      this.#limits.signal?.throwIfAborted();
      if (this.#deadline.aborted) throw this.#timeIsUp();
      const refusal = readRefusal(error);
      if (refusal === undefined) throw error;
      if (refusal.by === "package") this.#count(capabilities, -1);
      return { refusal };
    }
  }

  /** The answer to one call; where there is none, or the package did not ask for the thing, that is reported. */
  async answerTo(capability: ProbedCapability, question: Question): Promise<Heard | undefined> {
    let reply = await this.ask(capability, question);
    // Servers that take an answer apart hold back what they cannot place yet: a call, a thought, JSON.
    if ("heard" in reply && isHeldBack(reply.heard)) reply = await this.ask(capability, { ...question, maxOutputTokens: heldBackAnswerTokens });
    if ("refusal" in reply) {
      const { verdict, why } = judgeRefusal(capability, reply.refusal);
      this.report(capability, verdict, why);
      return undefined;
    }
    const withheld = withheldFrom(capability, reply.heard);
    if (withheld !== undefined) this.report(capability, "unknown", withheld);
    return withheld === undefined ? reply.heard : undefined;
  }

  /** Says what was found of a capability; the last word counts. `requests`: the calls it rests on. */
  report(capability: ProbedCapability, verdict: Support, why: string, requests: number = this.#asked.get(capability) ?? 0): void {
    const evidence: Evidence = { verdict, why, requests };
    this.#found.set(capability, evidence);
    this.#onEvidence(capability, evidence);
  }

  verdictOn(capability: ProbedCapability): Support {
    return this.#found.get(capability)?.verdict ?? "unknown";
  }

  isReported(capability: ProbedCapability): boolean {
    return this.#found.has(capability);
  }

  /** Everything, with this reason for what was not found. */
  conclude(reason: string): { readonly [C in ProbedCapability]: Evidence } {
    for (const capability of probedCapabilities) if (!this.isReported(capability)) this.report(capability, "unknown", `not measured: ${reason}`);
    return Object.fromEntries(probedCapabilities.map((capability) => [capability, this.#found.get(capability)])) as Record<ProbedCapability, Evidence>;
  }

  #callOf({ maxOutputTokens, ...question }: Question): LanguageModelV4CallOptions {
    const limit = this.thinks ? thinkingAnswerTokens : (maxOutputTokens ?? shortAnswerTokens);
    return { ...question, ...(this.limitsOutput ? { maxOutputTokens: limit } : {}), abortSignal: this.#signal };
  }

  #checkBudget(): void {
    this.#limits.signal?.throwIfAborted();
    if (this.#deadline.aborted) throw this.#timeIsUp();
    const { maxRequests } = this.#limits;
    if (this.requests >= maxRequests) throw new ProbeStopped(`the budget of ${maxRequests} requests was spent`, false);
  }

  #timeIsUp(): ProbeStopped {
    return new ProbeStopped(`the ${this.#limits.deadlineMs} ms were over`, true);
  }

  #count(capabilities: readonly ProbedCapability[], requests: number): void {
    this.requests += requests;
    for (const capability of capabilities) this.#asked.set(capability, (this.#asked.get(capability) ?? 0) + requests);
  }
}

function isHeldBack({ text, toolCalls, finishReason }: Heard): boolean {
  return text === "" && toolCalls.length === 0 && finishReason === "length";
}

/** What a refused call says of the capability it asked for. */
export function judgeRefusal(capability: ProbedCapability, refusal: Refusal): { readonly verdict: Support; readonly why: string } {
  const words = wordsOf(refusal);
  if (refusal.by === "package") return { verdict: "unknown", why: `the package does not send it: ${words}` };
  return denies(capability, refusal) ? { verdict: false, why: `refused: ${words}` } : { verdict: "unknown", why: `the call failed, in words that do not deny it: ${words}` };
}

/** What the package said it would not send as asked. */
export function withheldFrom(capability: ProbedCapability, heard: Heard): string | undefined {
  const feature = featureOf[capability];
  // A level of reasoning that was rounded is still asked for.
  const types = feature === "reasoning" ? ["unsupported"] : ["unsupported", "compatibility"];
  const warning = heard.warnings.find((candidate) => "feature" in candidate && candidate.feature === feature && types.includes(candidate.type));
  if (warning === undefined) return undefined;
  const details = "details" in warning && warning.details !== undefined ? `: ${warning.details}` : "";
  return `the package does not send it as asked${details}`;
}

const mostQuoted = 300;

/** The service's own words, on one line. */
export function wordsOf({ info }: Refusal): string {
  const status = info.status === undefined ? "" : `${info.status} `;
  return `${status}${quote(info.message, mostQuoted)}`;
}

/** Text in quotation marks, on one line, shortened, without anything that looks like a key. */
export function quote(text: string, length = 60): string {
  const line = scrub(text, []).replaceAll(/\s+/g, " ").trim();
  const characters = [...line];
  return `"${characters.length > length ? `${characters.slice(0, length).join("")}…` : line}"`;
}
