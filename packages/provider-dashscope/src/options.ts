import { z } from "zod";

/** What `providerOptions.dashscope` may hold for a language model. Other keys go into the request as they are, in snake case. */
export interface DashScopeOptions {
  /** Whether the model thinks first. Wins over the call's `reasoning`. */
  readonly enableThinking?: boolean | undefined;
  /** The most tokens to think, instead of a share of the output limit. */
  readonly thinkingBudget?: number | undefined;
  /** Of models that think by effort: `low`, `medium`, `xhigh` of qwen3.8-max, `high` and `max` of DeepSeek V4. */
  readonly reasoningEffort?: string | undefined;
  /** Whether thoughts of earlier turns go back too, as input that is paid for. @default false, and true for qwen3.8-max */
  readonly preserveThinking?: boolean | undefined;
  readonly parallelToolCalls?: boolean | undefined;
  /** `false` asks for a schema in the prompt instead of `json_schema`. @default true where the model takes one */
  readonly structuredOutputs?: boolean | undefined;
  readonly topK?: number | undefined;
  /** Above 1 discourages repeating, below 1 encourages it. */
  readonly repetitionPenalty?: number | undefined;
  /** Whether the model may search the web. What it found is not told in OpenAI's form. */
  readonly enableSearch?: boolean | undefined;
  readonly searchOptions?:
    | {
        readonly forcedSearch?: boolean | undefined;
        readonly searchStrategy?: "turbo" | "max" | "agent" | "agent_max" | (string & {}) | undefined;
        readonly enableSearchExtension?: boolean | undefined;
      }
    | undefined;
  /** Of the translation models. Languages by their English names, e.g. `Portuguese`. */
  readonly translationOptions?:
    | {
        /** @default "auto" */
        readonly sourceLang?: string | undefined;
        readonly targetLang: string;
        readonly terms?: readonly TermPair[] | undefined;
        /** Sentences translated before, to be followed in style. */
        readonly tmList?: readonly TermPair[] | undefined;
        /** What the text is about and how to sound, in English. */
        readonly domains?: string | undefined;
      }
    | undefined;
  /** Of vision models: pictures in full, which costs tokens. */
  readonly vlHighResolutionImages?: boolean | undefined;
  /** Of omni models. */
  readonly modalities?: readonly ("text" | "audio")[] | undefined;
  /** Of omni models with the modality `audio`: the spoken answer comes as a file. */
  readonly audio?: { readonly voice: string; readonly format?: "wav" | undefined } | undefined;
}

interface TermPair {
  readonly source: string;
  readonly target: string;
}

/** What `providerOptions.dashscope` may hold for an embedding model. */
export interface DashScopeEmbeddingOptions {
  /** Whether the texts are searched or searched for. */
  readonly textType?: "query" | "document" | undefined;
  /** What the search is about, in English. With `textType: "query"`. */
  readonly instruct?: string | undefined;
  /** The call's `dimensions`, under the name that other packages have for it. */
  readonly dimension?: number | undefined;
}

/** What `providerOptions.dashscope` may hold for a reranking model. */
export interface DashScopeRerankingOptions {
  /** What makes a document relevant, in English, e.g. "Retrieve semantically similar text." */
  readonly instruct?: string | undefined;
}

/** What `providerOptions.dashscope` may hold for an image model. Other keys go into the request's parameters, in snake case. */
export interface DashScopeImageOptions {
  /** What should not be in the picture. */
  readonly negativePrompt?: string | undefined;
  /** Whether the service words the prompt better. @default true */
  readonly promptExtend?: boolean | undefined;
  /** @default false */
  readonly watermark?: boolean | undefined;
}

/** What `providerOptions.dashscope` may hold for a speech model. Other keys go into the request's input, in snake case. */
export interface DashScopeSpeechOptions {
  /** By its English name, or `Auto`. Wins over the call's `language`. @default "Auto" */
  readonly languageType?: string | undefined;
  /** Whether the service words the call's `instructions` better. */
  readonly optimizeInstructions?: boolean | undefined;
}

