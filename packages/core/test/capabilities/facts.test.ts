import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolveCapabilities, type CapabilityFacts, type CapabilitySource, type SourcedFacts } from "../../src/capabilities/facts.ts";

describe("resolveCapabilities", () => {
  it("knows nothing when nobody spoke", () => {
    const { flags, limits, kind, reasoningLevels, sources } = resolveCapabilities([]);
    expect(Object.keys(flags)).toEqual(expect.arrayContaining(["tools", "jsonSchemaWithTools", "logprobs"]));
    expect(new Set(Object.values(flags))).toEqual(new Set(["unknown"]));
    expect([limits, kind, reasoningLevels, sources]).toEqual([{}, "unknown", "unknown", {}]);
  });

  it("rule < list < probe < user, key by key, in whatever order they are given", () => {
    const said: readonly SourcedFacts[] = [
      { source: "user", facts: { tools: true } },
      { source: "probe", facts: { tools: false, jsonSchema: false } },
      { source: "list", facts: { tools: false, jsonSchema: true, contextWindow: 2, kind: "completion" } },
      { source: "rule", facts: { tools: false, jsonSchema: true, contextWindow: 1, maxOutputTokens: 1, reasoningLevels: ["low"], kind: "language" } },
    ];
    expect(resolveCapabilities(said)).toMatchObject({
      flags: { tools: true, jsonSchema: false, seed: "unknown" },
      limits: { contextWindow: 2, maxOutputTokens: 1 },
      kind: "completion",
      reasoningLevels: ["low"],
      sources: { tools: "user", jsonSchema: "probe", contextWindow: "list", kind: "list", maxOutputTokens: "rule", reasoningLevels: "rule" },
    });
  });

  it("the later of one source wins, key by key", () => {
    expect(
      resolveCapabilities([
        { source: "rule", facts: { tools: true, seed: true } },
        { source: "rule", facts: { tools: false } },
      ]).flags,
    ).toMatchObject({ tools: false, seed: true });
  });

  it("what is unknown or absent never overwrites knowledge, and nobody's word is nobody's", () => {
    const flag = fc.constantFrom(true, false, "unknown" as const, undefined);
    const facts = fc.record({ tools: flag, contextWindow: fc.option(fc.nat(), { nil: undefined }) }, { requiredKeys: [] }) as fc.Arbitrary<CapabilityFacts>;
    const said = fc.array(fc.record({ source: fc.constantFrom<CapabilitySource>("rule", "list", "probe", "user"), facts }), { maxLength: 8 });
    fc.assert(
      fc.property(said, (entries) => {
        const { flags, limits, sources } = resolveCapabilities(entries);
        const order = ["rule", "list", "probe", "user"];
        const ranked = entries.toSorted((a, b) => order.indexOf(a.source) - order.indexOf(b.source));
        const last = ranked.findLast(({ facts: { tools } }) => typeof tools === "boolean");
        expect([flags.tools, sources["tools"]]).toEqual([last?.facts.tools ?? "unknown", last?.source]);
        const room = ranked.findLast(({ facts: { contextWindow } }) => contextWindow !== undefined);
        expect([limits.contextWindow, sources["contextWindow"]]).toEqual([room?.facts.contextWindow, room?.source]);
      }),
    );
  });
});
