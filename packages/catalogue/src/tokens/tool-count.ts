import type { Encoding, TextCounter } from "./encodings.ts";
import type { CountableTool } from "./prompt.ts";

/** What OpenAI's own counting of tools adds to their texts: the same page of the cookbook as for messages. */
const added = { property: 3, properties: 3, enumeration: -3, choice: 3, end: 12 } as const;
const perTool: Readonly<Record<Encoding, number>> = { o200k_base: 7, cl100k_base: 10, p50k_base: 10, r50k_base: 10 };

/** The part of JSON Schema that is counted. */
interface Schema {
  readonly type?: unknown;
  readonly description?: unknown;
  readonly enum?: unknown;
  readonly properties?: unknown;
  readonly items?: unknown;
}

/** The tokens that tools add to a conversation in OpenAI's chat format. */
export function countTools(tools: readonly CountableTool[], countText: TextCounter, encoding: Encoding): number {
  if (tools.length === 0) return 0;
  let tokens: number = added.end;
  for (const { name, description = "", inputSchema } of tools) {
    tokens += perTool[encoding] + countText(`${name}:${withoutPeriod(description)}`) + countProperties(inputSchema as Schema, countText);
  }
  return tokens;
}

function countProperties(schema: Schema, countText: TextCounter): number {
  const properties = Object.entries(asRecord(schema.properties));
  if (properties.length === 0) return 0;
  let tokens: number = added.properties;
  for (const [name, value] of properties) {
    const property: Schema = asRecord(value);
    tokens += added.property + countText(`${name}:${asText(property.type)}:${withoutPeriod(asText(property.description))}`);
    if (Array.isArray(property.enum)) {
      tokens += added.enumeration;
      for (const choice of property.enum) tokens += added.choice + countText(asText(choice));
    }
    tokens += countProperties(property, countText) + countProperties(asRecord(property.items), countText);
  }
  return tokens;
}

/** Whether the cookbook's rule speaks of everything in these schemas: properties of one level, of simple types. */
export function areSimpleTools(tools: readonly CountableTool[]): boolean {
  return tools.every(({ inputSchema }) =>
    Object.values(asRecord((inputSchema as Schema).properties)).every((value) => {
      const { type, ...rest } = asRecord(value);
      return typeof type === "string" && !["object", "array"].includes(type) && Object.keys(rest).every((key) => key === "description" || key === "enum");
    }),
  );
}

function withoutPeriod(text: string): string {
  return text.endsWith(".") ? text.slice(0, -1) : text;
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : value === undefined ? "" : (JSON.stringify(value) ?? "");
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {};
}
