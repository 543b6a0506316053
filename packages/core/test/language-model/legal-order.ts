import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";

/** The first rule of the AI SDK's stream that these parts break, or `undefined`. */
export function brokenRule(parts: readonly LanguageModelV4StreamPart[]): string | undefined {
  const open = new Map<string, "text" | "reasoning" | "tool">();
  const called = new Set<string>();
  const ended = new Set<string>();
  let hasMetadata = false;
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    if ((part.type === "stream-start") !== (index === 0)) return "stream-start is not first and once";
    if ((part.type === "finish") !== isLast) return "finish is not last and once";
    switch (part.type) {
      case "response-metadata":
        if (hasMetadata) return "metadata twice";
        hasMetadata = true;
        break;
      case "text-start":
      case "reasoning-start":
        if ([...open.values()].some((kind) => kind !== "tool")) return "a block starts in a block";
        if (open.has(part.id) || ended.has(part.id)) return "a block id is used twice";
        open.set(part.id, part.type === "text-start" ? "text" : "reasoning");
        break;
      case "text-delta":
      case "reasoning-delta":
        if (part.delta === "") return "an empty delta";
        if (open.get(part.id) !== (part.type === "text-delta" ? "text" : "reasoning")) return "a delta outside its block";
        break;
      case "text-end":
      case "reasoning-end":
        if (open.get(part.id) !== (part.type === "text-end" ? "text" : "reasoning")) return "an end without a start";
        open.delete(part.id);
        ended.add(part.id);
        break;
      case "tool-input-start":
        if ([...open.values()].some((kind) => kind !== "tool")) return "tool input starts in a block";
        if (open.has(part.id) || ended.has(part.id)) return "a tool id is used twice";
        open.set(part.id, "tool");
        break;
      case "tool-input-delta":
        if (open.get(part.id) !== "tool") return "a tool delta outside its input";
        break;
      case "tool-input-end":
        if (open.get(part.id) !== "tool") return "a tool end without a start";
        open.delete(part.id);
        ended.add(part.id);
        break;
      case "tool-call":
        if (called.has(part.toolCallId)) return "a tool call twice";
        if (part.providerExecuted !== true && !ended.has(part.toolCallId)) return "a tool call before its input ended";
        called.add(part.toolCallId);
        break;
      case "tool-result":
        if (!called.has(part.toolCallId)) return "a result without a call";
        break;
      case "finish":
        if (open.size > 0) return "finish with something open";
        break;
      default:
        break;
    }
  }
  return parts.length === 0 ? "no parts" : undefined;
}
