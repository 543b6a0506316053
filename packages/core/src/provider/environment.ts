import { LoadSettingError } from "@ai-sdk/provider";

/** Variables by name, as `process.env` has them, or as a Worker is handed its own. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface Variable {
  /** As it is spelled in the environment. */
  readonly name: string;
  readonly value: string;
}

/**
 * The environment's value for the first of these names that has one, matched without regard to case.
 *
 * Asked when it is needed and not at import, so that a program can set its variables first. Runtimes without an
 * environment have no values. `own` stands in the process's place.
 *
 * @throws LoadSettingError when two spellings of one name have different values
 */
export function readEnvironment(names: readonly string[], own?: Environment): Variable | undefined {
  const environment = own ?? currentEnvironment();
  if (environment === undefined || names.length === 0) return undefined;
  const spellings = Object.keys(environment);
  for (const name of names) {
    const wanted = name.toLowerCase();
    const found = spellings
      .filter((spelling) => spelling.length === wanted.length && spelling.toLowerCase() === wanted)
      .map((spelling) => ({ name: spelling, value: environment[spelling]?.trim() ?? "" }))
      .filter(({ value }) => value !== "");
    const [first] = found;
    const other = found.find(({ value }) => value !== first?.value);
    if (first !== undefined && other !== undefined) {
      throw new LoadSettingError({ message: `${first.name} and ${other.name} are one variable with two values. Keep one of them.` });
    }
    if (first !== undefined) return first;
  }
  return undefined;
}

/** `readEnvironment` for what a spec says by a function. */
export function variableReader(own: Environment | undefined): (...names: readonly string[]) => string | undefined {
  return (...names) => readEnvironment(names, own)?.value;
}

/** `readEnvironment` for every call of a provider: what was found once is read by its name, without a search. */
export function environmentReader(names: readonly string[], own?: Environment): () => Variable | undefined {
  let spelling: string | undefined;
  return () => {
    const value = spelling === undefined ? "" : ((own ?? currentEnvironment())?.[spelling]?.trim() ?? "");
    if (spelling !== undefined && value !== "") return { name: spelling, value };
    const found = readEnvironment(names, own);
    spelling = found?.name;
    return found;
  };
}

function currentEnvironment(): Environment | undefined {
  return (globalThis as { readonly process?: { readonly env?: Environment } }).process?.env;
}
