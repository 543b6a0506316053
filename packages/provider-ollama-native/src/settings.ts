import { InvalidArgumentError, type JSONObject } from "@ai-sdk/provider";
import { durationProblem } from "./duration.ts";
import { toOptionFields } from "./model-options.ts";
import type { OllamaModelOptions } from "./options.ts";
import type { OllamaWire } from "./wire.ts";

/** What an Ollama provider is made with, beyond what every provider is. A call's own options beat these. */
export interface OllamaSettings {
  /** How long a model stays loaded after a call: seconds, or a duration such as `"10m"`; `0` unloads it, a negative one keeps it. @default the server's, 5 minutes */
  readonly keepAlive?: number | string | undefined;
  /**
   * How many tokens of context a model is loaded with. `"fit"` chooses for each call, from an estimate of its prompt, so that nothing
   * of it is dropped. A call that needs another size than the one before reloads the model.
   *
   * @default the server's, which may be as little as 4096
   */
  readonly contextWindow?: number | "fit" | undefined;
  /** Whether a prompt that does not fit the context is an error, of the kind `context-length`. Otherwise Ollama drops its oldest messages and says nothing. @default false */
  readonly strictContext?: boolean | undefined;
  /** Sampling and loading of every call, in camel case or in Ollama's own names. */
  readonly options?: OllamaModelOptions | undefined;
  /** Texts that one request for embeddings may hold; the AI SDK splits what is more. @default 512 */
  readonly maxEmbeddingsPerCall?: number | undefined;
}

/**
 * The settings as the dialect uses them.
 *
 * @throws InvalidArgumentError for a setting that Ollama would refuse
 */
export function wireOf({ keepAlive, contextWindow, strictContext, options, maxEmbeddingsPerCall }: OllamaSettings): Partial<OllamaWire> {
  if (keepAlive !== undefined) refuse("keepAlive", durationProblem(keepAlive));
  if (contextWindow !== undefined && contextWindow !== "fit" && !(Number.isInteger(contextWindow) && contextWindow > 0)) {
    refuse("contextWindow", 'is a whole number of tokens, or "fit"');
  }
  if (maxEmbeddingsPerCall !== undefined && !(Number.isInteger(maxEmbeddingsPerCall) && maxEmbeddingsPerCall > 0)) refuse("maxEmbeddingsPerCall", "is a whole number above 0");
  const fields = toOptionFields((options ?? {}) as JSONObject);
  if (fields["num_ctx"] !== undefined && contextWindow !== undefined) refuse("contextWindow", "cannot be given together with options.numCtx: each says how large the context is");
  return {
    ...(keepAlive === undefined ? {} : { keepAlive }),
    ...(contextWindow === undefined ? {} : { contextWindow }),
    ...(strictContext === undefined ? {} : { strictContext }),
    ...(options === undefined ? {} : { options: fields }),
  };
}

function refuse(argument: string, problem: string | undefined): void {
  if (problem !== undefined) throw new InvalidArgumentError({ argument, message: `ollama: the setting ${argument} ${problem}` });
}
