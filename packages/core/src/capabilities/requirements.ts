import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import type { Capabilities, CapabilityFlag } from "./facts.ts";

/** What a call needs of a model: a capability, or room for this many tokens. */
export type Requirement = CapabilityFlag | { readonly contextWindow: number };

/** What a call needs, read from its options alone. */
export function requirementsOf(call: LanguageModelV4CallOptions): readonly Requirement[] {
  const needs = new Set<CapabilityFlag>();
  const wantsSchema = call.responseFormat?.type === "json" && call.responseFormat.schema !== undefined;
  const hasTools = (call.tools?.length ?? 0) > 0;
  if (hasTools) {
    needs.add("tools");
    if (call.toolChoice?.type === "required" || call.toolChoice?.type === "tool") needs.add("forcedToolChoice");
  }
  if (call.responseFormat?.type === "json") needs.add(wantsSchema ? "jsonSchema" : "jsonObject");
  if (wantsSchema && hasTools) needs.add("jsonSchemaWithTools");
  if (call.reasoning !== undefined && call.reasoning !== "provider-default" && call.reasoning !== "none") needs.add("reasoning");
  if (call.seed !== undefined) needs.add("seed");
  for (const need of inputsOf(call)) needs.add(need);
  return [...needs];
}

function inputsOf(call: LanguageModelV4CallOptions): Set<CapabilityFlag> {
  const inputs = new Set<CapabilityFlag>();
  for (const message of call.prompt) {
    if (message.role === "system") continue;
    for (const part of message.content) {
      if (part.type === "file") addInput(inputs, part.mediaType);
      if (part.type !== "tool-result" || part.output.type !== "content") continue;
      for (const item of part.output.value) if (item.type === "file") addInput(inputs, item.mediaType);
    }
  }
  return inputs;
}

function addInput(inputs: Set<CapabilityFlag>, mediaType: string): void {
  const flag = inputFlag(mediaType);
  if (flag !== undefined) inputs.add(flag);
}

/** Which capability a file of this media type asks for; text is sent as words, which every model reads. */
function inputFlag(mediaType: string): "imageInput" | "audioInput" | "fileInput" | undefined {
  if (/^text(?:\/|$)/i.test(mediaType)) return undefined;
  if (/^image/i.test(mediaType)) return "imageInput";
  return /^audio/i.test(mediaType) ? "audioInput" : "fileInput";
}

/** `no`: a target is passed over; `maybe`: it is tried after the certain ones. */
export interface Fit {
  readonly verdict: "yes" | "maybe" | "no";
  /** What is known to be missing (`no`), or not known (`maybe`). */
  readonly lacking: readonly Requirement[];
}

/** Whether a model can serve a call with these needs. */
export function fits(can: Capabilities, needs: readonly Requirement[]): Fit {
  const support = (need: Requirement): boolean | "unknown" => {
    if (typeof need === "string") return can.flags[need];
    const room = can.limits.contextWindow;
    return room === undefined ? "unknown" : room >= need.contextWindow;
  };
  const missing = needs.filter((need) => support(need) === false);
  if (missing.length > 0) return { verdict: "no", lacking: missing };
  const unknown = needs.filter((need) => support(need) === "unknown");
  return { verdict: unknown.length > 0 ? "maybe" : "yes", lacking: unknown };
}
