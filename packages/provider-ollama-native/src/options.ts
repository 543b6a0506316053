import { z } from "zod";
import { durationProblem } from "./duration.ts";
import { isModelOption, optionNames, toOllamaName } from "./model-options.ts";

/** How Ollama samples, and how it loads the model. Changing one of the second kind reloads it. Ollama's own spelling (`num_ctx`) is taken as well. */
export interface OllamaModelOptions {
  /** @default 0.8 */
  readonly temperature?: number | undefined;
  /** @default 40 */
  readonly topK?: number | undefined;
  /** @default 0.9 */
  readonly topP?: number | undefined;
  /** @default 0 */
  readonly minP?: number | undefined;
  /** @default 1 */
  readonly typicalP?: number | undefined;
  /** How many tokens back repetition is looked for. @default 64 */
  readonly repeatLastN?: number | undefined;
  /** @default 1, and 1.1 on older servers */
  readonly repeatPenalty?: number | undefined;
  readonly presencePenalty?: number | undefined;
  readonly frequencyPenalty?: number | undefined;
  /** @default random */
  readonly seed?: number | undefined;
  readonly stop?: readonly string[] | undefined;
  /** Longest answer in tokens; -1: open. @default -1 */
  readonly numPredict?: number | undefined;
  /** Tokens kept from the beginning when the context shifts. @default 4 */
  readonly numKeep?: number | undefined;
  /** Tokens of context; see also `contextWindow`. Loads the model. */
  readonly numCtx?: number | undefined;
  /** Loads the model. @default 512 */
  readonly numBatch?: number | undefined;
  /** Layers on the graphics card; -1: as many as fit. Loads the model. */
  readonly numGpu?: number | undefined;
  /** Loads the model. */
  readonly mainGpu?: number | undefined;
  /** Loads the model. */
  readonly useMmap?: boolean | undefined;
  /** Loads the model. @default as many as the machine has cores */
  readonly numThread?: number | undefined;
  /** Tokens drafted ahead, for models with a draft model. Loads the model. */
  readonly draftNumPredict?: number | undefined;
}

/** What `providerOptions.ollama` may hold. Model options may stand here or within `options`; either way they go where Ollama reads them. */
export interface OllamaOptions extends OllamaModelOptions {
  /** Wins over the call's `reasoning`. */
  readonly think?: boolean | "low" | "medium" | "high" | "max" | undefined;
  /** Seconds, or a duration such as `"10m"`; `0` unloads the model after the call, a negative one keeps it. */
  readonly keepAlive?: number | string | undefined;
  /** Tokens of context, or `"fit"` for as many as the prompt needs. */
  readonly contextWindow?: number | "fit" | undefined;
  /** Whether a prompt that does not fit is an error. */
  readonly strictContext?: boolean | undefined;
  /** Whether oldest messages are dropped until the rest fits. @default true */
  readonly truncate?: boolean | undefined;
  /** Whether the context slides on while the model writes. @default true */
  readonly shift?: boolean | undefined;
  /** They come in `providerMetadata.ollama.logprobs`. */
  readonly logprobs?: boolean | undefined;
  /** Alternatives for each token, 0 to 20. */
  readonly topLogprobs?: number | undefined;
  /** `false`: while tools are offered, a schema is asked for in the prompt alone, since holding to it keeps most models from calling. @default true */
  readonly formatWithTools?: boolean | undefined;
  /** Ollama keeps what it has read of a prompt by itself, while the model is loaded: there is nothing to ask for. */
  readonly promptCaching?: boolean | { readonly ttl?: "5m" | "1h" | undefined; readonly key?: string | undefined } | undefined;
  readonly options?: OllamaModelOptions | undefined;
  /** Of text completions: what comes after the gap to be filled. */
  readonly suffix?: string | undefined;
  /** Of text completions: sends the prompt without the model's template. @default false */
  readonly raw?: boolean | undefined;
  /** Of text completions: in place of the model's template. */
  readonly template?: string | undefined;
  /** Of text completions: in place of the model's instructions. */
  readonly system?: string | undefined;
}

const schemas: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ...optionNames.whole.map((name) => [name, z.int()] as const),
  ...optionNames.real.map((name) => [name, z.number()] as const),
  ...optionNames.switches.map((name) => [name, z.boolean()] as const),
  ["stop", z.array(z.string(), { error: "is a list of texts" })],
  ["think", z.union([z.boolean(), z.enum(["low", "medium", "high", "max"])], { error: 'is true, false, "low", "medium", "high" or "max"' })],
  ["keep_alive", z.union([z.number(), z.string()]).superRefine((value, context) => {
    const problem = durationProblem(value);
    if (problem !== undefined) context.addIssue({ code: "custom", message: problem });
  })],
  ["context_window", z.union([z.int(), z.literal("fit")]).refine((size) => size === "fit" || size > 0, { error: 'is a whole number of tokens, or "fit"' })],
  ["strict_context", z.boolean()],
  ["truncate", z.boolean()],
  ["shift", z.boolean()],
  ["logprobs", z.boolean()],
  ["top_logprobs", z.int().min(0).max(20)],
  ["format_with_tools", z.boolean()],
  ["prompt_caching", z.union([z.boolean(), z.strictObject({ ttl: z.enum(["5m", "1h"]).optional(), key: z.string().min(1).optional() })], { error: 'is true, false or { ttl?: "5m" | "1h", key?: string }' })],
  ["suffix", z.string()],
  ["raw", z.boolean()],
  ["template", z.string()],
  ["system", z.string()],
]);

type Issues = z.core.$RefinementCtx;

/** Each option by its own rule, however its name is spelled; what Ollama may add one day passes. */
function check(options: Readonly<Record<string, unknown>>, context: Issues, path: readonly string[]): void {
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || value === null) continue;
    const own = toOllamaName(name);
    const isElsewhere = path.length > 0 && schemas.has(own) && !isModelOption(own);
    if (isElsewhere) context.addIssue({ code: "custom", path: [...path, name], message: "is not a model option: it stands beside `options`, not within" });
    const result = schemas.get(own)?.safeParse(value);
    for (const issue of result?.error?.issues ?? []) context.addIssue({ code: "custom", path: [...path, name, ...issue.path], message: issue.message });
  }
}

/** Checks `providerOptions.ollama`. */
export const ollamaOptions: z.ZodType<object, OllamaOptions> = z
  .looseObject({ options: z.looseObject({}).optional() })
  .superRefine(({ options, ...own }, context) => {
    check(own, context, []);
    check(options ?? {}, context, ["options"]);
    const names = [...Object.keys(own), ...Object.keys(options ?? {})].map(toOllamaName);
    if (names.includes("num_ctx") && names.includes("context_window")) {
      context.addIssue({ code: "custom", path: ["contextWindow"], message: "cannot be given together with numCtx: each says how large the context is" });
    }
  }) as z.ZodType<object, OllamaOptions>;
