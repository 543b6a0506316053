import assert from "node:assert/strict";
import { APICallError } from "@ai-sdk/provider";
import type { Answer, Faults, StreamErrorForm } from "../../emulator/script.ts";
import { casesOf, type ConformanceCase, type ConformanceContext, type Need } from "../case.ts";
import { finishOf, ofType, textOf, typesOf } from "../parts.ts";
import { greeting } from "../prompts.ts";
import { callErrorOf } from "../rejection.ts";
import { chunk } from "../wire.ts";
import type { WireForm } from "../wire-form.ts";

const words = "the engine broke down";
const broken = { status: 503, message: words, type: "server_error", code: "engine" };

interface Early {
  readonly name: string;
  readonly fact: string;
  readonly answer: Answer | ((wire: WireForm) => Answer);
  /** Of event streams and OpenAI's form alone. */
  readonly openaiOnly?: true;
  /** Whether the service said something that must be in the error. */
  readonly saysWords: boolean;
}

/** What can go wrong before the first word; each must reject, so that a retry or another provider can take over. */
const early: readonly Early[] = [
  { name: "an error status rejects the stream's call", fact: "Told as a part it could no longer be retried.", answer: { kind: "error", error: broken }, saysWords: true },
  { name: "a JSON error under status 200 rejects the stream's call", fact: "OpenRouter and xAI; published libraries lose the words and say the stream ended early.", answer: { kind: "error", error: broken, httpStatus: 200 }, saysWords: true },
  { name: "an error event in front of the answer rejects the stream's call", fact: "The status line is sent before a model is asked, so its refusal comes as the first event.", answer: { kind: "model", text: "never", faults: { errorAfterChunks: { chunks: 0, error: broken } } }, saysWords: true },
  { name: "an error after empty chunks rejects the stream's call", fact: "An opening chunk with a role and no text is not yet an answer.", answer: (wire) => unheard(wire, { errorAfterChunks: { chunks: 1, error: broken } }), saysWords: true },
  { name: "a named error event rejects the stream's call", openaiOnly: true, fact: "LM Studio and some gateways write `event: error`.", answer: { kind: "model", text: "never", faults: { errorAfterChunks: { chunks: 0, error: broken, form: "named-event" } } }, saysWords: true },
  { name: "a flat error line rejects the stream's call", openaiOnly: true, fact: "Mistral and FastChat; published libraries answer with a schema error.", answer: { kind: "model", text: "never", faults: { errorAfterChunks: { chunks: 0, error: broken, form: "flat" } } }, saysWords: true },
  { name: "an error field instead of data rejects the stream's call", openaiOnly: true, fact: "Older llama.cpp writes `error: {…}`.", answer: { kind: "raw", body: `error: ${JSON.stringify({ code: 500, message: words, type: "server_error" })}\n\n` }, saysWords: true },
  { name: "a bare JSON line rejects the stream's call", openaiOnly: true, fact: "Some proxies put the error's body into the stream as it is.", answer: { kind: "raw", body: `${JSON.stringify({ error: { message: words, type: "server_error", code: 503 } })}\n` }, saysWords: true },
  { name: "an empty body rejects the stream's call", fact: "An answer without a word is a fault, not a short answer.", answer: { kind: "raw", body: "" }, saysWords: false },
  { name: "[DONE] alone rejects the stream's call", openaiOnly: true, fact: "The stream says it is complete, and nothing was said.", answer: { kind: "raw", body: "data: [DONE]\n\n" }, saysWords: false },
  { name: "comments alone reject the stream's call", openaiOnly: true, fact: "A proxy kept the connection alive until it gave up.", answer: { kind: "raw", body: ": waiting\n\n: waiting\n\n" }, saysWords: false },
  { name: "a connection cut in front of the answer rejects the stream's call", fact: "The commonest fault of overloaded services.", answer: (wire) => unheard(wire, { cutAfterBytes: 10 }), saysWords: false },
  { name: "a connection reset in front of the answer rejects the stream's call", fact: "A crashed server.", answer: (wire) => unheard(wire, { resetAfterBytes: 10 }), saysWords: false },
];

/** An opening, and what comes too late. */
function unheard(wire: WireForm, faults: Faults): Answer {
  return { kind: "chunks", chunks: [wire.silence, wire.text("never"), wire.end()], faults };
}

