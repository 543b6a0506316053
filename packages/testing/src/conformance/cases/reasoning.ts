import assert from "node:assert/strict";
import type { ReasoningField } from "../../emulator/script.ts";
import { casesOf, type CallOptions, type ConformanceCase, type ConformanceContext } from "../case.ts";
import { finishOf, ofType, textOf } from "../parts.ts";
import { ask } from "../prompts.ts";
import { chunk, finishChunk } from "../wire.ts";

const fields: readonly { readonly field: ReasoningField; readonly fact: string }[] = [
  { field: "reasoning", fact: "Groq, OpenRouter, Cerebras, Together and newer vLLM." },
  { field: "reasoning_content", fact: "DeepSeek, DashScope, xAI, Fireworks, llama.cpp, z.ai." },
  { field: "reasoning_details", fact: "OpenRouter sends typed details, beside the same text under `reasoning`." },
  { field: "thinking", fact: "Mistral sends thinking as parts of the content array." },
  { field: "think-tags", fact: "Perplexity and models without a reasoning parser write `<think>` into the text." },
];

const levels = ["none", "minimal", "low", "medium", "high", "xhigh", "max"] as const;

async function bodyOf({ generate, emulator }: ConformanceContext, options: CallOptions): Promise<{ body: string; warned: readonly string[] }> {
  const { warnings } = await generate(options, "reasoning");
  return { body: JSON.stringify(emulator.lastRequest.body), warned: warnings.map((warning) => ("feature" in warning ? warning.feature : warning.type)) };
}

