import { LoadSettingError } from "@ai-sdk/provider";

/** Variables by name. What is no text, as a Worker's bindings are, is passed over. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a provider's variable ends in. */
export type VariableSuffix = "API_KEY" | "API_BASE" | "BASE_URL" | "MODELS";

/** A variable as it is spelled in the environment, its value without surrounding space. */
export interface Variable {
  readonly name: string;
  readonly value: string;
}

/** The environment variable of a provider as it is usually spelled: `my-llm` → `MY_LLM_API_BASE`. */
export function variableFor(id: string, suffix: VariableSuffix): string {
  return `${id.replaceAll("-", "_").toUpperCase()}_${suffix}`;
}

/** Whose variable it is: `OPencode_API_BASE` → `opencode`, `MY_LLM_API_BASE` → `my-llm`; `undefined` when it ends otherwise. */
export function idOf(variable: string, suffix: VariableSuffix): string | undefined {
  const ending = `_${suffix}`;
  if (variable.length <= ending.length || !variable.toUpperCase().endsWith(ending)) return undefined;
  return variable.slice(0, -ending.length).toLowerCase().replaceAll("_", "-");
}

/** Lower case, digits and dashes: `ai` splits names at the dot, model references at the slash. */
export function isProviderId(id: string): boolean {
  return /^[a-z0-9][a-z0-9-]*$/.test(id);
}

/**
 * The variable of this name, in whatever case it is spelled; empty counts as absent.
 *
 * @throws LoadSettingError when two spellings differ in value; it names both.
 */
export function readVariable(env: Environment, name: string): Variable | undefined {
  const wanted = name.toUpperCase();
  const [first, ...others] = setVariables(env).filter((variable) => variable.name.toUpperCase() === wanted);
  return first === undefined ? undefined : onlyVariable([first, ...others]);
}

/** The variables with a value, in the order of the environment. */
export function setVariables(env: Environment): readonly Variable[] {
  return Object.entries(env as Readonly<Record<string, unknown>>).flatMap(([name, raw]) => {
    const value = typeof raw === "string" ? raw.trim() : "";
    return value === "" ? [] : [{ name, value }];
  });
}

/** Every way in which one variable is spelled. */
export type Spellings = readonly [Variable, ...Variable[]];

/** The one value that they agree on. */
export function onlyVariable([first, ...others]: Spellings): Variable {
  const other = others.find(({ value }) => value !== first.value);
  if (other === undefined) return first;
  throw new LoadSettingError({ message: `${first.name} and ${other.name} are two spellings of one variable and differ in value. Unset one of them.` });
}
