import { InvalidArgumentError, UnsupportedFunctionalityError, type LanguageModelV4CallOptions, type SharedV4Warning } from "@ai-sdk/provider";
import type { Capabilities, CapabilityFlag } from "../capabilities/facts.ts";
import { requirementsOf } from "../capabilities/requirements.ts";

/** Without these a call means something else, so it is refused; what merely loses a setting is warned about instead. */
const essential: ReadonlyMap<CapabilityFlag, string> = new Map([
  ["tools", "tools are"],
  ["forcedToolChoice", "a tool choice of `required` or of one tool is"],
  ["imageInput", "image input is"],
  ["audioInput", "audio input is"],
  ["fileInput", "file input is"],
]);

/**
 * A call as it can be served by a model with these capabilities.
 *
 * @throws UnsupportedFunctionalityError for what the model is known not to do and silence would hide; the message names the override
 * @throws InvalidArgumentError for what no service takes
 */
export function checkCall(
  options: LanguageModelV4CallOptions,
  of: { readonly target: string; readonly modelId: string; readonly can: Capabilities; readonly warn: (warning: SharedV4Warning) => void },
): LanguageModelV4CallOptions {
  if (options.prompt.length === 0) throw new InvalidArgumentError({ argument: "prompt", message: `${of.target}: the prompt has no messages` });
  for (const need of requirementsOf(options)) {
    if (typeof need !== "string" || of.can.flags[need] !== false) continue;
    const what = essential.get(need);
    if (what === undefined) continue;
    throw new UnsupportedFunctionalityError({
      functionality: need,
      message: `${of.target}: ${what} not supported by this model. If it is by now, say so in the provider's settings: models: { ${JSON.stringify(of.modelId)}: { ${need}: true } }`,
    });
  }
  return withinLimits(withoutUnsupported(options, of.can, of.warn), of.can, of.warn);
}

/** Settings that the model is known not to have are left out. */
function withoutUnsupported(options: LanguageModelV4CallOptions, can: Capabilities, warn: (warning: SharedV4Warning) => void): LanguageModelV4CallOptions {
  const { seed, reasoning, ...rest } = options;
  const dropsSeed = seed !== undefined && can.flags.seed === false;
  const dropsReasoning = reasoning !== undefined && reasoning !== "none" && reasoning !== "provider-default" && can.flags.reasoning === false;
  if (dropsSeed) warn({ type: "unsupported", feature: "seed" });
  if (dropsReasoning) warn({ type: "unsupported", feature: "reasoning", details: "this model does not reason" });
  return {
    ...rest,
    ...(seed === undefined || dropsSeed ? {} : { seed }),
    ...(reasoning === undefined || dropsReasoning ? {} : { reasoning }),
  };
}

/** Services answer 400 to an output limit above the model's own. */
function withinLimits(options: LanguageModelV4CallOptions, can: Capabilities, warn: (warning: SharedV4Warning) => void): LanguageModelV4CallOptions {
  const most = can.limits.maxOutputTokens;
  const asked = options.maxOutputTokens;
  if (most === undefined || asked === undefined || asked <= most) return options;
  warn({ type: "compatibility", feature: "maxOutputTokens", details: `${asked} is above the model's limit; ${most} is sent` });
  return { ...options, maxOutputTokens: most };
}
