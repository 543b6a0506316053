import type { JSONObject } from "@ai-sdk/provider";
import type { Completion } from "./completion.ts";
import { pieces } from "./pieces.ts";
import { toolDeltas } from "./tool-deltas.ts";

/** The deltas of an answer in order, made one by one so that a long answer costs no memory. */
export function* deltas(completion: Completion): Generator<JSONObject> {
  if (completion.reasoning !== "" && completion.reasoningField === "think-tags") {
    for (const piece of pieces(taggedText(completion), completion.deltaSize)) yield { content: piece };
  } else {
    yield* reasoningDeltas(completion);
    for (const piece of pieces(completion.text, completion.deltaSize)) yield { content: piece };
  }
  for (const calls of toolDeltas(completion)) yield { tool_calls: calls };
}

/** Reasoning and text as models with think tags write them. */
export function taggedText({ reasoning, text, profile }: Completion): string {
  const [open, close] = profile.reasoningTags ?? ["<think>\n", "\n</think>\n\n"];
  return open + reasoning + close + text;
}

function* reasoningDeltas({ reasoning, reasoningField, deltaSize }: Completion): Generator<JSONObject> {
  for (const piece of pieces(reasoning, deltaSize)) {
    switch (reasoningField) {
      case "reasoning_details":
        yield { reasoning: piece, reasoning_details: [{ type: "reasoning.text", text: piece, format: "anthropic-claude-v1", index: 0 }] };
        break;
      case "thinking":
        yield { content: [{ type: "thinking", thinking: [{ type: "text", text: piece }] }] };
        break;
      default:
        yield { [reasoningField]: piece };
    }
  }
  if (reasoning !== "" && reasoningField === "reasoning_details") {
    yield { reasoning_details: [{ type: "reasoning.text", signature: reasoningSignature, format: "anthropic-claude-v1", index: 0 }] };
  }
}

/** What a service signs its reasoning with, to be sent back unchanged. */
export const reasoningSignature = "emulated-signature";
