export { createCustom, type CustomSettings } from "./custom.ts";
export {
  builtInIds,
  customAt,
  customFromEnv,
  readEndpoints,
  type Endpoints,
  type EnvironmentEndpoint,
  type FaultyEndpoint,
} from "./environment.ts";
export { readVariable, variableFor, type Environment, type Variable, type VariableSuffix } from "./variables.ts";
