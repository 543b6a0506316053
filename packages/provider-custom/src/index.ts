export { createCustom, createPreset, type CustomSettings, type EndpointSettings } from "./custom.ts";
export {
  builtInIds,
  customAt,
  customFromEnv,
  readEndpoints,
  type Endpoints,
  type EnvironmentEndpoint,
  type FaultyEndpoint,
} from "./environment.ts";
export { findPreset, presetNamed, type PresetAlias, type PresetName } from "./find-preset.ts";
export type { Preset } from "./preset.ts";
export { presets, type PresetId } from "./presets/index.ts";
export { readVariable, variableFor, type Environment, type Variable, type VariableSuffix } from "./variables.ts";
