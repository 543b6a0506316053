export { createCustom, createPreset, type CustomSettings, type EndpointSettings } from "./custom.ts";
export { customAt, customFromEnv, type FromEnvOptions } from "./environment/custom-from-env.ts";
export { builtInIds, readEndpoints, type Endpoints, type EnvironmentEndpoint, type FaultyEndpoint } from "./environment/read-endpoints.ts";
export { canonicalId } from "./environment/variable-roles.ts";
export { findPreset, presetNamed, type NamedPreset, type PresetAlias, type PresetName } from "./find-preset.ts";
export type { Preset } from "./preset.ts";
export { presets, type PresetId } from "./presets/index.ts";
export { readVariable, variableFor, type Environment, type Variable, type VariableSuffix } from "./environment/variables.ts";
