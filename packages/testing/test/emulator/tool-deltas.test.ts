import { describe, expect, it } from "vitest";
import type { ModelAnswer, ToolDeltaForm } from "../../src/emulator/index.ts";
import { chat, chatEvents, withEmulator, type Json } from "./client.ts";

const calls = [
  { name: "weather", arguments: '{"city":"Zürich","days":3}', id: "call_a" },
  { name: "time", arguments: '{"zone":"Europe/Zurich"}', id: "call_b" },
];

/** Every tool call delta of a stream, in order. */
async function toolDeltas(form: ToolDeltaForm, toolCalls: ModelAnswer["toolCalls"] = calls): Promise<Json[]> {
  return withEmulator("openai", { answers: [{ kind: "model", toolCalls, toolDeltas: form }] }, async (emulator) => {
    const chunks = (await chatEvents(emulator)).slice(0, -1);
    expect(chunks.at(-1).choices[0].finish_reason).toBe("tool_calls");
    expect(chunks[0].choices[0].delta.content).toBeNull();
    return chunks.flatMap((chunk) => chunk.choices[0].delta.tool_calls ?? []);
  });
}

function assembled(deltas: Json[]): { name: string; arguments: string }[] {
  const found: { name: string; arguments: string }[] = [];
  for (const delta of deltas) {
    const call = (found[delta.index] ??= { name: "", arguments: "" });
    call.name += delta.function.name ?? "";
    call.arguments += delta.function.arguments ?? "";
  }
  return found;
}

const written = calls.map(({ name, arguments: text }) => ({ name, arguments: text }));

describe("tool call deltas", () => {
  it.each(["indexed", "whole", "without-id", "without-type", "interleaved", "name-split", "same-id", "empty-continuation-id", "with-finish"] as const)(
    "%s add up to the calls",
    async (form) => expect(assembled(await toolDeltas(form))).toEqual(written),
  );

  it("indexed: id, type and name first, pieces after", async () => {
    const [first, second] = await toolDeltas("indexed");
    expect(first).toEqual({ index: 0, id: "call_a", type: "function", function: { name: "weather", arguments: "" } });
    expect(second).toEqual({ index: 0, function: { arguments: '{"city":' } });
  });

  it("whole: one delta a call", async () => expect(await toolDeltas("whole")).toHaveLength(2));

  it("with the finish: all of them in the last chunk", () =>
    withEmulator("openai", { answers: [{ kind: "model", toolCalls: calls, toolDeltas: "with-finish" }] }, async (emulator) => {
      const chunks = await chatEvents(emulator);
      expect(chunks.filter((chunk) => chunk.choices?.[0]?.delta.tool_calls !== undefined).map((chunk) => [chunk.choices[0].finish_reason, chunk.choices[0].delta.tool_calls.length])).toEqual([["tool_calls", 2]]);
    }));

  it("without an index", async () => {
    const deltas = await toolDeltas("without-index");
    expect(deltas.filter((delta) => "index" in delta)).toEqual([]);
    expect(deltas.filter((delta) => "id" in delta).map((delta) => delta.id)).toEqual(["call_a", "call_b"]);
    expect(deltas.map((delta) => delta.function.arguments).join("")).toBe(calls.map((call) => call.arguments).join(""));
    const whole = await toolDeltas("whole-without-index");
    expect(whole.map((delta) => [delta.index, delta.id, delta.function.arguments])).toEqual(calls.map((call) => [undefined, call.id, call.arguments]));
  });

  it("without id, without type", async () => {
    expect((await toolDeltas("without-id")).filter((delta) => "id" in delta)).toEqual([]);
    expect((await toolDeltas("without-type")).filter((delta) => "type" in delta)).toEqual([]);
  });

  it("interleaved: calls take turns", async () => {
    const indexes = (await toolDeltas("interleaved")).map((delta) => delta.index);
    expect(indexes.slice(0, 6)).toEqual([0, 1, 0, 1, 0, 1]);
  });

  it("name-split: the name comes in two", async () => {
    const names = (await toolDeltas("name-split")).map((delta) => delta.function.name).filter(Boolean);
    expect(names).toEqual(["weat", "her", "ti", "me"]);
  });

  it("same-id: the first call's id everywhere", async () => {
    const ids = (await toolDeltas("same-id", [{ name: "a", arguments: "{}" }, { name: "b", arguments: "{}" }])).map((delta) => delta.id).filter(Boolean);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it("without-arguments: no field", async () => {
    const deltas = await toolDeltas("without-arguments");
    expect(deltas.map((delta) => delta.function)).toEqual([{ name: "weather" }, { name: "time" }]);
  });

  it("empty-continuation-id: later deltas carry an empty id", async () => {
    const ids = (await toolDeltas("empty-continuation-id", calls.slice(0, 1))).map((delta) => delta.id);
    expect(ids).toEqual(["call_a", ...ids.slice(1).map(() => "")]);
    expect(ids.length).toBeGreaterThan(2);
  });

  it("sends null and empty ids as they are, and makes different ones otherwise", async () => {
    expect((await toolDeltas("whole", [{ name: "a", arguments: "{}", id: null }, { name: "b", arguments: "{}", id: "" }])).map((delta) => delta.id)).toEqual([null, ""]);
    const made = (await toolDeltas("whole", [{ name: "a", arguments: "{}" }, { name: "b", arguments: "{}" }])).map((delta) => delta.id);
    expect(new Set(made).size).toBe(2);
  });

  it.each([
    ["without-id", { type: "function", function: { name: "weather", arguments: '{"city":"Zürich","days":3}' } }],
    ["without-type", { id: "call_a", function: { name: "weather", arguments: '{"city":"Zürich","days":3}' } }],
    ["without-arguments", { id: "call_a", type: "function", function: { name: "weather" } }],
    ["indexed", { id: "call_a", type: "function", function: { name: "weather", arguments: '{"city":"Zürich","days":3}' } }],
  ] as const)("%s shows in a whole answer too", (form, expected) =>
    withEmulator("openai", { answers: [{ kind: "model", toolCalls: calls, toolDeltas: form }] }, async (emulator) => {
      const { message } = (await chat(emulator)).choices[0];
      expect(message.content).toBeNull();
      expect(message.tool_calls[0]).toEqual(expected);
    }),
  );
});
