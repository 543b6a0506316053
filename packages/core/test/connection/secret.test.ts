import { format, inspect } from "node:util";
import { expect, it } from "vitest";
import { Secret } from "../../src/connection/secret.ts";

const secret = new Secret("test-key-secret");

it("gives the key only to who asks for it", () => {
  expect(secret.reveal()).toBe("test-key-secret");
});

it.each([
  ["String", String(secret)],
  ["a template", `${String(secret)} ${secret}`],
  ["JSON", JSON.stringify({ secret, in: [secret] })],
  ["a console", inspect(secret, { showHidden: true, depth: 9 })],
  ["a console, inside something", inspect({ a: new Map([["b", [secret]]]) }, { showHidden: true, depth: 9 })],
  ["a format", format("%s %o %O %j", secret, secret, secret, secret)],
  ["an error", String(new Error(`no access with ${secret}`, { cause: secret }))],
  ["its own keys", Reflect.ownKeys(secret).join()],
  ["a copy", JSON.stringify({ ...secret })],
  ["a structured clone", inspect(structuredClone({ secret }), { showHidden: true })],
])("shows nothing of the key as %s", (_how, shown) => {
  expect(shown).not.toContain("test-key");
});

it("says that it is one", () => {
  expect([String(secret), JSON.stringify(secret)]).toEqual(["[secret]", '"[secret]"']);
});
