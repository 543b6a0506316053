import type {
  JSONObject,
  JSONValue,
  LanguageModelV4Citation,
  LanguageModelV4File,
  LanguageModelV4FinishReason,
  LanguageModelV4Source,
  LanguageModelV4StreamPart,
  LanguageModelV4ToolCall,
  LanguageModelV4ToolResult,
  LanguageModelV4Usage,
} from "@ai-sdk/provider";
import type { FoundSource, PartWriter, ToolInputDelta } from "../dialects/dialect.ts";
import { toUnifiedFinishReason } from "./finish-reason.ts";
import { ToolInputs } from "./tool-inputs.ts";
import type { Warnings } from "./warnings.ts";

type DeltaPart = Extract<LanguageModelV4StreamPart, { type: "text-delta" | "reasoning-delta" | "tool-input-delta" }>;
type UrlSource = Extract<LanguageModelV4Source, { sourceType: "url" }>;

/** How an answer ended: as the service meant it, without its end, or with an error that the service told of. */
export type Ending = "complete" | "cut" | "failed";

/** How an answer turned out, once it ended. */
export interface Outcome {
  readonly toolCalls: number;
  /** Names of the tools whose arguments were cut, so that no call came of them. */
  readonly lostTools: readonly string[];
  /** Whether any content was passed on. */
  readonly delivered: boolean;
  readonly usage: LanguageModelV4Usage;
  readonly unified: LanguageModelV4FinishReason["unified"];
}

export interface EmitterOptions {
  readonly providerId: string;
  readonly warnings: Warnings;
  /** Whether deltas of one read are merged. */
  readonly coalesce: boolean;
}

const nothingUsed: LanguageModelV4Usage = {
  inputTokens: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: undefined, text: undefined, reasoning: undefined },
};

/**
 * Turns what a decoder reports into the AI SDK's stream parts, in a legal order whatever is reported.
 *
 * `stream-start` first and once; metadata once; one text or reasoning block open at a time; every block that starts ends;
 * tool calls last and once; `finish` last and once.
 */
export class PartEmitter implements PartWriter {
  /** Parts that nobody has taken yet. */
  queue: LanguageModelV4StreamPart[] = [];
  /** Whether something was said that a retry would repeat. */
  committed = false;
  /** The first error that the service told of inside its answer. */
  failure: { readonly body: JSONValue } | undefined;
  /** The service's own word for why it stopped, once it said one. */
  finishRaw: string | undefined;

  readonly #providerId: string;
  readonly #warnings: Warnings;
  readonly #coalesce: boolean;
  readonly #toolInputs: ToolInputs;
  readonly #kept: Record<string, JSONValue> = {};
  readonly #sources = new Map<string, UrlSource>();
  /** Ids of the tools that the service ran itself. */
  readonly #executed = { calls: new Set<string>(), results: new Set<string>() };
  #citations: LanguageModelV4Citation[] = [];
  #reasoningMetadata: JSONObject | undefined;
  #usage: LanguageModelV4Usage = nothingUsed;
  #wholeCalls = false;
  #open: "text" | "reasoning" | undefined;
  #blockId = "";
  #blocks = 0;
  #hasMetadata = false;
  /** The newest part of this read, if a delta may still be added to it. */
  #growing: DeltaPart | undefined;