/** What `providerOptions.dashscope` may hold for a transcription model. */
export interface DashScopeTranscriptionOptions {
  /** Of the speech, where it is known, e.g. `en`. */
  readonly language?: string | undefined;
  /** Whether numbers and dates are written in figures. Chinese and English. */
  readonly enableItn?: boolean | undefined;
  /** Names and words to be expected. */
  readonly context?: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** DashScope's own names for the fields of an object. */
function toWire(value: Fields): Fields {
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [snakeCase(name), inner]));
}

const pairs = z.array(z.object({ source: z.string(), target: z.string() }));

const searchOptions = z.looseObject({
  forcedSearch: z.boolean().optional(),
  searchStrategy: z.string().optional(),
  enableSearchExtension: z.boolean().optional(),
});

const translationOptions = z.looseObject({
  sourceLang: z.string().default("auto"),
  targetLang: z.string(),
  terms: pairs.optional(),
  tmList: pairs.optional(),
  domains: z.string().optional(),
});

/** Checks `providerOptions.dashscope` of a language model, and gives nested fields DashScope's names. */
export const dashscopeOptions: z.ZodType<object, DashScopeOptions> = z
  .looseObject({
    enableThinking: z.boolean().optional(),
    thinkingBudget: z.int().min(1).optional(),
    reasoningEffort: z.string().optional(),
    preserveThinking: z.boolean().optional(),
    parallelToolCalls: z.boolean().optional(),
    structuredOutputs: z.boolean().optional(),
    topK: z.int().min(0).optional(),
    repetitionPenalty: z.number().gt(0).optional(),
    enableSearch: z.boolean().optional(),
    searchOptions: searchOptions.transform(toWire).optional(),
    translationOptions: translationOptions.transform(toWire).optional(),
    vlHighResolutionImages: z.boolean().optional(),
    modalities: z.array(z.enum(["text", "audio"])).optional(),
    audio: z.object({ voice: z.string(), format: z.literal("wav").default("wav") }).optional(),
  })
  .refine((options) => options.audio === undefined || options.modalities?.includes("audio") === true, {
    path: ["audio"],
    message: 'needs modalities: ["text", "audio"]',
  })
  .refine((options) => options.searchOptions === undefined || options.enableSearch === true, {
    path: ["searchOptions"],
    message: "needs enableSearch: true",
  }) as z.ZodType<object, DashScopeOptions>;

export const embeddingOptions: z.ZodType<object, DashScopeEmbeddingOptions> = z
  .looseObject({ textType: z.enum(["query", "document"]).optional(), instruct: z.string().optional(), dimension: z.int().min(1).optional() })
  .refine((options) => options.instruct === undefined || options.textType === "query", { path: ["instruct"], message: 'needs textType: "query"' })
  .transform(toWire) as z.ZodType<object, DashScopeEmbeddingOptions>;

export const rerankingOptions: z.ZodType<object, DashScopeRerankingOptions> = z
  .looseObject({ instruct: z.string().optional() })
  .transform(toWire) as z.ZodType<object, DashScopeRerankingOptions>;

export const imageOptions: z.ZodType<object, DashScopeImageOptions> = z
  .looseObject({ negativePrompt: z.string().optional(), promptExtend: z.boolean().optional(), watermark: z.boolean().optional() })
  .transform(toWire) as z.ZodType<object, DashScopeImageOptions>;

export const speechOptions: z.ZodType<object, DashScopeSpeechOptions> = z
  .looseObject({ languageType: z.string().optional(), optimizeInstructions: z.boolean().optional() })
  .transform(toWire) as z.ZodType<object, DashScopeSpeechOptions>;

export const transcriptionOptions: z.ZodType<object, DashScopeTranscriptionOptions> = z
  .looseObject({ language: z.string().optional(), enableItn: z.boolean().optional(), context: z.string().optional() })
  .transform(toWire) as z.ZodType<object, DashScopeTranscriptionOptions>;
