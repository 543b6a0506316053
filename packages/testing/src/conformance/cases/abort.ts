import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";
import type { Answer } from "../../emulator/script.ts";
import { casesOf, type ConformanceCase, type ConformanceContext } from "../case.ts";
import { finishOf, textOf, typesOf } from "../parts.ts";
import { greeting } from "../prompts.ts";
import { rejectionOf } from "../rejection.ts";
import type { WireForm } from "../wire-form.ts";

const said = ({ framed, text }: WireForm): string => framed(text("said"));
const silent = ({ framed, silence }: WireForm): string => framed(silence);
const hangsAfter = (body: string): Answer => ({ kind: "raw", body: `${body}never`, faults: { hangAfterBytes: body.length } });

/** Resolves when the emulator has the request. */
async function arrived({ emulator }: ConformanceContext): Promise<void> {
  while (emulator.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
}

/** Opens a stream that hangs after its first word, and reads that word. */
async function openHanging(context: ConformanceContext, abortSignal?: AbortSignal): Promise<{ reader: ReadableStreamDefaultReader<LanguageModelV4StreamPart>; seen: LanguageModelV4StreamPart[] }> {
  context.answer(hangsAfter(said(context.wire)));
  const { stream } = await context.model().doStream({ prompt: greeting, ...(abortSignal === undefined ? {} : { abortSignal }) });
  const reader = stream.getReader();
  const seen: LanguageModelV4StreamPart[] = [];
  while (textOf(seen) === "") {
    const { value, done } = await reader.read();
    assert.ok(!done, `the stream ended: ${typesOf(seen)}`);
    seen.push(value);
  }
  return { reader, seen };
}

async function abortsWhileWaiting(context: ConformanceContext, answer: Answer, call: "doStream" | "doGenerate"): Promise<void> {
  context.answer(answer);
  const controller = new AbortController();
  const reason = new Error("enough");
  const rejected = rejectionOf(context.model()[call]({ prompt: greeting, abortSignal: controller.signal }));
  await arrived(context);
  controller.abort(reason);
  assert.equal(await rejected, reason, "the rejection is not the signal's reason");
  assert.equal(await context.emulator.lastRequest.ended, "disconnected");
}

export const abort: readonly ConformanceCase[] = casesOf("abort", [
  {
    name: "a call that is aborted beforehand is never sent",
    fact: "It rejects with the signal's own reason.",
    async run({ answer, model, emulator }) {
      answer({ kind: "model", text: "never" });
      const reason = new Error("enough");
      for (const call of ["doStream", "doGenerate"] as const) {
        assert.equal(await rejectionOf(model()[call]({ prompt: greeting, abortSignal: AbortSignal.abort(reason) })), reason, call);
      }
      assert.equal(emulator.requests.length, 0);
    },
  },
  {
    name: "an abort before the headers rejects the stream's call with its reason",
    fact: "Not as a failure of the service: an abort is never retried. The connection is closed.",
    run: (context) => abortsWhileWaiting(context, { kind: "model", faults: { neverAnswer: true } }, "doStream"),
  },
  {
    name: "an abort before the first word rejects the stream's call with its reason",
    fact: "Headers are there, the call has not resolved yet.",
    needs: ["portolan"],
    run: (context) => abortsWhileWaiting(context, hangsAfter(silent(context.wire)), "doStream"),
  },
  {
    name: "an abort rejects a whole answer's call with its reason",
    fact: "While the service is still thinking.",
    run: (context) => abortsWhileWaiting(context, { kind: "model", faults: { neverAnswer: true } }, "doGenerate"),
  },
  {
    name: "an abort while a whole answer is read rejects with its reason",
    fact: "The body has begun.",
    run: (context) => abortsWhileWaiting(context, { kind: "model", text: "never", faults: { hangAfterBytes: 30 } }, "doGenerate"),
  },
  {
    name: "an abort in the middle of a stream errors it with the signal's reason",
    fact: "No error part, no finish: the AI SDK knows what it asked for.",
    async run(context) {
      const controller = new AbortController();
      const { reader } = await openHanging(context, controller.signal);
      const reason = new Error("enough");
      const next = rejectionOf(reader.read());
      controller.abort(reason);
      assert.equal(await next, reason);
    },
  },
  {
    name: "an abort in the middle of a stream closes the connection",
    fact: "Otherwise the service goes on writing, and charging.",
    async run(context) {
      const controller = new AbortController();
      const { reader } = await openHanging(context, controller.signal);
      const next = rejectionOf(reader.read());
      controller.abort();
      await next;
      assert.equal(await context.emulator.lastRequest.ended, "disconnected");
    },
  },
  {
    name: "nothing is emitted after an abort",
    fact: "Parts that were already waiting are dropped too.",
    async run(context) {
      context.answer({ kind: "model", text: "many words in many deltas", deltaSize: 1 });
      const controller = new AbortController();
      const { stream } = await context.model().doStream({ prompt: greeting, abortSignal: controller.signal, includeRawChunks: true });
      const reader = stream.getReader();
      await reader.read();
      const reason = new Error("enough");
      controller.abort(reason);
      const after: unknown[] = [];
      const error = await rejectionOf(
        (async () => {
          for (let next = await reader.read(); !next.done; next = await reader.read()) after.push(next.value.type);
        })(),
      );
      assert.equal(error, reason);
      assert.deepEqual(after, []);
    },
  },
  {
    name: "the reason of a timeout signal stays a TimeoutError",
    fact: "`AbortSignal.timeout` is told from a user's abort by its name.",
    async run({ answer, model }) {
      answer({ kind: "model", faults: { neverAnswer: true } });
      const error = await rejectionOf(model().doGenerate({ prompt: greeting, abortSignal: AbortSignal.timeout(20) }));
      assert.equal((error as Error).name, "TimeoutError");
    },
  },
  {
    name: "a reason that is no error is passed on as it is",
    fact: "`abort(\"user left\")` is allowed.",
    async run(context) {
      context.answer({ kind: "model", faults: { neverAnswer: true } });
      const controller = new AbortController();
      const rejected = rejectionOf(context.model().doGenerate({ prompt: greeting, abortSignal: controller.signal }));
      await arrived(context);
      controller.abort("user left");
      assert.equal(await rejected, "user left");
    },
  },
  {
    name: "cancelling a stream closes the connection while a read hangs",
    fact: "A web server cancels when its own client goes away; an async generator would wait for the next byte.",
    async run(context) {
      const { reader } = await openHanging(context);
      const hanging = reader.read();
      await reader.cancel("enough");
      assert.equal(await context.emulator.lastRequest.ended, "disconnected");
      assert.equal((await hanging).done, true);
    },
  },
  {
    name: "leaving a for-await loop closes the connection",
    fact: "`break` calls the iterator's `return`.",
    async run(context) {
      context.answer(hangsAfter(said(context.wire)));
      const { stream } = await context.model().doStream({ prompt: greeting });
      for await (const part of stream) if (part.type === "text-delta") break;
      assert.equal(await context.emulator.lastRequest.ended, "disconnected");
    },
  },
  {
    name: "cancelling a stream that nobody read closes the connection",
    fact: "A caller may change its mind at once.",
    async run({ answer, model, emulator, wire }) {
      answer(hangsAfter(said(wire)));
      const { stream } = await model().doStream({ prompt: greeting });
      await stream.cancel();
      assert.equal(await emulator.lastRequest.ended, "disconnected");
    },
  },
  {
    name: "an abort after the end harms nothing",
    fact: "Programs abort in `finally`.",
    async run({ answer, stream, generate }) {
      answer({ kind: "model", text: "ok" });
      const controller = new AbortController();
      assert.equal(finishOf(await stream({ abortSignal: controller.signal })).finishReason.unified, "stop");
      await generate({ abortSignal: controller.signal });
      controller.abort();
      assert.equal((await generate()).finishReason.unified, "stop");
    },
  },
  {
    name: "a finished call leaves no listener on its signal",
    fact: "One signal may live as long as the program.",
    async run({ answer, stream, generate }) {
      answer({ kind: "model", text: "ok" });
      const { signal } = new AbortController();
      for (let time = 0; time < 3; time += 1) {
        await stream({ abortSignal: signal });
        await generate({ abortSignal: signal });
      }
      // What is left of a connection may be tidied up a moment after the answer.
      const left = await settled(() => getEventListeners(signal, "abort").length);
      assert.equal(left, 0);
    },
  },
  {
    name: "an aborted call does not disturb the others",
    fact: "They share sockets.",
    async run(context) {
      const { model, use } = context;
      use({ answers: ({ body }) => (JSON.stringify(body).includes("hang") ? { kind: "model", faults: { neverAnswer: true } } : { kind: "model", text: "ok", pace: { beforeHeadersMs: 20 } }) });
      const controller = new AbortController();
      const hanging = rejectionOf(model().doGenerate({ prompt: [{ role: "user", content: [{ type: "text", text: "hang" }] }], abortSignal: controller.signal }));
      const other = model().doGenerate({ prompt: greeting });
      await arrived(context);
      controller.abort();
      await hanging;
      assert.equal((await other).finishReason.unified, "stop");
    },
  },
  {
    name: "a reader that stops reading stops the service",
    fact: "Backpressure reaches the socket; otherwise a slow client costs the memory of the whole answer.",
    async run({ answer, model, emulator, wire }) {
      const frame = wire.framed(wire.text("x".repeat(8_000)));
      const total = 64 * 1024 * 1024;
      answer({ kind: "raw", body: frame.repeat(Math.ceil(total / frame.length)), faults: { pieceBytes: 65_536 } });
      const before = emulator.bytesWritten;
      const { stream } = await model().doStream({ prompt: greeting });
      const reader = stream.getReader();
      for (let part = 0; part < 5; part += 1) await reader.read();
      const written = (await settled(() => emulator.bytesWritten)) - before;
      await reader.cancel();
      assert.ok(written < total / 2, `${Math.round(written / 1024 / 1024)} MiB were taken after five parts`);
    },
  },
]);

/** The value once it no longer changes. What the system's socket buffers take comes in the first milliseconds. */
async function settled(read: () => number): Promise<number> {
  let last = read();
  for (let quiet = 0; quiet < 5; ) {
    await new Promise((resolve) => setTimeout(resolve, 40));
    const now = read();
    quiet = now === last ? quiet + 1 : 0;
    last = now;
  }
  return last;
}
