import { describe, expect, it } from "vitest";
import type { CapabilityFacts } from "../../src/index.ts";
import type { Evidence, ProbedCapability } from "../../src/probe.ts";
import { probedCapabilities } from "../../src/probe/result.ts";
import { ableModel, asks, text } from "./able-model.ts";
import { useService } from "./service.ts";

const service = useService();

const everything: CapabilityFacts = {
  kind: "language",
  streaming: true,
  tools: true,
  parallelTools: true,
  forcedToolChoice: true,
  jsonObject: true,
  jsonSchema: true,
  jsonSchemaWithTools: true,
  reasoning: true,
  imageInput: true,
  seed: true,
  logprobs: true,
};

describe("probe", () => {
  it("[S0-21] [S0-22] sees what a model does, each with its evidence", async () => {
    const { facts, evidence, requests, tokens, model, measuredAt, durationMs } = await service.probe();
    expect(facts).toEqual(everything);
    expect(Object.keys(evidence)).toEqual(probedCapabilities);
    expect(Object.values(evidence).filter(({ verdict, why, requests: resting }) => verdict !== true && why !== "" && resting > 0)).toHaveLength(1);
    expect(evidence).toMatchObject({ streamUsage: { verdict: true }, outputLimit: { verdict: true }, stopSequences: { verdict: true }, systemMessages: { verdict: true }, audioInput: { verdict: "unknown" } });
    expect(evidence.reasoning.why).toContain("reasoning_content");
    expect(requests).toBe(service.emulator.requests.length);
    expect(requests).toBeLessThanOrEqual(24);
    expect(model).toBe("service/any");
    expect(tokens.input).toBeGreaterThan(0);
    expect(tokens.output).toBeGreaterThan(0);
    expect(durationMs).toBeGreaterThanOrEqual(0);
    expect(new Date(measuredAt).toISOString()).toBe(measuredAt);
  });

  it("asks for short answers", async () => {
    await service.probe();
    expect(service.emulator.requests.map(({ body }) => Number(body?.["max_tokens"])).filter((limit) => !(limit <= 128))).toEqual([]);
  });

  it("[S0-21] measures also what the model is believed not to do", async () => {
    const denied = Object.fromEntries(Object.keys(everything).map((flag) => [flag, flag === "kind" ? "language" : false]));
    const { facts } = await service.probe(undefined, {}, { models: { any: denied } });
    expect(facts).toEqual(everything);
  });

  it("gives facts that a provider takes as they are, also after they were stored", async () => {
    const { facts } = await service.probe((body) => (asks.forSchema(body) ? text("Hello.") : undefined));
    const stored = JSON.parse(JSON.stringify(facts)) as CapabilityFacts;
    const { flags, sources } = service.provider({ models: { any: stored } }).capabilities("any");
    expect(flags).toMatchObject({ tools: true, jsonSchema: false, jsonSchemaWithTools: false, imageInput: true, audioInput: "unknown" });
    expect(sources).toMatchObject({ tools: "user", jsonSchema: "user" });
  });

  it("tells of each finding once, as soon as there is one", async () => {
    const told = new Map<ProbedCapability, Evidence>();
    const requestsThen = new Set<number>();
    const { evidence } = await service.probe(undefined, {
      onEvidence(capability, found) {
        expect(told.has(capability)).toBe(false);
        told.set(capability, found);
        requestsThen.add(service.emulator.requests.length);
      },
    });
    expect(Object.fromEntries(told)).toEqual(evidence);
    expect(requestsThen.size).toBeGreaterThan(8);
  });

  it("knows JSON mode by the white space that it makes of silence", async () => {
    const { evidence } = await service.probe((body) => (asks.forObject(body) ? text(" \n".repeat(40), "length") : undefined));
    expect(evidence.jsonObject).toMatchObject({ verdict: true, why: "held to JSON, it wrote white space up to the limit" });
  });

  it("gives room to models that think before they answer", async () => {
    const { evidence, facts } = await service.probe((body) => {
      const isShort = Number(body["max_tokens"]) < 1000;
      return isShort ? { kind: "model", reasoning: "Let me see.", finishReason: "length" } : { ...ableModel(body), reasoning: "Let me see." } as ReturnType<typeof ableModel>;
    });
    expect(facts).toEqual(everything);
    expect(evidence.reasoning).toMatchObject({ verdict: true, requests: 1 });
    expect(evidence.reasoning.why).toContain("without being asked");
  });

  it("is told of no more than options that can be", async () => {
    await expect(service.probe(undefined, { maxRequests: 0 })).rejects.toMatchObject({ name: "AI_InvalidArgumentError", argument: "maxRequests" });
    await expect(service.probe(undefined, { maxRequests: 1.5 })).rejects.toMatchObject({ argument: "maxRequests" });
    await expect(service.probe(undefined, { deadlineMs: Number.NaN })).rejects.toMatchObject({ argument: "deadlineMs" });
    expect(service.emulator.requests).toHaveLength(0);
  });
});