const forms: readonly { readonly form: StreamErrorForm; readonly fact: string }[] = [
  { form: "profile", fact: "In the service's own form." },
  { form: "x_groq", fact: "Groq puts a text into `x_groq.error` of an ordinary chunk." },
  { form: "named-event", fact: "After a line `event: error`." },
  { form: "finish-chunk", fact: "OpenRouter puts `error` beside the finish reason `error`." },
  { form: "flat", fact: "Mistral's, without an object around it." },
];

const formNames: Readonly<Record<StreamErrorForm, string>> = {
  profile: "in the service's form",
  x_groq: "as a text in x_groq",
  "named-event": "as a named event",
  "finish-chunk": "beside the finish reason",
  flat: "without an object around it",
};

const needsOf: Readonly<Record<StreamErrorForm, readonly Need[]>> = {
  profile: [],
  x_groq: ["groq"],
  "named-event": ["openai-chat"],
  "finish-chunk": ["openai-chat"],
  flat: ["openai-chat"],
};

function chatter(faults: Faults): Answer {
  return { kind: "model", text: "a text of some length that breaks off before it has said all that it was about to say", deltaSize: 4, faults };
}

async function expectInterrupted({ answer, stream }: ConformanceContext, one: Answer): Promise<void> {
  answer(one);
  const parts = await stream();
  assert.notEqual(textOf(parts), "", typesOf(parts));
  assert.equal(finishOf(parts).finishReason.unified, "interrupted", typesOf(parts));
  assert.equal(ofType(parts, "text-end").length, 1, typesOf(parts));
}

