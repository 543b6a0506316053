import type { JSONObject, JSONValue, LanguageModelV4Message } from "@ai-sdk/provider";
import { asObject } from "../../json/narrow.ts";
import type { LanguageCall } from "../dialect.ts";
import { ownOptions } from "../own-options.ts";
import type { ReasoningHistory } from "./wire.ts";

type AssistantPart = Extract<LanguageModelV4Message, { role: "assistant" }>["content"][number];

/** The fields that carry a turn's reasoning back; `thinking` holds chunks that belong in front of its content. */
export function replayReasoning(call: LanguageCall, history: ReasoningHistory, parts: readonly AssistantPart[]): JSONObject {
  const reasoning = parts.filter((part) => part.type === "reasoning");
  if (history === "none" || reasoning.length === 0) return {};
  const text = reasoning.map((part) => part.text).join("");
  const own = reasoning.map((part) => ownOptions(call.providerId, part.providerOptions));
  switch (history) {
    case "reasoning":
    case "reasoning_content":
      return text === "" ? {} : { [history]: text };
    case "reasoning_details": {
      // Byte for byte as they came: signatures are checked against them.
      const details = own.flatMap((options) => (options?.["reasoning_details"] as JSONValue[] | undefined) ?? []);
      const signed = details.filter(isSigned);
      if (signed.length > 0) return { reasoning_details: signed };
      return text === "" || details.length > 0 ? {} : { reasoning: text };
    }
    case "thinking":
      return {
        thinking: reasoning.map((part, index) => {
          const signature = own[index]?.["signature"];
          return { type: "thinking", thinking: [{ type: "text", text: part.text }], closed: true, ...(signature === undefined ? {} : { signature }) };
        }),
      };
  }
}

/** Anthropic refuses its own thoughts without their signature, which an answer that was cut does not have. */
function isSigned(detail: JSONValue): boolean {
  const { type, format, signature } = (asObject(detail) ?? {}) as JSONObject;
  return type !== "reasoning.text" || typeof format !== "string" || !format.startsWith("anthropic") || (typeof signature === "string" && signature !== "");
}
