import type { LanguageModelV4 } from "@ai-sdk/provider";
import type { Capabilities, CapabilityFlag, Support } from "../capabilities/facts.ts";

/** A language model that can be asked without the precautions that are taken for its callers. */
export interface ProbeableModel extends LanguageModelV4 {
  /**
   * The same model, sent whatever it is asked and nothing else: nothing is added by its definition, refused early or left out
   * because of what is known of it, and no refusal of the service is answered by asking for less.
   */
  forProbing(): LanguageModelV4;
}

/** The model as it can be measured; another library's is taken as it is. */
export function forProbing(model: LanguageModelV4): LanguageModelV4 {
  return (model as Partial<ProbeableModel>).forProbing?.() ?? model;
}

/** What is known, without what is known against the model. */
export function withoutDenials(can: Capabilities): Capabilities {
  const flags = Object.entries(can.flags).map(([flag, support]): [string, Support] => [flag, support === false ? "unknown" : support]);
  return { ...can, flags: Object.fromEntries(flags) as Record<CapabilityFlag, Support> };
}
