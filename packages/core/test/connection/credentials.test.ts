import { expect, it } from "vitest";
import { revealKey } from "../../src/connection/credentials.ts";
import { Secret } from "../../src/connection/secret.ts";

it.each([
  ["text", "test-key"],
  ["a Secret", new Secret("test-key")],
  ["a function", () => "test-key"],
  ["an asynchronous function", async () => "test-key"],
])("reveals a key given as %s", async (_how, key) => {
  expect(await revealKey(key)).toBe("test-key");
});

it("needs no turn for a key that is at hand", () => {
  expect([revealKey("test-key"), revealKey(new Secret("test-key"))]).toEqual(["test-key", "test-key"]);
});

it("takes whatever else a function gives for an empty key", async () => {
  for (const given of [undefined, null, 7, {}]) expect(await revealKey((() => given) as unknown as () => string)).toBe("");
});