export const reasoning: readonly ConformanceCase[] = casesOf("reasoning", [
  ...fields.map(({ field, fact }) => ({
    name: `reasoning in ${field} is read`,
    fact,
    needs: field === "think-tags" ? (["openai-chat", "reasoning", "reasoningTags"] as const) : (["openai-chat", "reasoning"] as const),
    async run({ answer, bothWays }: ConformanceContext) {
      answer({ kind: "model", reasoning: "Let me think: 6 times 7.", text: "42", reasoningField: field });
      for (const read of await bothWays({}, "reasoning")) {
        assert.equal(read.reasoning.trim(), "Let me think: 6 times 7.", read.how);
        assert.equal(read.text.trim(), "42", read.how);
      }
    },
  })),
  {
    name: "reasoning comes in front of the text it led to",
    fact: "A history in the wrong order is refused by services that check signatures.",
    needs: ["reasoning"],
    async run({ answer, generate, profile: { reasoningField } }) {
      answer({ kind: "model", reasoning: "First.", text: "Then.", reasoningField });
      assert.deepEqual((await generate({}, "reasoning")).content.map(({ type }) => type), ["reasoning", "text"]);
    },
  },
  {
    name: "a thought sent in two fields is read once",
    fact: "OpenRouter repeats under `reasoning_details` what it says under `reasoning`; some proxies fill both names.",
    needs: ["openai-chat", "reasoning"],
    async run({ answer, stream }) {
      const twice = { reasoning: "Once.", reasoning_content: "Once.", reasoning_details: [{ type: "reasoning.text", text: "Once.", index: 0 }] };
      answer({ kind: "chunks", chunks: [chunk(twice), chunk({ content: "ok" }), finishChunk] });
      assert.equal(ofType(await stream({}, "reasoning"), "reasoning-delta").map(({ delta }) => delta).join(""), "Once.");
    },
  },
  {
    name: "encrypted reasoning shows no text",
    fact: "OpenRouter passes on sealed thoughts as data; shown as text they read `[REDACTED]` or base64.",
    needs: ["openai-chat", "reasoning"],
    async run({ answer, stream }) {
      const sealed = { reasoning_details: [{ type: "reasoning.encrypted", data: "c2VhbGVk", index: 0 }] };
      answer({ kind: "chunks", chunks: [chunk(sealed), chunk({ content: "ok" }), finishChunk] });
      const parts = await stream({}, "reasoning");
      assert.equal(ofType(parts, "reasoning-delta").map(({ delta }) => delta).join(""), "");
      assert.equal(textOf(parts), "ok");
    },
  },
  {
    name: "the signature of a thought leaves with its end",
    fact: "Anthropic and Gemini behind a gateway refuse a history whose thoughts come back unsigned.",
    needs: ["openai-chat", "reasoning", "portolan"],
    async run({ answer, stream }) {
      answer({ kind: "model", reasoning: "Signed.", text: "ok", reasoningField: "reasoning_details" });
      const [end] = ofType(await stream({}, "reasoning"), "reasoning-end");
      assert.match(JSON.stringify(end?.providerMetadata ?? {}), /emulated-signature/);
    },
  },
  {
    name: "reasoning without text is an answer",
    fact: "A model may spend its whole limit on thinking.",
    needs: ["reasoning"],
    async run({ answer, stream, profile: { reasoningField } }) {
      answer({ kind: "model", reasoning: "Only a thought.", finishReason: "length", reasoningField });
      const parts = await stream({}, "reasoning");
      assert.equal(ofType(parts, "reasoning-delta").map(({ delta }) => delta).join("").trim(), "Only a thought.");
      assert.equal(finishOf(parts).finishReason.unified, "length");
    },
  },
  {
    name: "empty and null reasoning opens no block",
    fact: "Services send `reasoning_content: \"\"` and `null` beside every piece of text.",
    needs: ["openai-chat", "reasoning"],
    async run({ answer, stream }) {
      answer({ kind: "chunks", chunks: [chunk({ content: "", reasoning_content: "" }), chunk({ content: "ok", reasoning: null, reasoning_content: null }), finishChunk] });
      const parts = await stream({}, "reasoning");
      assert.equal(ofType(parts, "reasoning-start").length, 0);
      assert.equal(textOf(parts), "ok");
    },
  },
  {
    name: "reasoning of earlier turns is never sent as text",
    fact: "A thought in the text of the history is read by the model as something it said aloud.",
    needs: ["reasoning"],
    async run({ answer, generate, emulator }) {
      answer({ kind: "model", text: "ok" });
      await generate(
        {
          prompt: [
            ...ask("One?"),
            { role: "assistant", content: [{ type: "reasoning", text: "secret-thought" }, { type: "text", text: "One." }] },
            ...ask("Two?"),
          ],
        },
        "reasoning",
      );
      const messages = (emulator.lastRequest.body?.["messages"] ?? []) as readonly { readonly content: unknown }[];
      for (const { content } of messages) {
        const texts = Array.isArray(content) ? content.filter((part: { type?: unknown }) => part.type === "text") : content;
        assert.doesNotMatch(JSON.stringify(texts), /secret-thought/);
      }
    },
  },
  {
    name: "the level provider-default changes nothing",
    fact: "It is the AI SDK's word for saying nothing.",
    needs: ["reasoning"],
    async run(context) {
      context.answer({ kind: "model", text: "ok" });
      const plain = await bodyOf(context, {});
      const defaulted = await bodyOf(context, { reasoning: "provider-default" });
      assert.deepEqual(defaulted, plain);
    },
  },
  ...levels.map((level) => ({
    name: `the reasoning level ${level} reaches the service or is warned about`,
    fact: level === "max" ? "Published libraries drop `max` although services take it." : "A level that is dropped in silence costs money or quality.",
    needs: ["reasoning"] as const,
    async run(context: ConformanceContext) {
      context.answer({ kind: "model", text: "ok" });
      const plain = await bodyOf(context, {});
      const asked = await bodyOf(context, { reasoning: level });
      assert.ok(asked.body !== plain.body || asked.warned.includes("reasoning"), `nothing sent, warned about: ${asked.warned.join(", ") || "nothing"}`);
    },
  })),
]);
