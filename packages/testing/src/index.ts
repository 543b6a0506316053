export type { CallOptions, ConformanceCase, ConformanceContext, ConformanceGroup, Need } from "./conformance/case.ts";
export { conformanceCases } from "./conformance/cases/index.ts";
export { runConformance, type ConformanceOptions, type ConformanceResult } from "./conformance/run.ts";
export type { ConformanceModels, ConformanceSettings, ConformanceSubject, CreateProvider } from "./conformance/subject.ts";
export { readRecording, replay, type Recording } from "./recording.ts";
