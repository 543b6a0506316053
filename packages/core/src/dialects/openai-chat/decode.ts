import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import { isErrorBody } from "../../errors/body.ts";
import { asArray, asObject } from "../../json/narrow.ts";
import type { Decoder, LanguageCall, PartWriter } from "../dialect.ts";
import { readContentParts, readImages, type ContentSink } from "./content-parts.ts";
import { ReasoningDetails } from "./reasoning-details.ts";
import { ReasoningTags } from "./reasoning-tags.ts";
import { readAnnotations, readCitations } from "./sources.ts";
import { SpokenOutput, transcriptOf } from "./spoken-output.ts";
import { toUsage } from "./usage.ts";
import type { OpenAIChatSpec, OpenAIChatWire } from "./wire.ts";

/** Reads one answer, streamed or whole: a `message` is a `delta` that came at once. */
export function decodeAnswer(call: LanguageCall, wire: OpenAIChatWire, spec: OpenAIChatSpec, out: PartWriter): Decoder {
  return new ChatDecoder(call, wire, spec, out);
}

class ChatDecoder implements Decoder {
  readonly #call: LanguageCall;
  readonly #spec: OpenAIChatSpec;
  readonly #out: PartWriter;
  readonly #keep: readonly (readonly [key: string, path: readonly string[]])[];
  readonly #tags: ReasoningTags | undefined;
  #details = new ReasoningDetails();
  #usage: JSONObject | undefined;
  #logprobs: JSONValue[] | undefined;
  readonly #references: JSONValue[] = [];
  readonly #sink: ContentSink = {
    text: (delta) => this.#text(delta),
    reference: (ids) => {
      for (const id of ids) this.#references.push(id);
    },
  };
  #spoken: SpokenOutput | undefined;
  #hasContent = false;
  #hasFinished = false;
  #hasMetadata = false;

  constructor(call: LanguageCall, wire: OpenAIChatWire, spec: OpenAIChatSpec, out: PartWriter) {
    this.#call = call;
    this.#spec = spec;
    this.#out = out;
    this.#keep = Object.entries(spec.keep ?? {}).map(([key, path]) => [key, path.split(".")] as const);
    this.#tags = wire.reasoningTags === false ? undefined : new ReasoningTags(wire.reasoningTags, { text: (delta) => this.#say(delta), reasoning: (delta) => out.reasoning(delta) });
  }

  frame(frame: JSONObject): void {
    if (isErrorBody(frame)) {
      this.#lastWords(frame);
      this.#out.fail(frame);
      return;
    }
    const chunk = this.#spec.readChunk?.(frame, this.#out, this.#call) ?? frame;
    if (!this.#hasMetadata) this.#metadata(chunk);
    this.#readUsage(chunk);
    for (const [key, path] of this.#keep) this.#out.keep(key, valueAt(chunk, path));
    if (chunk["citations"] !== undefined || chunk["search_results"] !== undefined) readCitations(chunk, this.#out);
    const choice = firstChoice(chunk["choices"]);
    if (choice !== undefined) this.#choice(choice);
  }

  end(): void {
    this.#tags?.end();
    if (this.#usage !== undefined) this.#out.usage(toUsage(this.#usage));
    this.#usage = undefined;
    // Half a file is none.
    if (this.#hasFinished) this.#spoken?.write(this.#out, this.#call.warn);
    this.#spoken = undefined;
    if (this.#logprobs !== undefined) this.#out.keep("logprobs", this.#logprobs);
    if (this.#references.length > 0) this.#out.keep("references", this.#references);
  }

  /** OpenRouter tells of an error on the chunk that ends the answer. */
  #lastWords(frame: JSONObject): void {
    this.#readUsage(frame);
    const choice = firstChoice(frame["choices"]);
    if (choice !== undefined) this.#choice(choice);
  }

  #readUsage(chunk: JSONObject): void {
    const usage = chunk["usage"] ?? asObject(chunk["x_groq"])?.["usage"];
    if (typeof usage === "object" && usage !== null) this.#usage = usage as JSONObject;
  }

  #metadata(chunk: JSONObject): void {
    const { id, model, created } = chunk;
    const hasId = typeof id === "string" && id !== "";
    const hasModel = typeof model === "string" && model !== "";
    const hasTime = typeof created === "number" && created > 0;
    if (!hasId && !hasModel && !hasTime) return;
    this.#hasMetadata = true;
    this.#out.metadata({
      ...(hasId ? { id } : {}),
      ...(hasModel ? { modelId: model } : {}),
      ...(hasTime ? { timestamp: new Date(created * 1000) } : {}),
    });
  }

  #choice(choice: JSONObject): void {
    const delta = (choice["delta"] ?? choice["message"]) as JSONObject | null | undefined;
    if (typeof delta === "object" && delta !== null) this.#delta(delta);
    const logprobs = asArray(asObject(choice["logprobs"])?.["content"]);
    if (logprobs !== undefined) {
      this.#logprobs ??= [];
      // One call with all of a whole answer's would be too many arguments.
      for (const entry of logprobs) this.#logprobs.push(entry);
    }
    const reason = choice["finish_reason"];
    if (typeof reason !== "string" || reason === "") return;
    this.#hasFinished = true;
    this.#out.finish(reason);
  }

  #delta(delta: JSONObject): void {
    const out = this.#out;
    const reasoning = firstText(delta["reasoning_content"], delta["reasoning"]);
    const details = delta["reasoning_details"];
    if (details === undefined || details === null) {
      if (reasoning !== "") out.reasoning(reasoning);
    } else this.#reasoningDetails(reasoning, details);
    const { content } = delta;
    if (typeof content === "string") {
      this.#hasContent ||= content !== "";
      this.#text(content);
    } else if (Array.isArray(content)) readContentParts(content as JSONValue[], out, this.#sink);
    if (typeof delta["refusal"] === "string") this.#text(delta["refusal"]);
    if (delta["tool_calls"] !== undefined && delta["tool_calls"] !== null) this.#toolCalls(delta["tool_calls"]);
    else if (delta["function_call"] !== undefined && delta["function_call"] !== null) this.#toolCall({ function: delta["function_call"], index: 0 }, 0);
    const audio = delta["audio"];
    if (typeof audio === "object" && audio !== null) this.#audio(audio as JSONObject);
    if (delta["annotations"] !== undefined) readAnnotations(delta["annotations"], out);
    if (delta["images"] !== undefined) {
      this.#endDetails();
      readImages(delta["images"], out);
    }
  }

  /** Speech comes with its words, or beside content that says them. */
  #audio(audio: JSONObject): void {
    if (typeof audio["data"] === "string") {
      this.#spoken ??= new SpokenOutput(this.#call);
      this.#spoken.add(audio["data"]);
    }
    if (!this.#hasContent) this.#text(transcriptOf(audio));
  }

  #text(text: string): void {
    if (this.#tags === undefined) this.#say(text);
    else this.#tags.feed(text);
  }

  #say(text: string): void {
    if (text !== "") this.#endDetails();
    this.#out.text(text);
  }

  /** Reasoning after other content is another block, and each goes back with its own details alone. */
  #endDetails(): void {
    if (this.#details.all.length > 0) this.#details = new ReasoningDetails();
  }

  /** Their text is shown where no plain field says it too; the details themselves go back with the history. */
  #reasoningDetails(plain: string, value: JSONValue): void {
    const shown = this.#details.add(value);
    const { all } = this.#details;
    if (all.length > 0) this.#out.reasoning(plain === "" ? shown : plain, { reasoning_details: all });
    else if (plain !== "") this.#out.reasoning(plain);
  }

  #toolCalls(value: JSONValue): void {
    const calls = asArray(value);
    if (calls === undefined || calls.length === 0) return;
    this.#tags?.flush();
    for (let position = 0; position < calls.length; position += 1) {
      const toolCall = asObject(calls[position]);
      if (toolCall !== undefined) this.#toolCall(toolCall, position);
    }
  }

  #toolCall(toolCall: JSONObject, position: number): void {
    const { index, id, extra_content: extra } = toolCall;
    const called = asObject(toolCall["function"]);
    const name = called?.["name"];
    const delta = argumentsText(called?.["arguments"]);
    if (delta !== undefined && delta !== "") this.#endDetails();
    this.#out.toolInput({
      index: typeof index === "number" ? index : undefined,
      id: typeof id === "string" ? id : typeof id === "number" ? String(id) : undefined,
      name: typeof name === "string" ? name : undefined,
      delta,
      position,
      // Gemini's thought signature, without which it refuses the next turn.
      metadata: extra === undefined || extra === null ? undefined : { extra_content: extra },
    });
  }
}

/** The first choice, whatever its place: a service that was asked for several sends them mixed. */
function firstChoice(choices: JSONValue | undefined): JSONObject | undefined {
  if (!Array.isArray(choices)) return undefined;
  for (const choice of choices as JSONValue[]) {
    if (typeof choice !== "object" || choice === null) continue;
    const { index } = choice as JSONObject;
    if (index === undefined || index === null || index === 0) return choice as JSONObject;
  }
  return undefined;
}

function firstText(first: JSONValue | undefined, second: JSONValue | undefined): string {
  if (typeof first === "string" && first !== "") return first;
  return typeof second === "string" ? second : "";
}

/** Arguments are JSON text; some servers send the object itself. */
function argumentsText(value: JSONValue | undefined): string | undefined {
  if (typeof value === "string") return value;
  return value === undefined || value === null ? undefined : JSON.stringify(value);
}

function valueAt(chunk: JSONObject, path: readonly string[]): JSONValue | undefined {
  let value: JSONValue | undefined = chunk;
  for (const key of path) value = Array.isArray(value) ? (value as JSONValue[])[Number(key)] : asObject(value)?.[key];
  return value === null ? undefined : value;
}
