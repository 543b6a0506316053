import assert from "node:assert/strict";
import { casesOf, type ConformanceCase, type ConformanceContext } from "../case.ts";
import { printed } from "../printed.ts";
import { ask, greeting } from "../prompts.ts";
import { rejectionOf } from "../rejection.ts";

const key = "test-key-canary-0123456789";
const prompt = "prompt-canary-9876543210";

async function failures({ connect, use, models, unreachable }: ConformanceContext): Promise<readonly unknown[]> {
  use({ apiKeys: [key], answers: () => ({ kind: "error", error: { status: 500, message: "the engine broke down" } }) });
  const model = connect({ apiKey: key }).languageModel(models.text);
  const nowhere = connect({ apiKey: key, baseURL: await unreachable() }).languageModel(models.text);
  const options = { prompt: ask(prompt) };
  return Promise.all([model.doGenerate(options), model.doStream(options), nowhere.doGenerate(options)].map((call) => rejectionOf(call)));
}

export const secrecy: readonly ConformanceCase[] = casesOf("errors", [
  {
    name: "a printed error shows no key",
    fact: "Errors end in logs and bug reports; keys in them have been posted in public.",
    async run(context) {
      for (const error of await failures(context)) assert.ok(!printed(error).includes(key), "the key was printed");
    },
  },
  {
    name: "a printed error shows no prompt",
    fact: "Prompts hold people's data; loggers write whatever `JSON.stringify` and `inspect` show.",
    async run(context) {
      for (const error of await failures(context)) assert.ok(!printed(error).includes(prompt), "the prompt was printed");
    },
  },
  {
    name: "a key that the service repeats is not shown",
    fact: "Services echo the key they refuse, in the message and in the body.",
    async run({ connect, use, models }) {
      use({ apiKeys: [key], answers: () => ({ kind: "error", error: { status: 401, message: `Incorrect API key provided: ${key}`, code: "invalid_api_key" } }) });
      const error = await rejectionOf(connect({ apiKey: key }).languageModel(models.text).doGenerate({ prompt: greeting }));
      assert.ok(!printed(error).includes(key), "the key was printed");
    },
  },
  {
    name: "a secret header of the settings is not shown",
    fact: "Gateways take a second key in a header of their own, and echo it as well.",
    async run({ connect, answer, models }) {
      const secret = "test-gateway-token-0123456789";
      answer({ kind: "error", error: { status: 403, message: `The token ${secret} may not do this` } });
      const model = connect({ headers: { "x-api-key": secret } }).languageModel(models.text);
      for (const call of ["doGenerate", "doStream"] as const) {
        assert.ok(!printed(await rejectionOf(model[call]({ prompt: greeting }))).includes(secret), "the secret was printed");
      }
    },
  },
  {
    name: "a redirect carries neither the key nor the prompt to another host",
    fact: "Whoever can redirect a request would receive both; `fetch` drops the key and sends the body again.",
    async run({ connect, use, models, emulator, secondEmulator }) {
      const other = await secondEmulator();
      for (const status of [301, 302, 307, 308]) {
        const location = `${other.baseURL}/chat/completions`;
        use({ answers: () => ({ kind: "raw", status, contentType: null, body: "", headers: { location } }) });
        await rejectionOf(connect().languageModel(models.text).doGenerate({ prompt: greeting }));
        assert.equal(emulator.requests.length, 1);
      }
      assert.deepEqual(other.requests.filter(({ headers }) => headers["authorization"] !== undefined), []);
      assert.equal(other.requests.filter(({ rawBody }) => rawBody.length > 0).length, 0, "the prompt was sent to the other host");
    },
  },
  {
    name: "a call's headers cannot replace the key",
    fact: "Headers of a call come from users of a program; the key is the program's.",
    async run({ answer, generate, emulator }) {
      answer({ kind: "model", text: "ok" });
      for (const name of ["authorization", "Authorization", "AUTHORIZATION"]) {
        await generate({ headers: { [name]: "Bearer test-key-of-someone-else" } }).catch(() => undefined);
        assert.equal(emulator.lastRequest.headers["authorization"], `Bearer ${emulator.apiKey}`, name);
      }
    },
  },
]);
