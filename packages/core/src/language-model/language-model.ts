import type {
  JSONObject,
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamResult,
  SharedV4Warning,
} from "@ai-sdk/provider";
import type { Connection } from "../connection/connection.ts";
import { createConnection } from "../connection/create-connection.ts";
import { openExchange, type Exchange } from "../connection/open.ts";
import { unlessAborted } from "../connection/unless-aborted.ts";
import type { LanguageCall, WireRequest } from "../dialects/dialect.ts";
import { describeError } from "../errors/describe-error.ts";
import { AnswerReader } from "./answer-reader.ts";
import { withDefaultOptions, withDefaults, type CallDefaults } from "./call-defaults.ts";
import { checkCall } from "./check-call.ts";
import { collectContent } from "./collect-content.ts";
import { FirstPartLimit } from "./first-part-limit.ts";
import type { LanguageModelConfig } from "./model-config.ts";
import { PartEmitter } from "./part-emitter.ts";
import { partStream } from "./part-stream.ts";
import { withoutDenials, type ProbeableModel } from "./probeable.ts";
import { readRateLimits } from "./rate-limits.ts";
import { Warnings } from "./warnings.ts";

/** Parts and bytes that may be held before it is known whether the call succeeds. */
const holdParts = 64;
const holdBytes = 256 * 1024;
const noDefaults: CallDefaults = { settings: {}, providerOptions: {} };

interface SentCall {
  readonly answer: AnswerReader;
  readonly request: WireRequest;
  readonly warnings: Warnings;
  readonly limit: FirstPartLimit;
}

/** The one language model: a dialect over a transport, whoever the service is. */
export class LanguageModel<Wire> implements ProbeableModel {
  readonly specificationVersion = "v4";
  readonly provider: string;
  readonly modelId: string;
  readonly #config: LanguageModelConfig<Wire>;
  readonly #connection: Connection;

  constructor(config: LanguageModelConfig<Wire>) {
    this.#config = config;
    this.#connection = createConnection(config.endpoint);
    this.provider = `${config.providerId}.${config.kind}`;
    this.modelId = config.modelId;
  }

  get supportedUrls(): Record<string, RegExp[]> {
    return this.#config.dialect.supportedUrls(this.#config.wire);
  }

  forProbing(): LanguageModelV4 {
    const config = this.#config;
    return new LanguageModel({ ...config, defaults: undefined, capabilities: () => withoutDenials(config.capabilities()), lessons: new Set(), passesRefusals: true });
  }

  /** How many tokens the service says that the prompt and tools of a call have; `undefined` where it cannot count. */
  async countTokens(options: LanguageModelV4CallOptions): Promise<number | undefined> {
    const { countTokens, dialect, wire, modelId } = this.#config;
    if (countTokens === undefined) return undefined;
    const call = await this.#prepare(options, false, new Warnings());
    return await countTokens({ body: dialect.encode(call, wire).body, modelId, signal: options.abortSignal });
  }

  async doGenerate(options: LanguageModelV4CallOptions): Promise<LanguageModelV4GenerateResult> {
    const { answer, request, warnings, limit } = await this.#send(options, false);
    try {
      while (!answer.ended) {
        await answer.advance();
        if (answer.emitter.committed) limit.stop();
      }
    } finally {
      limit.release();
    }
    if (answer.fault !== undefined) throw answer.fault.error;
    const { response, ...result } = collectContent(answer.emitter.take());
    const body = answer.wholeBody;
    return {
      ...result,
      request: { url: answer.exchange.url, body: request.body },
      response: { ...response, headers: { ...answer.exchange.headers }, ...(body === undefined ? {} : { body }) },
      warnings: warnings.early,
    };
  }

