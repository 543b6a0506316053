import assert from "node:assert/strict";
import { inspect } from "node:util";
import { LoadAPIKeyError } from "@ai-sdk/provider";
import { casesOf, type ConformanceCase } from "../case.ts";
import { finishOf, readAll } from "../parts.ts";
import { greeting } from "../prompts.ts";
import { rejectionOf } from "../rejection.ts";

const other = "test-key-of-another-user";

export const credentials: readonly ConformanceCase[] = casesOf("credentials", [
  {
    name: "the key is sent as a bearer token",
    fact: "OpenAI's form.",
    async run({ answer, generate, emulator }) {
      answer({ kind: "model", text: "ok" });
      await generate();
      assert.equal(emulator.lastRequest.headers["authorization"], `Bearer ${emulator.apiKey}`);
    },
  },
  {
    name: "a missing key is a LoadAPIKeyError that names the variable to set",
    fact: "The commonest first mistake; nothing is sent.",
    needs: ["keyed"],
    async run({ connect, models }) {
      // Servers on loopback may be called without a key, so the base URL must not look like one.
      let sent = false;
      const nowhere = async (): Promise<Response> => {
        sent = true;
        return new Response(null, { status: 500 });
      };
      const call = async () => connect({ apiKey: undefined, baseURL: "https://service.example/v1", fetch: nowhere }).languageModel(models.text).doGenerate({ prompt: greeting });
      const error = await rejectionOf(call());
      assert.ok(LoadAPIKeyError.isInstance(error), `${String(error)} (the environment must not hold a key)`);
      assert.match(error.message, /[A-Z][A-Z0-9_]*_KEY/);
      assert.equal(sent, false);
    },
  },
  {
    name: "a service without keys is called without an Authorization header",
    fact: "Local servers refuse `Bearer undefined`.",
    needs: ["keyless"],
    async run({ connect, use, models, emulator }) {
      use({ apiKeys: null, answers: () => ({ kind: "model", text: "ok" }) });
      await connect({ apiKey: undefined }).languageModel(models.text).doGenerate({ prompt: greeting });
      assert.equal(emulator.lastRequest.headers["authorization"], undefined);
    },
  },
  {
    name: "what a call tells of its request shows no key",
    fact: "Request and response go into telemetry and logs.",
    async run({ answer, emulator, model }) {
      answer({ kind: "model", text: "ok" });
      const { request, response } = await model().doGenerate({ prompt: greeting });
      const streamed = await model().doStream({ prompt: greeting });
      await streamed.stream.cancel();
      const told = inspect([request, response, streamed.request, streamed.response], { depth: 8, showHidden: true });
      assert.ok(!told.includes(emulator.apiKey), "the key was told");
    },
  },
  {
    name: "a key that is asked for at each request may change",
    fact: "Short-lived tokens and rotated keys.",
    needs: ["portolan"],
    async run({ connect, use, models, emulator }) {
      const keys = ["test-key-first", "test-key-second"];
      use({ apiKeys: keys, answers: () => ({ kind: "model", text: "ok" }) });
      let turn = 0;
      const model = connect({ apiKey: () => keys[turn++] ?? "" }).languageModel(models.text);
      await model.doGenerate({ prompt: greeting });
      await model.doGenerate({ prompt: greeting });
      assert.deepEqual(emulator.requests.map(({ headers }) => headers["authorization"]), keys.map((key) => `Bearer ${key}`));
    },
  },
  {
    name: "a provider that is printed shows no key",
    fact: "Programs log what they are configured with.",
    async run({ connect, models }) {
      const provider = connect({ apiKey: "test-key-canary-0123456789" });
      for (const thing of [provider, provider.languageModel(models.text)]) {
        assert.doesNotMatch(`${inspect(thing, { depth: 8, showHidden: true })}${JSON.stringify(thing)}`, /canary-0123456789/);
      }
    },
  },
  {
    name: "a good key checks as ok, and costs no tokens",
    fact: "The check is a question about the key alone.",
    needs: ["portolan", "keyCheck"],
    async run({ portolan, emulator }) {
      const check = await portolan().checkCredentials();
      assert.equal(check.ok, true, JSON.stringify(check));
      const asking = emulator.requests.filter(({ method }) => method !== "GET" && method !== "HEAD");
      // An empty request names no model, and is refused.
      assert.deepEqual(asking.filter(({ body }) => Object.keys(body ?? { unread: true }).length > 0), []);
    },
  },
  {
    name: "a wrong key checks as not ok, with the error",
    fact: "The kind is `auth`; the words are the service's.",
    needs: ["portolan", "keyCheck"],
    async run({ portolan }) {
      const check = await portolan({ apiKey: "test-key-wrong" }).checkCredentials();
      assert.equal(check.ok, false, JSON.stringify(check));
      assert.equal(check.error.kind, "auth");
    },
  },
  {
    name: "a key is checked where nothing can be looked up",
    fact: "Endpoints without a list refuse an empty request: a right key's for being empty, a wrong key's for the key.",
    needs: ["portolan", "keyCheck"],
    async run({ portolan, emulator }) {
      const lookups: typeof fetch = async (input, init) => (init?.method === "GET" ? new Response('{"error":{"message":"no such path"}}', { status: 404 }) : await fetch(input, init));
      assert.deepEqual(await portolan({ fetch: lookups }).checkCredentials(), { ok: true });
      const wrong = await portolan({ fetch: lookups, apiKey: "test-key-wrong" }).checkCredentials();
      assert.equal(wrong.ok, false, JSON.stringify(wrong));
      assert.ok(emulator.requests.every(({ body }) => Object.keys(body ?? { unread: true }).length === 0), "a request was not empty");
    },
  },
  {
    name: "a service that is down says nothing of the key",
    fact: "Not ok would throw away a good key.",
    needs: ["portolan", "keyCheck"],
    async run({ portolan, use }) {
      use({ failNext: [{ kind: "error", error: { status: 503, message: "down for repairs" } }] });
      const check = await portolan().checkCredentials();
      assert.equal(check.ok, "unknown", JSON.stringify(check));
      assert.notEqual(check.why, "");
    },
  },
  {
    name: "an abort stops a check with its reason",
    fact: "Everything else is an answer; an abort rejects.",
    needs: ["portolan"],
    async run({ portolan }) {
      const reason = new Error("enough");
      assert.equal(await rejectionOf(portolan().checkCredentials({ signal: AbortSignal.abort(reason) })), reason);
    },
  },
  {
    name: "the same provider can be used with another key",
    fact: "Key rotation, and keys that users bring.",
    needs: ["portolan"],
    async run({ portolan, use, models, emulator }) {
      use({ apiKeys: [emulator.apiKey, other], answers: () => ({ kind: "model", text: "ok" }) });
      const provider = portolan();
      const theirs = provider.withCredentials({ apiKey: other });
      await theirs.languageModel(models.text).doGenerate({ prompt: greeting });
      assert.equal(emulator.lastRequest.headers["authorization"], `Bearer ${other}`);
      await provider.languageModel(models.text).doGenerate({ prompt: greeting });
      assert.equal(emulator.lastRequest.headers["authorization"], `Bearer ${emulator.apiKey}`, "the first provider's key has changed");
      assert.equal(theirs.id, provider.id);
    },
  },
  {
    name: "other credentials bring their own headers and none of the first",
    fact: "A header may be a second key.",
    needs: ["portolan"],
    async run({ portolan, use, models, emulator }) {
      use({ apiKeys: [other], answers: () => ({ kind: "model", text: "ok" }) });
      const theirs = portolan({ headers: { "x-organisation": "ours" } }).withCredentials({ apiKey: other, headers: { "x-theirs": "yes" } });
      await theirs.languageModel(models.text).doGenerate({ prompt: greeting });
      const { headers } = emulator.lastRequest;
      assert.deepEqual([headers["x-organisation"], headers["x-theirs"]], [undefined, "yes"]);
    },
  },
  {
    name: "a base URL of other credentials is used",
    fact: "Regions and proxies belong to a key.",
    needs: ["portolan"],
    async run({ portolan, models, emulator, secondEmulator }) {
      const region = await secondEmulator();
      region.use({ answers: () => ({ kind: "model", text: "ok" }) });
      await portolan().withCredentials({ apiKey: region.apiKey, baseURL: region.baseURL }).languageModel(models.text).doGenerate({ prompt: greeting });
      assert.deepEqual([emulator.requests.length, region.requests.length], [0, 1]);
    },
  },
  {
    name: "other credentials share no model list",
    fact: "A list shows what one account may use.",
    needs: ["portolan"],
    async run({ portolan, use, emulator, wire }) {
      const modelId = "vendor/private-model";
      use({ apiKeys: [emulator.apiKey, other], models: [wire.row(modelId, 65_432)] });
      const provider = portolan();
      const theirs = provider.withCredentials({ apiKey: other });
      await provider.listModels();
      assert.equal(provider.capabilities(modelId).limits.contextWindow, 65_432);
      assert.equal(theirs.capabilities(modelId).limits.contextWindow, undefined);
    },
  },
  {
    name: "other credentials share no lesson",
    fact: "What one endpoint refuses another may need.",
    needs: ["openai-chat", "portolan"],
    async run({ portolan, use, models, emulator }) {
      const provider = portolan();
      const stream = async (from: typeof provider) => readAll((await from.languageModel(models.text).doStream({ prompt: greeting })).stream);
      use({ apiKeys: [emulator.apiKey, other], refuseFields: ["stream_options"], answers: () => ({ kind: "model", text: "ok" }) });
      assert.equal(finishOf(await stream(provider)).finishReason.unified, "stop");
      use({ apiKeys: [emulator.apiKey, other], answers: () => ({ kind: "model", text: "ok" }) });
      await stream(portolan());
      const asFresh = emulator.lastRequest.body?.["stream_options"];
      await stream(provider.withCredentials({ apiKey: other }));
      assert.deepEqual(emulator.lastRequest.body?.["stream_options"], asFresh);
    },
  },
  {
    name: "other credentials share the sockets",
    fact: "Twelve users' keys do not need twelve connections.",
    needs: ["portolan"],
    async run({ portolan, use, models, emulator }) {
      const keys = Array.from({ length: 12 }, (_, user) => `test-key-user-${user}`);
      use({ apiKeys: keys, answers: () => ({ kind: "model", text: "ok" }) });
      const provider = portolan();
      for (const apiKey of keys) await provider.withCredentials({ apiKey }).languageModel(models.text).doGenerate({ prompt: greeting });
      assert.ok(emulator.openSockets <= 4, `${emulator.openSockets} connections for ${keys.length} keys`);
    },
  },
  {
    name: "credentials without a key send no Authorization header",
    fact: "Local servers refuse `Bearer undefined`, and a proxy may add its own.",
    needs: ["portolan"],
    async run({ portolan, use, models, emulator }) {
      use({ apiKeys: null, answers: () => ({ kind: "model", text: "ok" }) });
      await portolan().withCredentials({ apiKey: null }).languageModel(models.text).doGenerate({ prompt: greeting });
      assert.equal(emulator.lastRequest.headers["authorization"], undefined);
    },
  },
]);
