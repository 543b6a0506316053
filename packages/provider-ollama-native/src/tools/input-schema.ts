/** The part of a Standard Schema that the AI SDK asks of a tool's input. */
export interface ToolInputSchema<Input> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "portolan";
    readonly validate: (value: unknown) => { readonly value: Input } | { readonly issues: readonly { readonly message: string; readonly path: readonly string[] }[] };
    readonly jsonSchema: { readonly input: () => Record<string, unknown>; readonly output: () => Record<string, unknown> };
    readonly types?: { readonly input: unknown; readonly output: Input } | undefined;
  };
}

/** An object with one text. What a model adds to it is left out. */
export function inputSchema<Name extends string>(name: Name, description: string): ToolInputSchema<Record<Name, string>> {
  const schema = (): Record<string, unknown> => ({
    type: "object",
    properties: { [name]: { type: "string", description } },
    required: [name],
    additionalProperties: false,
  });
  return {
    "~standard": {
      version: 1,
      vendor: "portolan",
      validate: (value) => {
        const text = typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
        if (typeof text === "string" && text.trim() !== "") return { value: { [name]: text } as Record<Name, string> };
        return { issues: [{ path: [name], message: "is a text that is not empty" }] };
      },
      jsonSchema: { input: schema, output: schema },
    },
  };
}
