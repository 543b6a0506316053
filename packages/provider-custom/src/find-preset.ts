import { InvalidArgumentError } from "@ai-sdk/provider";
import type { Preset } from "./preset.ts";
import { presets, type PresetId } from "./presets/index.ts";

/** Other ids of services that are known by name. */
export type PresetAlias = "gemini" | "llamacpp" | "lmstudio" | "custom" | "openai_compatible";

/** Alias → id, so that finding one preset does not make them all. */
const aliased: Readonly<Record<string, PresetId>> = { gemini: "google", llamacpp: "llama-cpp", lmstudio: "lm-studio", custom: "openai-compatible" };

/** A preset under the id that it is found by. */
export type NamedPreset = Preset & { readonly id: PresetId };

/** A service known by name, in any of its names. */
export type PresetName = PresetId | PresetAlias;

/**
 * What is known of a service. `_` equals `-`, and case does not matter.
 *
 * @throws InvalidArgumentError for a name that no preset has; the message says which there are
 */
export function findPreset(name: string): NamedPreset {
  const found = presetNamed(name);
  if (found !== undefined) return found;
  throw new InvalidArgumentError({ argument: "preset", message: `There is no preset ${JSON.stringify(name)}; there are ${Object.keys(presets).join(", ")}.` });
}

/** The preset of this name or alias, `undefined` when there is none. */
export function presetNamed(name: string): NamedPreset | undefined {
  const wanted = name.toLowerCase().replaceAll("_", "-");
  const id = Object.hasOwn(aliased, wanted) ? aliased[wanted] : wanted;
  return id !== undefined && Object.hasOwn(presets, id) ? (presets[id as PresetId] as NamedPreset) : undefined;
}