  constructor(options: EmitterOptions) {
    this.#providerId = options.providerId;
    this.#warnings = options.warnings;
    this.#coalesce = options.coalesce;
    this.queue.push({ type: "stream-start", warnings: options.warnings.early });
    this.#toolInputs = new ToolInputs({
      start: (id, toolName) => {
        this.#closeBlock();
        this.#push({ type: "tool-input-start", id, toolName });
        this.committed = true;
      },
      delta: (id, delta) => this.#delta("tool-input-delta", id, delta),
      end: (id) => this.#push({ type: "tool-input-end", id }),
      call: ({ id, name, input, metadata }) =>
        this.#push({ type: "tool-call", toolCallId: id, toolName: name, input, ...(metadata === undefined ? {} : { providerMetadata: { [this.#providerId]: metadata } }) }),
      nameless: () => this.#warnings.add({ type: "other", message: "the service sent a tool call without a name; it was left out" }),
    });
  }

  /** Whether nothing was said at all: no content, no tool call begun, no reason to stop. */
  get isEmpty(): boolean {
    return !this.committed && this.finishRaw === undefined && !this.#toolInputs.hasBegun;
  }

  /** Takes what is ready. */
  take(): LanguageModelV4StreamPart[] {
    const { queue } = this;
    this.queue = [];
    return queue;
  }

  /** What follows came in another read: deltas of the one before are not added to. */
  beginRead(): void {
    this.#growing = undefined;
  }

  raw(rawValue: unknown): void {
    this.#push({ type: "raw", rawValue });
  }

  metadata(of: { readonly id?: string | undefined; readonly modelId?: string | undefined; readonly timestamp?: Date | undefined }): void {
    if (this.#hasMetadata) return;
    const { id, modelId, timestamp } = of;
    if (!id && !modelId && timestamp === undefined) return;
    this.#hasMetadata = true;
    this.#push({ type: "response-metadata", ...(id ? { id } : {}), ...(modelId ? { modelId } : {}), ...(timestamp === undefined ? {} : { timestamp }) });
  }

  text(delta: string): void {
    if (delta === "") return;
    if (this.#open !== "text") this.#openBlock("text");
    this.#delta("text-delta", this.#blockId, delta);
  }

  reasoning(delta: string, metadata?: JSONObject): void {
    if (delta === "" && metadata === undefined) return;
    if (this.#open !== "reasoning") this.#openBlock("reasoning");
    if (metadata !== undefined) this.#reasoningMetadata = { ...this.#reasoningMetadata, ...metadata };
    if (delta !== "") this.#delta("reasoning-delta", this.#blockId, delta);
  }

  toolInput(of: ToolInputDelta): void {
    this.#toolInputs.add(of);
  }

  /** Heard once: Groq tells of a call when it begins and again with its result. */
  toolCall(of: Omit<LanguageModelV4ToolCall, "type">): void {
    if (this.#executed.calls.has(of.toolCallId)) return;
    this.#executed.calls.add(of.toolCallId);
    this.#closeBlock();
    this.#toolInputs.reserve(of.toolCallId);
    this.#push({ type: "tool-call", ...of });
    this.committed = true;
  }

  toolResult(of: Omit<LanguageModelV4ToolResult, "type">): void {
    if (this.#executed.results.has(of.toolCallId)) return;
    if (of.preliminary !== true) this.#executed.results.add(of.toolCallId);
    this.#closeBlock();
    this.#push({ type: "tool-result", ...of });
    this.committed = true;
  }

  source(of: FoundSource): void {
    let source = this.#sources.get(of.url);
    if (source === undefined) {
      source = {
        type: "source",
        sourceType: "url",
        id: `source-${this.#sources.size}`,
        url: of.url,
        ...(of.title === undefined ? {} : { title: of.title }),
        ...(of.metadata === undefined ? {} : { providerMetadata: { [this.#providerId]: of.metadata } }),
      };
      this.#sources.set(of.url, source);
      this.#push(source);
    }
    if (of.startIndex === undefined && of.citedText === undefined) return;
    this.#citations.push({
      source,
      ...(of.startIndex === undefined ? {} : { startIndex: of.startIndex }),
      ...(of.endIndex === undefined ? {} : { endIndex: of.endIndex }),
      ...(of.citedText === undefined ? {} : { citedText: of.citedText }),
    });
  }

  file(of: Omit<LanguageModelV4File, "type">): void {
    this.#closeBlock();
    this.#push({ type: "file", ...of });
    this.committed = true;
  }

  usage(usage: LanguageModelV4Usage): void {
    this.#usage = usage;
  }

  finish(raw: string, { wholeCalls }: { readonly wholeCalls: boolean } = { wholeCalls: false }): void {
    this.finishRaw = raw;
    this.#wholeCalls = wholeCalls;
  }

  fail(body: JSONValue): void {
    this.failure ??= { body };
  }

  keep(key: string, value: JSONValue | undefined): void {
    if (value !== undefined) this.#kept[key] = value;
  }

  /** Tells of a fault after the commit. */
  error(error: unknown): void {
    this.#closeBlock();
    this.#push({ type: "error", error });
  }

  /** Closes what is open and says how it ended. `judge` may add warnings once usage and calls are known. */
  end(ending: Ending, judge: (outcome: Outcome) => void): void {
    const said = this.finishRaw === undefined ? undefined : toUnifiedFinishReason(this.finishRaw);
    const before = this.#unified(ending, said, 0);
    this.#closeBlock();
    const delivered = this.committed;
    const { calls: toolCalls, lost: lostTools } = this.#toolInputs.finish({ cut: before !== "stop" && before !== "tool-calls" && before !== "other" });
    const unified = this.#unified(ending, said, toolCalls);
    judge({ toolCalls, lostTools, delivered: delivered || toolCalls > 0, usage: this.#usage, unified });
    this.committed = true;
    const { late } = this.#warnings;
    const metadata: JSONObject = { ...this.#kept, ...(late.length === 0 ? {} : { warnings: late as unknown as JSONValue }) };
    this.#push({
      type: "finish",
      finishReason: { unified, raw: this.finishRaw },
      usage: this.#usage,
      ...(Object.keys(metadata).length === 0 ? {} : { providerMetadata: { [this.#providerId]: metadata } }),
    });
  }

  #unified(ending: Ending, said: LanguageModelV4FinishReason["unified"] | undefined, toolCalls: number): LanguageModelV4FinishReason["unified"] {
    if (ending === "failed") return "error";
    if (said === undefined && ending === "cut") return "interrupted";
    // Some services end tool calls with `stop`, a word of their own or none; the AI SDK would not run the tools.
    if (toolCalls > 0 && (said === undefined || said === "stop" || said === "other" || (said === "length" && this.#wholeCalls))) return "tool-calls";
    return said ?? "other";
  }

  #openBlock(kind: "text" | "reasoning"): void {
    this.#closeBlock();
    this.#open = kind;
    this.#blockId = `${kind}-${this.#blocks}`;
    this.#blocks += 1;
    this.#push({ type: `${kind}-start`, id: this.#blockId });
    this.committed = true;
  }

  #closeBlock(): void {
    const id = this.#blockId;
    if (this.#open === "text") {
      this.#push({ type: "text-end", id, ...(this.#citations.length === 0 ? {} : { citations: this.#citations }) });
      this.#citations = [];
    } else if (this.#open === "reasoning") {
      const metadata = this.#reasoningMetadata;
      this.#push({ type: "reasoning-end", id, ...(metadata === undefined ? {} : { providerMetadata: { [this.#providerId]: metadata } }) });
      this.#reasoningMetadata = undefined;
    }
    this.#open = undefined;
  }

  #delta(type: DeltaPart["type"], id: string, delta: string): void {
    const growing = this.#growing;
    if (growing !== undefined && growing.id === id && growing.type === type) {
      growing.delta += delta;
      return;
    }
    const part: DeltaPart = { type, id, delta };
    this.queue.push(part);
    this.#growing = this.#coalesce ? part : undefined;
  }

  #push(part: LanguageModelV4StreamPart): void {
    this.queue.push(part);
    this.#growing = undefined;
  }
}
