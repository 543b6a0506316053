import assert from "node:assert/strict";
import type { ProviderV4 } from "@ai-sdk/provider";
import type { ServiceError } from "../../emulator/script.ts";
import type { CaseOf, ConformanceContext } from "../case.ts";
import { printed } from "../printed.ts";
import { callErrorOf, rejectionOf } from "../rejection.ts";
import type { ConformanceModels } from "../subject.ts";

/** What a case asks of a call, whatever it is for. */
interface AnyCall {
  readonly headers?: Record<string, string>;
  readonly abortSignal?: AbortSignal;
  /** What the caller says, where the kind takes words. */
  readonly words?: string;
}

/** One kind of model as far as the cases go that hold for all of them. */
export interface KindOfCall {
  /** As it is named in sentences, e.g. `an embedding`. */
  readonly noun: string;
  readonly call: (provider: ProviderV4, models: ConformanceModels, options: AnyCall) => PromiseLike<unknown>;
}

const other = "test-key-of-another-user";
const key = "test-key-canary-0123456789";
const words = "prompt-canary-9876543210";

/** What every kind of model besides chat owes its caller. The language model has cases of its own for each of these. */
export function casesOfAnyKind({ noun, call }: KindOfCall): readonly CaseOf[] {
  return [
    {
      name: `an error of ${noun} keeps the service's words`,
      fact: "As with every other call.",
      async run({ answer, provider, models }) {
        answer({ kind: "error", error: { status: 429, message: "the harbour is closed" } });
        const error = await callErrorOf(call(provider, models, {}));
        assert.deepEqual([error.statusCode, error.isRetryable, error.message.includes("the harbour is closed")], [429, true, true]);
      },
    },
    {
      name: `a JSON error under status 200 fails ${noun}`,
      fact: "Proxies answer 200 whatever happened behind them.",
      async run({ answer, provider, models }) {
        answer({ kind: "chunks", chunks: [{ error: { message: "the harbour is closed", code: 503 } }] });
        assert.match((await callErrorOf(call(provider, models, {}))).message, /the harbour is closed/);
      },
    },
    {
      name: `an abort stops ${noun} with its reason`,
      fact: "And closes the connection.",
      async run({ answer, provider, models, emulator }) {
        answer({ kind: "raw", body: "", faults: { neverAnswer: true } });
        const controller = new AbortController();
        const rejected = rejectionOf(call(provider, models, { abortSignal: controller.signal }));
        while (emulator.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
        const reason = new Error("enough");
        controller.abort(reason);
        assert.equal(await rejected, reason);
        assert.equal(await emulator.lastRequest.ended, "disconnected");
      },
    },
    {
      name: `${noun} that is aborted beforehand is never sent`,
      fact: "It rejects with the signal's own reason.",
      async run({ provider, models, emulator }) {
        const reason = new Error("enough");
        assert.equal(await rejectionOf(call(provider, models, { abortSignal: AbortSignal.abort(reason) })), reason);
        assert.equal(emulator.requests.length, 0);
      },
    },
    {
      name: `the headers of a call reach the service with ${noun}`,
      fact: "Tracing, and proxies that route by header.",
      async run({ provider, models, emulator }) {
        await call(provider, models, { headers: { "x-trace": "abc" } });
        assert.equal(emulator.lastRequest.headers["x-trace"], "abc");
      },
    },
    {
      name: `the headers of a call cannot replace the key of ${noun}`,
      fact: "Headers of a call come from users of a program; the key is the program's. Whoever tries is told by a warning.",
      needs: ["portolan"],
      async run({ provider, models, emulator }) {
        for (const name of ["authorization", "Authorization"]) {
          const told = JSON.stringify(await call(provider, models, { headers: { [name]: `Bearer ${other}` } }));
          assert.equal(emulator.lastRequest.headers["authorization"], `Bearer ${emulator.apiKey}`, name);
          assert.match(told, /"warnings":\[[^\]]*authorization/, "the caller was not told");
        }
      },
    },
    {
      name: `other credentials send ${noun} with their own key`,
      fact: "Rotation and users with keys of their own need every kind of model.",
      needs: ["portolan"],
      async run({ portolan, use, models, emulator }) {
        use({ apiKeys: [emulator.apiKey, other] });
        const provider = portolan();
        await call(provider.withCredentials({ apiKey: other }), models, {});
        await call(provider, models, {});
        assert.deepEqual(emulator.requests.map(({ headers }) => headers["authorization"]), [`Bearer ${other}`, `Bearer ${emulator.apiKey}`]);
      },
    },
    {
      name: `a printed error of ${noun} shows neither key nor words`,
      fact: "Errors end in logs and bug reports.",
      async run(context) {
        for (const error of await failures(context, call)) {
          const text = printed(error);
          assert.deepEqual([text.includes(key), text.includes(words)], [false, false]);
        }
      },
    },
  ];
}

/** The errors of a service that refuses, of one that repeats the key, and of one that is not there. */
async function failures({ connect, use, models, unreachable }: ConformanceContext, call: KindOfCall["call"]): Promise<readonly unknown[]> {
  const refusals: readonly ServiceError[] = [
    { status: 500, message: "the engine broke down" },
    { status: 401, message: `Incorrect API key provided: ${key}` },
  ];
  use({ apiKeys: [key], answers: refusals.map((error) => ({ kind: "error", error })) });
  const provider = connect({ apiKey: key });
  const refused = [await rejectionOf(call(provider, models, { words })), await rejectionOf(call(provider, models, { words }))];
  return [...refused, await rejectionOf(call(connect({ apiKey: key, baseURL: await unreachable() }), models, { words }))];
}