  async doStream(options: LanguageModelV4CallOptions): Promise<LanguageModelV4StreamResult> {
    const { answer, request, warnings, limit } = await this.#send(options, true);
    const { emitter } = answer;
    try {
      while (!emitter.committed && !answer.ended && emitter.queue.length <= holdParts && answer.bytesRead <= holdBytes) await answer.advance();
    } catch (error) {
      limit.release();
      throw error;
    }
    if (answer.fault !== undefined && !emitter.committed) {
      limit.release();
      throw answer.fault.error;
    }
    limit.stop();
    answer.released = true;
    warnings.start();
    return {
      stream: partStream(answer, options.abortSignal, () => limit.release()),
      request: { url: answer.exchange.url, body: request.body },
      response: { headers: { ...answer.exchange.headers } },
    };
  }

  async #send(options: LanguageModelV4CallOptions, stream: boolean): Promise<SentCall> {
    options.abortSignal?.throwIfAborted();
    const config = this.#config;
    const warnings = new Warnings();
    const call = await this.#prepare(options, stream, warnings);
    const limit = new FirstPartLimit(config.firstPartMs, options.abortSignal, {
      target: `${config.providerId}/${config.modelId}`,
      url: config.endpoint.baseURL,
    });
    try {
      const { exchange, request } = await this.#open(call, limit.signal);
      for (const message of exchange.notices) call.warn({ type: "other", message });
      const emitter = new PartEmitter({
        providerId: config.providerId,
        warnings,
        coalesce: config.coalesce && options.includeRawChunks !== true,
      });
      emitter.keep("rateLimit", readRateLimits(exchange.headers));
      for (const [header, key] of Object.entries(config.keepHeaders)) emitter.keep(key, exchange.headers[header]);
      const answer = new AnswerReader({
        call,
        exchange,
        emitter,
        decoder: config.dialect.decoder(call, config.wire, emitter),
        framing: config.dialect.framing,
        streamed: request.stream,
        to: this.#connection,
      });
      return { answer, request, warnings, limit };
    } catch (error) {
      limit.release();
      throw error;
    }
  }

  async #prepare(options: LanguageModelV4CallOptions, stream: boolean, warnings: Warnings): Promise<LanguageCall> {
    const { providerId, modelId, sentId, defaults = noDefaults, lessons } = this.#config;
    const target = `${providerId}/${modelId}`;
    const can = this.#config.capabilities();
    const warn = (warning: SharedV4Warning): void => warnings.add(warning);
    for (const notice of this.#config.notices) warn(notice);
    const { providerOptions, unsaid } = withDefaultOptions(providerId, options.providerOptions, defaults.providerOptions);
    const own: JSONObject = await unlessAborted(this.#config.readOptions(providerOptions), options.abortSignal);
    const checked = checkCall(withDefaults(options, defaults), { target, modelId, can, warn });
    return { ...checked, providerId, modelId: sentId, target, stream: stream && can.flags.streaming !== false, can, options: own, defaultOptions: unsaid, lessons, warn };
  }

  /** Sends the call; when a refusal teaches something new of the endpoint, once more with that in mind. */
  async #open(call: LanguageCall, signal: AbortSignal | undefined): Promise<{ readonly exchange: Exchange; readonly request: WireRequest }> {
    const { dialect, wire, endpoint, modelId, lessons, passesRefusals = false } = this.#config;
    for (;;) {
      // Another call may learn the same while this one is under way.
      const known = new Set(lessons);
      const request = dialect.encode(call, wire);
      try {
        const exchange = await openExchange(endpoint, {
          method: "POST",
          path: request.path,
          body: request.body,
          headers: { ...call.headers, ...request.headers },
          signal,
          modelId,
          accept: request.stream && dialect.framing === "sse" ? "text/event-stream" : "application/json",
        });
        return { exchange, request };
      } catch (error) {
        if (signal?.aborted === true) throw error;
        const { status, message } = describeError(error);
        const lesson = status === undefined ? undefined : dialect.learn?.({ status, message }, request);
        if (lesson === undefined || known.has(lesson.id) || (lesson.asksLess && passesRefusals)) throw error;
        lessons.add(lesson.id);
      }
    }
  }
}
