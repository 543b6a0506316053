import { z } from "zod";

/** What `providerOptions.groq` may hold. Other keys go into the request as they are, in snake case. */
export interface GroqOptions {
  /** How reasoning comes: apart from the text, inside it, or not at all. Either way it is read as reasoning. Not together with `includeReasoning`. */
  readonly reasoningFormat?: "parsed" | "raw" | "hidden" | undefined;
  /** Whether reasoning comes at all. Not together with `reasoningFormat`. */
  readonly includeReasoning?: boolean | undefined;
  /** Wins over the call's `reasoning`. `none` and `default` are Qwen's, `low` to `high` gpt-oss's and qwen3.8's. */
  readonly reasoningEffort?: "none" | "default" | "low" | "medium" | "high" | (string & {}) | undefined;
  /** @default "on_demand" */
  readonly serviceTier?: "auto" | "on_demand" | "flex" | "performance" | undefined;
  /** Returns calls of tools that were not declared, instead of failing. */
  readonly disableToolValidation?: boolean | undefined;
  readonly parallelToolCalls?: boolean | undefined;
  /** `false` asks for a schema in the prompt instead of `json_schema`. @default true */
  readonly structuredOutputs?: boolean | undefined;
  /** Whether decoding is bound to the schema. @default true where model and schema allow it: gpt-oss, every property required */
  readonly strictJsonSchema?: boolean | undefined;
  /** An id of your user, for Groq's abuse detection. */
  readonly user?: string | undefined;
  /** Models and tools of `groq/compound` and `groq/compound-mini`. */
  readonly compoundCustom?:
    | {
        readonly models?: { readonly answeringModel?: string | undefined; readonly reasoningModel?: string | undefined } | undefined;
        readonly tools?:
          | {
              /** For example `web_search`, `code_interpreter`, `visit_website`, `browser_automation`, `wolfram_alpha`. */
              readonly enabledTools?: readonly string[] | undefined;
              readonly wolframSettings?: { readonly authorization?: string | undefined } | undefined;
            }
          | undefined;
      }
    | undefined;
  /** Of web search, where the model searches. */
  readonly searchSettings?:
    | {
        readonly country?: string | undefined;
        readonly includeDomains?: readonly string[] | undefined;
        readonly excludeDomains?: readonly string[] | undefined;
        readonly includeImages?: boolean | undefined;
      }
    | undefined;
  /** Texts that the model may cite; citations come in `providerMetadata.groq.annotations`. */
  readonly documents?: readonly GroqDocument[] | undefined;
  readonly citationOptions?: "enabled" | "disabled" | undefined;
}

export interface GroqDocument {
  readonly id?: string | undefined;
  readonly source: { readonly type: "text"; readonly text: string } | { readonly type: "json"; readonly data: Readonly<Record<string, unknown>> };
}

/** Groq's own names for the fields of an object, all the way down. Lists are left as they are. */
function toWire(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      typeof inner === "object" && inner !== null && !Array.isArray(inner) ? toWire(inner as Record<string, unknown>) : inner,
    ]),
  );
}

const compoundCustom = z.looseObject({
  models: z.looseObject({ answeringModel: z.string().optional(), reasoningModel: z.string().optional() }).optional(),
  tools: z.looseObject({ enabledTools: z.array(z.string()).optional(), wolframSettings: z.looseObject({ authorization: z.string().optional() }).optional() }).optional(),
});

const searchSettings = z.looseObject({
  country: z.string().optional(),
  includeDomains: z.array(z.string()).optional(),
  excludeDomains: z.array(z.string()).optional(),
  includeImages: z.boolean().optional(),
});

const source = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("text"), text: z.string() }),
  z.looseObject({ type: z.literal("json"), data: z.record(z.string(), z.unknown()) }),
]);

/** Checks `providerOptions.groq` and gives nested fields Groq's names. */
export const groqOptions: z.ZodType<object, GroqOptions> = z
  .looseObject({
    reasoningFormat: z.enum(["parsed", "raw", "hidden"]).optional(),
    includeReasoning: z.boolean().optional(),
    reasoningEffort: z.string().optional(),
    serviceTier: z.enum(["auto", "on_demand", "flex", "performance"]).optional(),
    disableToolValidation: z.boolean().optional(),
    parallelToolCalls: z.boolean().optional(),
    structuredOutputs: z.boolean().optional(),
    strictJsonSchema: z.boolean().optional(),
    user: z.string().optional(),
    compoundCustom: compoundCustom.transform(toWire).optional(),
    searchSettings: searchSettings.transform(toWire).optional(),
    documents: z.array(z.looseObject({ id: z.string().optional(), source })).optional(),
    citationOptions: z.enum(["enabled", "disabled"]).optional(),
  })
  .refine((options) => options.reasoningFormat === undefined || options.includeReasoning === undefined, {
    path: ["includeReasoning"],
    message: "cannot be given together with reasoningFormat: each says how reasoning comes",
  }) as z.ZodType<object, GroqOptions>;
