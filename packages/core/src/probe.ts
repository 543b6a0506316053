export { probe, type ProbeOptions, type ProbeTarget } from "./probe/probe.ts";
export { readProbeResult } from "./probe/read-result.ts";
export type { Evidence, ProbedCapability, ProbeResult } from "./probe/result.ts";
