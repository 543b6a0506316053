import type { LanguageModelV4Content, LanguageModelV4GenerateResult, LanguageModelV4StreamPart } from "@ai-sdk/provider";

type Collected = Pick<LanguageModelV4GenerateResult, "content" | "finishReason" | "usage" | "providerMetadata"> & {
  readonly response: { readonly id?: string; readonly modelId?: string; readonly timestamp?: Date };
};

/** The parts of a whole answer as content: blocks become texts, everything else stays as it is. */
export function collectContent(parts: readonly LanguageModelV4StreamPart[]): Collected {
  const content: LanguageModelV4Content[] = [];
  const blocks = new Map<string, { type: "text" | "reasoning"; text: string }>();
  let response: Collected["response"] = {};
  let finish: Extract<LanguageModelV4StreamPart, { type: "finish" }> | undefined;
  for (const part of parts) {
    switch (part.type) {
      case "text-start":
      case "reasoning-start": {
        const block = { type: part.type === "text-start" ? ("text" as const) : ("reasoning" as const), text: "" };
        blocks.set(part.id, block);
        content.push(block);
        break;
      }
      case "text-delta":
      case "reasoning-delta": {
        const block = blocks.get(part.id);
        if (block !== undefined) block.text += part.delta;
        break;
      }
      case "text-end":
      case "reasoning-end": {
        const block = blocks.get(part.id);
        if (block === undefined) break;
        if (part.providerMetadata !== undefined) Object.assign(block, { providerMetadata: part.providerMetadata });
        if (part.type === "text-end" && part.citations !== undefined) Object.assign(block, { citations: part.citations });
        break;
      }
      case "tool-call":
      case "tool-result":
      case "file":
      case "source":
        content.push(part);
        break;
      case "response-metadata": {
        const { type: _, ...metadata } = part;
        response = metadata as Collected["response"];
        break;
      }
      case "finish":
        finish = part;
        break;
      default:
        break;
    }
  }
  if (finish === undefined) throw new Error("an answer that ended has a finish part");
  const { finishReason, usage, providerMetadata } = finish;
  return { content, finishReason, usage, response, ...(providerMetadata === undefined ? {} : { providerMetadata }) };
}
