import type { JSONObject } from "@ai-sdk/provider";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mistralMessages } from "../../src/hooks/mistral-messages.ts";

const round = (ids: readonly string[]): JSONObject[] => [
  { role: "user", content: "Look." },
  { role: "assistant", content: "", tool_calls: ids.map((id, place) => ({ id, type: "function", function: { name: `tool${place}`, arguments: "{}" } })) },
  ...ids.map((id) => ({ role: "tool", tool_call_id: id, content: "seen" })),
];

function idsOf(messages: readonly JSONObject[]): { readonly calls: readonly string[]; readonly results: readonly string[] } {
  const [, assistant, ...results] = messages;
  return { calls: ((assistant?.["tool_calls"] ?? []) as JSONObject[]).map(({ id }) => String(id)), results: results.map(({ tool_call_id: id }) => String(id)) };
}

describe("ids of calls for Mistral", () => {
  const ids = fc.uniqueArray(fc.oneof(fc.string({ minLength: 1 }), fc.uuid(), fc.stringMatching(/^call_[a-zA-Z0-9]{24}$/), fc.stringMatching(/^[a-zA-Z0-9]{9}$/)), { minLength: 1, maxLength: 8 });

  it("have the form it takes, and differ as they did", () => {
    fc.assert(
      fc.property(ids, (given) => {
        const { calls } = idsOf(mistralMessages(round(given)));
        expect(calls.filter((id) => !/^[a-zA-Z0-9]{9}$/.test(id))).toEqual([]);
        expect(new Set(calls).size).toBe(given.length);
      }),
    );
  });

  it("are the same in call and result, in every request, and its own are left alone", () => {
    fc.assert(
      fc.property(ids, (given) => {
        const { calls, results } = idsOf(mistralMessages(round(given)));
        expect(results).toEqual(calls);
        expect(idsOf(mistralMessages([...round(given), { role: "user", content: "And?" }])).calls).toEqual(calls);
        expect(idsOf(mistralMessages(round(calls))).calls).toEqual(calls);
      }),
    );
  });

  it("leave results with the name of their tool", () => {
    expect(mistralMessages(round(["a", "b"])).slice(2).map(({ name }) => name)).toEqual(["tool0", "tool1"]);
  });
});

describe("answers at the end for Mistral", () => {
  const last = (message: JSONObject): unknown => mistralMessages([{ role: "user", content: "Hello" }, message]).at(-1)?.["prefix"];

  it("are marked to be continued, unless the caller says otherwise or tools were called", () => {
    expect(last({ role: "assistant", content: "It" })).toBe(true);
    expect(last({ role: "assistant", content: "It", prefix: false })).toBe(false);
    expect(last({ role: "assistant", content: "", tool_calls: [{ id: "a", type: "function", function: { name: "look", arguments: "{}" } }] })).toBeUndefined();
    expect(mistralMessages([{ role: "assistant", content: "It" }, { role: "user", content: "Go on" }])[0]).not.toHaveProperty("prefix");
  });
});
