/** The part of a Standard Schema that the AI SDK asks of a tool's input and output. */
interface AnyObjectSchema {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "portolan";
    readonly validate: (value: unknown) => { readonly value: Record<string, unknown> };
    readonly jsonSchema: { readonly input: () => Record<string, unknown>; readonly output: () => Record<string, unknown> };
  };
}

/** A tool that Groq runs on its own servers. */
export interface GroqBrowserSearch {
  readonly type: "provider";
  readonly id: "groq.browser_search";
  readonly isProviderExecuted: true;
  readonly args: Record<string, unknown>;
  readonly inputSchema: AnyObjectSchema;
  readonly outputSchema: AnyObjectSchema;
}

const jsonSchema = (): Record<string, unknown> => ({ type: "object" });

/** The tool takes no arguments of the caller's, and what it answers is read by the provider. */
const anyObject: AnyObjectSchema = {
  "~standard": {
    version: 1,
    vendor: "portolan",
    validate: (value) => ({ value: value as Record<string, unknown> }),
    jsonSchema: { input: jsonSchema, output: jsonSchema },
  },
};

/**
 * A tool with which the model opens and searches web pages while it answers; pages it read come as sources. For
 * `openai/gpt-oss-120b` and `openai/gpt-oss-20b`: https://console.groq.com/docs/browser-search
 */
export function browserSearch(): GroqBrowserSearch {
  return { type: "provider", id: "groq.browser_search", isProviderExecuted: true, args: {}, inputSchema: anyObject, outputSchema: anyObject };
}
