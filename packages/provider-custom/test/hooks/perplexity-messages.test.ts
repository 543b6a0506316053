import type { JSONObject, SharedV4Warning } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { perplexityMessages } from "../../src/hooks/perplexity-messages.ts";

const text = fc.string({ minLength: 1 }).filter((words) => !words.includes("\n"));
const plain = fc.record({ role: fc.constantFrom("user", "assistant"), content: fc.oneof(text, fc.array(text.map((words) => ({ type: "text", text: words })), { minLength: 1 })) });
const calls = fc.constant({ role: "assistant", content: "", tool_calls: [{ id: "c", type: "function", function: { name: "look", arguments: "{}" } }] });
const result = fc.record({ role: fc.constant("tool"), content: text, tool_call_id: fc.constant("c") });
const conversation = fc.array(fc.oneof(plain, calls, result)) as unknown as fc.Arbitrary<JSONObject[]>;

function joined(messages: readonly JSONObject[]): { readonly sent: JSONObject[]; readonly warnings: readonly SharedV4Warning[] } {
  const warnings: SharedV4Warning[] = [];
  const call = { warn: (warning: SharedV4Warning) => void warnings.push(warning) } as unknown as LanguageCall;
  return { sent: perplexityMessages(messages, call), warnings };
}

/** Every text of a conversation, in its order. */
function textsOf(messages: readonly JSONObject[]): readonly string[] {
  const texts = messages.flatMap(({ content }) => (typeof content === "string" ? [content] : (content as readonly { text: string }[]).map((part) => part.text)));
  return texts.flatMap((words) => words.split("\n\n")).filter((words) => words !== "");
}

describe("messages for Perplexity", () => {
  it("lose no text and change no order", () => {
    fc.assert(
      fc.property(conversation, (messages) => {
        expect(textsOf(joined(messages).sent)).toEqual(textsOf(messages));
      }),
    );
  });

  it("never have two of the user's or two plain ones of the model's beside each other", () => {
    fc.assert(
      fc.property(conversation, (messages) => {
        const { sent } = joined(messages);
        const beside = sent.filter((message, position) => {
          const before = sent[position - 1];
          return before?.["role"] === message["role"] && (message["role"] === "user" || (message["role"] === "assistant" && before?.["tool_calls"] === undefined));
        });
        expect(beside).toEqual([]);
      }),
    );
  });

  it("are warned about once, when and only when any were joined", () => {
    fc.assert(
      fc.property(conversation, (messages) => {
        const { sent, warnings } = joined(messages);
        expect(warnings).toHaveLength(sent.length < messages.length ? 1 : 0);
      }),
    );
  });

  it("keep calls and results as they are", () => {
    fc.assert(
      fc.property(conversation, (messages) => {
        const calling = (all: readonly JSONObject[]) => all.filter((message) => message["tool_calls"] !== undefined || message["role"] === "tool").map(({ content: _, ...rest }) => rest);
        expect(calling(joined(messages).sent)).toEqual(calling(messages));
      }),
    );
  });
});
