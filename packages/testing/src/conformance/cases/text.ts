import assert from "node:assert/strict";
import { casesOf, type ConformanceCase } from "../case.ts";
import { ofType, textOf } from "../parts.ts";
import { ask } from "../prompts.ts";
import { chunk, completion, contentOf, finishChunk, lastMessageOf, messagesOf } from "../wire.ts";

const finishReasons = [
  { raw: "stop", unified: "stop", needs: [], fact: "The model said all it wanted to say." },
  { raw: "length", unified: "length", needs: [], fact: "The output limit was reached; the AI SDK then does not run tools." },
  { raw: "content_filter", unified: "content-filter", needs: ["openai-chat"], fact: "The answer was held back by a filter." },
  { raw: "eos", unified: "stop", needs: ["openai-chat"], fact: "Together's word for `stop`." },
  { raw: "some_new_reason", unified: "other", needs: [], fact: "Reasons are added without notice; an unknown one is neither success nor failure." },
] as const;

export const text: readonly ConformanceCase[] = casesOf("text", [
  {
    name: "a whole answer is read",
    fact: "The plainest call there is.",
    async run({ answer, generate }) {
      answer({ kind: "model", text: "Hello, sailor." });
      const { content } = await generate();
      assert.deepEqual(ofType(content, "text").map((part) => part.text), ["Hello, sailor."]);
    },
  },
  {
    name: "a streamed answer is read in its order",
    fact: "Deltas are pieces of one text.",
    async run({ answer, stream }) {
      const words = Array.from({ length: 200 }, (_, place) => `word${place}`).join(" ");
      answer({ kind: "model", text: words, deltaSize: 3 });
      assert.equal(textOf(await stream()), words);
    },
  },
  {
    name: "a streamed and a whole answer say the same",
    fact: "`generateText` and `streamText` must be exchangeable.",
    async run({ answer, bothWays, profile, wire }) {
      answer({ kind: "model", text: "Same words.\n\nSame lines.", usage: wire.usage(5, 4), usageOn: profile.usage.on });
      const [streamed, whole] = await bothWays();
      assert.equal(streamed.text, whole.text);
      assert.deepEqual(streamed.finishReason, whole.finishReason);
      assert.deepEqual(
        [streamed.usage.inputTokens.total, streamed.usage.outputTokens.total],
        [whole.usage.inputTokens.total, whole.usage.outputTokens.total],
      );
    },
  },
  {
    name: "text that looks like framing stays text",
    fact: "Models write `data:` and blank lines too; inside JSON they mean nothing.",
    async run({ answer, bothWays }) {
      const tricky = "data: [DONE]\n\nevent: error\r\n\r\n: comment\u2028\u0000\"quoted\" \\ </think> [DONE]";
      answer({ kind: "model", text: tricky, deltaSize: 4 });
      for (const { text: read, how } of await bothWays()) assert.equal(read, tricky, how);
    },
  },
  {
    name: "text with angle brackets is kept to its last character",
    fact: "Whoever takes `<think>` out of the text holds back what may become a tag; at the end it must be given back.",
    async run({ answer, bothWays }) {
      const brackets = "if a < b then <b>bold</b>, <thinking> aloud, ends with <thi";
      answer({ kind: "model", text: brackets, deltaSize: 3 });
      for (const { text: read, how } of await bothWays({}, "reasoning")) assert.equal(read, brackets, how);
    },
  },
  {
    name: "a long answer arrives whole",
    fact: "Half a megabyte of text in thousands of deltas; work must grow with its length, not with its square.",
    async run({ answer, stream }) {
      const long = "0123456789abcdef".repeat(32_768);
      answer({ kind: "model", text: long, deltaSize: 64 });
      assert.equal(textOf(await stream()), long);
    },
  },
  {
    name: "chunks without a choice are passed over",
    fact: "Usage, filter results and keep-alives come with `choices: []`, or without the field.",
    needs: ["openai-chat"],
    async run({ answer, stream }) {
      answer({ kind: "chunks", chunks: [{ ...chunk({}), choices: [] }, { id: "chatcmpl-1", object: "keepalive" }, chunk({ content: "ok" }), finishChunk] });
      assert.equal(textOf(await stream()), "ok");
    },
  },
  {
    name: "a null delta and null content are nothing",
    fact: "llama.cpp opens with `content: null`; some services finish with `delta: null`.",
    needs: ["openai-chat"],
    async run({ answer, stream }) {
      const last = { ...finishChunk, choices: [{ index: 0, delta: null, finish_reason: "stop" }] };
      answer({ kind: "chunks", chunks: [chunk({ role: "assistant", content: null }), chunk({ content: "ok" }), last] });
      const parts = await stream();
      assert.equal(textOf(parts), "ok");
      assert.equal(ofType(parts, "error").length, 0);
    },
  },
  {
    name: "content in an array of text parts is text",
    fact: "Mistral and some gateways send content as a list.",
    needs: ["openai-chat"],
    async run({ use, bothWays }) {
      const content = [{ type: "text", text: "from a list" }];
      use({ answers: ({ body }) => ({ kind: "chunks", chunks: body?.["stream"] === true ? [chunk({ content }), finishChunk] : [completion({ content })] }) });
      for (const { text: read, how } of await bothWays()) assert.equal(read, "from a list", how);
    },
  },
  {
    name: "an answer without text has no empty text in it",
    fact: "The AI SDK sends history back; several services refuse an empty text part.",
    async run({ answer, generate }) {
      answer({ kind: "model", text: "", toolCalls: [{ name: "weather", arguments: "{}" }] });
      assert.deepEqual(ofType((await generate({}, "tools")).content, "text"), []);
    },
  },
  ...finishReasons.map(({ raw, unified, fact, needs }) => ({
    name: `the finish reason ${raw} is ${unified}, and the raw word is kept`,
    fact,
    needs,
    async run({ answer, bothWays, profile }: Parameters<ConformanceCase["run"]>[0]) {
      answer({ kind: "model", text: "ok", finishReason: raw });
      const spoken: Readonly<Record<string, string | undefined>> = { ...profile.finishReasons };
      for (const { finishReason, how } of await bothWays()) assert.deepEqual(finishReason, { unified, raw: spoken[raw] ?? raw }, how);
    },
  })),
  {
    name: "system, user and assistant messages are sent in their order",
    fact: "The order of a conversation is its meaning.",
    async run({ answer, generate, emulator }) {
      answer({ kind: "model", text: "ok" });
      await generate({
        prompt: [
          { role: "system", content: "Be brief." },
          ...ask("One"),
          { role: "assistant", content: [{ type: "text", text: "Two" }] },
          ...ask("Three"),
        ],
      });
      const messages = messagesOf(emulator.lastRequest.body ?? {});
      assert.deepEqual(messages.map(({ role }) => role === "developer" ? "system" : role), ["system", "user", "assistant", "user"]);
      assert.deepEqual(messages.map((message) => contentOf(message).map((part) => part["text"]).join("")), ["Be brief.", "One", "Two", "Three"]);
    },
  },
  {
    name: "several texts of one message keep their order",
    fact: "The AI SDK splits a message at files and at cache marks.",
    async run({ answer, generate, emulator }) {
      answer({ kind: "model", text: "ok" });
      await generate({ prompt: [{ role: "user", content: [{ type: "text", text: "first " }, { type: "text", text: "second" }] }] });
      assert.match(contentOf(lastMessageOf(emulator.lastRequest.body ?? {})).map((part) => part["text"]).join(""), /^first \n?second$/);
    },
  },
]);
