import assert from "node:assert/strict";
import { describeError } from "@portolan/core";
import type { Answer, Emulator } from "../../emulator/script.ts";
import { casesOf, type ConformanceCase } from "../case.ts";
import { finishOf, ofType, readAll, textOf } from "../parts.ts";
import { greeting } from "../prompts.ts";
import { callErrorOf } from "../rejection.ts";
import type { ConformanceSettings } from "../subject.ts";
import type { WireForm } from "../wire-form.ts";

const hangsAtOnce = ({ framed, silence }: WireForm): Answer => hangsAfter(framed(silence));
const hangsLater = ({ framed, text }: WireForm): Answer => hangsAfter(framed(text("said")));

function hangsAfter(body: string): Answer {
  return { kind: "raw", body: `${body}never`, faults: { hangAfterBytes: body.length } };
}

/** The connection was closed; on a busy machine the wait may run out before the request has arrived. */
async function expectHangUp({ requests }: Emulator): Promise<void> {
  assert.equal((await requests.at(-1)?.ended) ?? "disconnected", "disconnected");
}

/** A wait that runs out before anything was said. */
function early(name: string, fact: string, timeouts: NonNullable<ConformanceSettings["timeouts"]>, one: (wire: WireForm) => Answer): Pick<ConformanceCase, "name" | "fact" | "needs" | "run"> {
  return {
    name,
    fact,
    needs: ["portolan"],
    async run({ answer, connect, models, emulator, wire }) {
      answer(one(wire));
      const error = await callErrorOf(connect({ timeouts }).languageModel(models.text).doStream({ prompt: greeting }));
      assert.equal(error.isRetryable, true, error.message);
      assert.equal(describeError(error).kind, "timeout");
      await expectHangUp(emulator);
    },
  };
}

export const timeouts: readonly ConformanceCase[] = casesOf("faults", [
  early("a service that never answers runs into headersMs", "Local servers load a model first, others are just gone; the caller says how long is too long.", { headersMs: 150 }, () => ({ kind: "model", faults: { neverAnswer: true } })),
  early("a service that says nothing runs into firstPartMs", "The AI SDK's own limit begins only after the first part.", { firstPartMs: 150 }, hangsAtOnce),
  early("a service that goes quiet before its first word runs into idleMs", "Headers came, words did not.", { idleMs: 150 }, hangsAtOnce),
  early("a call that takes too long runs into totalMs", "The bound of the whole exchange.", { totalMs: 150 }, hangsAtOnce),
  {
    name: "a stream that goes quiet runs into idleMs",
    fact: "After the first word the fault is a part, the text stays, and the finish is `interrupted`.",
    needs: ["portolan"],
    async run({ answer, connect, models, emulator, wire }) {
      answer(hangsLater(wire));
      const { stream } = await connect({ timeouts: { idleMs: 150 } }).languageModel(models.text).doStream({ prompt: greeting });
      const parts = await readAll(stream);
      assert.equal(textOf(parts), "said");
      assert.equal(describeError(ofType(parts, "error")[0]?.error).kind, "timeout");
      assert.equal(finishOf(parts).finishReason.unified, "interrupted");
      await expectHangUp(emulator);
    },
  },
  {
    name: "a whole answer that does not come runs into totalMs",
    fact: "`generateText` waits as patiently as its caller says.",
    needs: ["portolan"],
    async run({ answer, connect, models, emulator }) {
      answer({ kind: "model", faults: { neverAnswer: true } });
      const error = await callErrorOf(connect({ timeouts: { totalMs: 150 } }).languageModel(models.text).doGenerate({ prompt: greeting }));
      assert.equal(describeError(error).kind, "timeout");
      await expectHangUp(emulator);
    },
  },
]);
