import { InvalidArgumentError } from "@ai-sdk/provider";
import type { CapabilityFacts } from "../capabilities/facts.ts";
import { factsOf, probedCapabilities, type Evidence, type ProbedCapability, type ProbeResult } from "./result.ts";

/**
 * A stored probe result, checked. What was measured by an older version, and so lacks a capability, reads as unknown.
 *
 * The facts follow from the evidence: facts that were changed by hand belong in a provider's settings instead, and are refused here.
 *
 * @throws InvalidArgumentError that names the field and what is wrong with it
 */
export function readProbeResult(json: unknown): ProbeResult {
  const result = readObject(json, "probe result");
  const evidence = readEvidence(result["evidence"]);
  const tokens = readObject(result["tokens"], "tokens");
  const facts = factsOf(evidence);
  checkFacts(readObject(result["facts"], "facts"), facts);
  return {
    model: readString(result["model"], "model"),
    measuredAt: readTime(result["measuredAt"], "measuredAt"),
    facts,
    evidence,
    requests: readCount(result["requests"], "requests"),
    tokens: { input: readCount(tokens["input"], "tokens.input"), output: readCount(tokens["output"], "tokens.output") },
    durationMs: readCount(result["durationMs"], "durationMs"),
  };
}

function readEvidence(value: unknown): ProbeResult["evidence"] {
  const given = readObject(value, "evidence");
  const strange = Object.keys(given).find((key) => !(probedCapabilities as readonly string[]).includes(key));
  if (strange !== undefined) throw refuse(`evidence.${strange}`, "is no capability that a probe measures");
  const read = (capability: ProbedCapability): Evidence =>
    Object.hasOwn(given, capability) ? readOne(given[capability], `evidence.${capability}`) : { verdict: "unknown", why: "not measured", requests: 0 };
  return Object.fromEntries(probedCapabilities.map((capability) => [capability, read(capability)])) as Record<ProbedCapability, Evidence>;
}

function readOne(value: unknown, path: string): Evidence {
  const { verdict, why, requests } = readObject(value, path);
  if (verdict !== true && verdict !== false && verdict !== "unknown") throw refuse(`${path}.verdict`, `is true, false or "unknown", not ${shown(verdict)}`);
  return { verdict, why: readString(why, `${path}.why`), requests: readCount(requests, `${path}.requests`) };
}

function checkFacts(given: Readonly<Record<string, unknown>>, following: CapabilityFacts): void {
  const expected: Readonly<Record<string, unknown>> = following;
  for (const key of new Set([...Object.keys(given), ...Object.keys(expected)])) {
    if (given[key] === expected[key]) continue;
    throw refuse(`facts.${key}`, expected[key] === undefined ? "does not follow from the evidence" : `is ${shown(expected[key])} by the evidence, not ${shown(given[key])}`);
  }
}

function readObject(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw refuse(path, `is an object, not ${shown(value)}`);
  return value as Readonly<Record<string, unknown>>;
}

function readString(value: unknown, path: string): string {
  if (typeof value !== "string" || value === "") throw refuse(path, `is a text, not ${shown(value)}`);
  return value;
}

function readCount(value: unknown, path: string): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0) throw refuse(path, `is a whole number, not ${shown(value)}`);
  return value;
}

function readTime(value: unknown, path: string): string {
  const text = readString(value, path);
  if (Number.isNaN(Date.parse(text))) throw refuse(path, `is a time in ISO 8601, not ${shown(text)}`);
  return text;
}

function refuse(path: string, problem: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument: path, message: `${path} ${problem}` });
}

/** Long values are named by their kind. */
function shown(value: unknown): string {
  if (value === undefined) return "missing";
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "an object";
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `a ${typeof value}` : text;
}