export const faults: readonly ConformanceCase[] = casesOf("faults", [
  ...early.map(({ name, fact, answer: one, saysWords, openaiOnly }) => ({
    name,
    fact,
    needs: openaiOnly === true ? (["openai-chat"] as const) : [],
    async run({ answer, model, wire }: ConformanceContext) {
      answer(typeof one === "function" ? one(wire) : one);
      const error = await callErrorOf(model().doStream({ prompt: greeting }));
      if (saysWords) assert.ok(error.message.includes(words), `message: ${JSON.stringify(error.message)}`);
      assert.notEqual(error.message.trim(), "");
      const isTold = wire.tellsStatus || error.statusCode !== 200;
      if (isTold) assert.equal(error.isRetryable, true, error.message);
    },
  })),
  ...forms.map(({ form, fact }) => ({
    name: `an error in the middle of a stream is a part: ${formNames[form]}`,
    fact: `${fact} The text before it stays, the error keeps its words, and the finish says \`error\`.`,
    needs: needsOf[form],
    async run({ answer, stream }: ConformanceContext) {
      answer(chatter({ errorAfterChunks: { chunks: 4, error: broken, form } }));
      const parts = await stream();
      assert.notEqual(textOf(parts), "");
      const [part, ...more] = ofType(parts, "error");
      assert.ok(part !== undefined && more.length === 0, `one error part was expected: ${typesOf(parts)}`);
      assert.ok(messageOf(part.error).includes(words), `message: ${messageOf(part.error)}`);
      assert.equal(finishOf(parts).finishReason.unified, "error");
    },
  })),
  {
    name: "an error in the middle of a stream says whether to try again",
    fact: "The AI SDK's `streamRetries` and a router ask `isRetryable`.",
    needs: ["openai-chat"],
    async run({ answer, stream }) {
      answer(chatter({ errorAfterChunks: { chunks: 4, error: broken } }));
      const [part] = ofType(await stream(), "error");
      assert.equal((part?.error as { isRetryable?: unknown } | undefined)?.isRetryable, true);
    },
  },
  {
    name: "an error with its status beside it keeps its words and its meaning",
    fact: "Cerebras sends `{error, status_code}` in the middle of a stream; published libraries answer with a schema error.",
    needs: ["openai-chat"],
    async run({ answer, stream }) {
      const error = { message: words, type: "too_many_requests_error", code: "request_quota_exceeded", param: null, id: "" };
      answer({ kind: "chunks", chunks: [chunk({ content: "kept" }), { error, status_code: 429 }] });
      const parts = await stream();
      const [part] = ofType(parts, "error");
      assert.ok(messageOf(part?.error).includes(words), messageOf(part?.error));
      assert.equal(finishOf(parts).finishReason.unified, "error");
    },
  },
  {
    name: "text that came together with an error is kept",
    fact: "One read of the socket may hold both; the words were paid for.",
    async run({ answer, stream, profile, wire }) {
      answer({ kind: "raw", body: wire.framed(wire.text("kept"), profile.streamError(broken)) });
      const parts = await stream();
      assert.equal(textOf(parts), "kept");
      assert.equal(ofType(parts, "error").length, 1);
    },
  },
  {
    name: "a stream that ends without its finish is interrupted",
    fact: "Called `stop`, half an answer passes for a whole one.",
    async run(context) {
      await expectInterrupted(context, chatter({ noFinish: true, noDone: true }));
    },
  },
  {
    name: "a connection cut in the middle of a stream is interrupted",
    fact: "The error is told and the finish comes all the same, so that usage and open blocks are not lost.",
    async run(context) {
      await expectInterrupted(context, chatter({ cutAfterBytes: 1500 }));
    },
  },
  {
    name: "a connection reset in the middle of a stream is interrupted",
    fact: "Published libraries end the stream with a bare `TypeError: terminated`.",
    async run(context) {
      await expectInterrupted(context, chatter({ resetAfterBytes: 1500, pieceBytes: 500, pieceEveryMs: 5 }));
    },
  },
  {
    name: "a broken connection is told as a retryable error",
    fact: "Another attempt may succeed; without the part nobody learns what happened.",
    needs: ["portolan"],
    async run({ answer, stream }) {
      answer(chatter({ resetAfterBytes: 1500, pieceBytes: 500, pieceEveryMs: 5 }));
      const [part] = ofType(await stream(), "error");
      assert.ok(APICallError.isInstance(part?.error), String(part?.error));
      assert.equal(part.error.isRetryable, true);
    },
  },
  {
    name: "a line that is no JSON is no clean end",
    fact: "Words are missing from the answer, whatever follows.",
    async run({ answer, stream }) {
      answer(chatter({ garbageAfterChunks: 3 }));
      const parts = await stream();
      assert.equal(parts.at(-1)?.type, "finish");
      assert.ok(["error", "interrupted"].includes(finishOf(parts).finishReason.unified), finishOf(parts).finishReason.unified);
    },
  },
  {
    name: "a whole answer that is cut is an error",
    fact: "Half a JSON body is no answer.",
    async run({ answer, model }) {
      answer({ kind: "model", text: "a text of some length that breaks off", faults: { cutAfterBytes: 60 } });
      const error = await callErrorOf(model().doGenerate({ prompt: greeting }));
      assert.equal(error.isRetryable, true);
    },
  },
  {
    name: "a frame without end is given up with an error",
    fact: "A server that never sends a line break must not fill the memory: 16 MiB is the bound.",
    needs: ["portolan"],
    async run({ answer, stream, wire }) {
      answer({ kind: "raw", body: wire.framed(wire.text("x".repeat(18 * 1024 * 1024))).trimEnd() });
      const parts = await stream().catch((error: unknown) => [{ type: "error" as const, error }]);
      const [fault] = ofType(parts, "error");
      assert.ok(fault !== undefined, `no error came: ${typesOf(parts)}`);
      assert.match(messageOf(fault.error), /16 MiB/);
    },
  },
  {
    name: "holding back the beginning of an answer has a bound",
    fact: "After 64 parts that say nothing yet, the stream is handed over and an error becomes a part.",
    needs: ["openai-chat", "portolan"],
    async run({ answer, stream }) {
      const cited = Array.from({ length: 100 }, (_, place) => chunk({}, null, { citations: [`https://example.com/${place}`] }));
      answer({ kind: "chunks", chunks: [...cited, { error: { message: words, type: "server_error" } }] });
      const parts = await stream();
      assert.equal(ofType(parts, "error").length, 1, typesOf(parts));
      assert.equal(finishOf(parts).finishReason.unified, "error");
    },
  },
]);

function messageOf(error: unknown): string {
  if (typeof error === "string") return error;
  return String((error as { message?: unknown } | null)?.message ?? JSON.stringify(error));
}
