import { InvalidArgumentError } from "@ai-sdk/provider";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readProbeResult, type ProbeResult } from "../../src/probe.ts";
import { factsOf, probedCapabilities } from "../../src/probe/result.ts";

const verdict = fc.constantFrom(true, false, "unknown" as const);
const evidenceOf = fc.record({ verdict, why: fc.string({ minLength: 1 }), requests: fc.nat(24) });
const results: fc.Arbitrary<ProbeResult> = fc
  .record({
    evidence: fc.record(Object.fromEntries(probedCapabilities.map((capability) => [capability, evidenceOf]))) as unknown as fc.Arbitrary<ProbeResult["evidence"]>,
    requests: fc.nat(24),
    tokens: fc.record({ input: fc.nat(), output: fc.nat() }),
    durationMs: fc.nat(),
  })
  .map((result) => ({ model: "service/any", measuredAt: "2026-11-21T10:00:00.000Z", facts: factsOf(result.evidence), ...result }));

const [sample] = fc.sample(results, { numRuns: 1, seed: 7 });
const stored = (): Record<string, unknown> & { evidence: Record<string, unknown>; facts: Record<string, unknown> } => JSON.parse(JSON.stringify(sample));

describe("a stored probe result", () => {
  it("reads as it was written", () => {
    fc.assert(
      fc.property(results, (result) => {
        expect(readProbeResult(JSON.parse(JSON.stringify(result)))).toEqual(result);
      }),
    );
  });

  it("of a version that measured less has what it did not measure unknown", () => {
    const older = stored();
    delete older.evidence["logprobs"];
    delete older.facts["logprobs"];
    const { evidence, facts } = readProbeResult(older);
    expect(evidence.logprobs).toEqual({ verdict: "unknown", why: "not measured", requests: 0 });
    expect(facts.logprobs).toBeUndefined();
  });

  it.each<[field: string, spoil: (result: ReturnType<typeof stored>) => unknown]>([
    ["probe result", () => []],
    ["probe result", () => null],
    ["probe result", () => "{}"],
    ["model", (result) => ({ ...result, model: "" })],
    ["measuredAt", (result) => ({ ...result, measuredAt: "yesterday" })],
    ["requests", (result) => ({ ...result, requests: -1 })],
    ["tokens", (result) => ({ ...result, tokens: 9 })],
    ["tokens.output", (result) => ({ ...result, tokens: { input: 1 } })],
    ["durationMs", (result) => ({ ...result, durationMs: 0.5 })],
    ["evidence", (result) => ({ ...result, evidence: undefined })],
    ["evidence.telepathy", (result) => ({ ...result, evidence: { ...result.evidence, telepathy: { verdict: true, why: "it knew", requests: 1 } } })],
    ["evidence.tools", (result) => ({ ...result, evidence: { ...result.evidence, tools: true } })],
    ["evidence.tools.verdict", (result) => ({ ...result, evidence: { ...result.evidence, tools: { verdict: "yes", why: "it did", requests: 1 } } })],
    ["evidence.tools.why", (result) => ({ ...result, evidence: { ...result.evidence, tools: { verdict: "unknown", requests: 1 } } })],
    ["facts", (result) => ({ ...result, facts: undefined })],
    ["facts.tools", (result) => ({ ...result, evidence: { ...result.evidence, tools: { verdict: true, why: "it did", requests: 1 } }, facts: { ...result.facts, tools: false } })],
    ["facts.contextWindow", (result) => ({ ...result, facts: { ...result.facts, contextWindow: 4096 } })],
  ])("that cannot be is refused, naming %s", (field, spoil) => {
    const read = (): ProbeResult => readProbeResult(spoil(stored()));
    expect(read).toThrow(InvalidArgumentError);
    expect(read).toThrow(new RegExp(`^${field} `));
  });
});
