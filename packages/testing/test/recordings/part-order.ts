import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";

type PartType = LanguageModelV4StreamPart["type"];

const blockKinds = ["text", "reasoning", "tool-input"] as const;

/** The first rule of order that the parts of one answer break, in words; `undefined` when they keep them all. */
export function orderFault(parts: readonly LanguageModelV4StreamPart[]): string | undefined {
  const types = parts.map(({ type }) => type);
  if (types[0] !== "stream-start" || count(types, "stream-start") !== 1) return "stream-start is not first and alone";
  if (types.at(-1) !== "finish" || count(types, "finish") !== 1) return "finish is not last and alone";
  if (count(types, "response-metadata") > 1) return "response-metadata came twice";
  const blocks = new OpenBlocks();
  for (const part of parts) {
    const fault = blocks.take(part);
    if (fault !== undefined) return fault;
  }
  return blocks.open.size === 0 ? undefined : `never ended: ${[...blocks.open.values()].join(", ")}`;
}

function count(types: readonly PartType[], wanted: PartType): number {
  return types.filter((type) => type === wanted).length;
}

/** Follows the blocks of an answer: text and reasoning one at a time, tool inputs side by side, each called once and after its end. */
class OpenBlocks {
  readonly open = new Map<string, string>();
  readonly #inputs = new Map<string, { text: string; called: boolean }>();

  take(part: LanguageModelV4StreamPart): string | undefined {
    if (part.type === "tool-call") return this.#call(part.toolCallId, part.input);
    if (!("id" in part)) return undefined;
    const kind = blockKinds.find((name) => part.type.startsWith(`${name}-`));
    if (kind === undefined || part.id === undefined) return undefined;
    const name = `${kind} ${part.id}`;
    if (part.type.endsWith("-start")) return this.#start(kind, part.id, name);
    if (!this.open.has(name)) return `${part.type} without a start: ${part.id}`;
    if (part.type.endsWith("-end")) this.open.delete(name);
    else if ("delta" in part) return this.#grow(kind, part.id, part.delta);
    return undefined;
  }

  #start(kind: string, id: string, name: string): string | undefined {
    if (this.open.has(name)) return `${name} started twice`;
    const other = [...this.open.values()].find((open) => kind !== "tool-input" || !open.startsWith("tool-input"));
    if (other !== undefined) return `${name} started inside ${other}`;
    this.open.set(name, name);
    if (kind === "tool-input") this.#inputs.set(id, { text: "", called: false });
    return undefined;
  }

  #grow(kind: string, id: string, delta: string): string | undefined {
    if (delta === "") return `an empty delta of ${kind} ${id}`;
    const input = kind === "tool-input" ? this.#inputs.get(id) : undefined;
    if (input !== undefined) input.text += delta;
    return undefined;
  }

  #call(id: string, text: string): string | undefined {
    const input = this.#inputs.get(id);
    if (input === undefined) return `tool-call without input: ${id}`;
    if (this.open.has(`tool-input ${id}`)) return `tool-call before the end of its input: ${id}`;
    if (input.called) return `tool-call came twice: ${id}`;
    input.called = true;
    return text === (input.text === "" ? "{}" : input.text) ? undefined : `tool-call differs from its input: ${id}`;
  }
}
