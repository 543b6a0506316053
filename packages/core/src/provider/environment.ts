import { LoadSettingError } from "@ai-sdk/provider";

export interface Variable {
  /** As it is spelled in the environment. */
  readonly name: string;
  readonly value: string;
}

/**
 * The environment's value for the first of these names that has one, matched without regard to case.
 *
 * Asked when it is needed and not at import, so that a program can set its variables first. Runtimes without an
 * environment have no values.
 *
 * @throws LoadSettingError when two spellings of one name have different values
 */
export function readEnvironment(names: readonly string[]): Variable | undefined {
  const environment = currentEnvironment();
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
export function readVariable(...names: readonly string[]): string | undefined {
  return readEnvironment(names)?.value;
}

/** `readEnvironment` for every call of a provider: what was found once is read by its name, without a search. */
export function environmentReader(names: readonly string[]): () => Variable | undefined {
  let spelling: string | undefined;
  return () => {
    const value = spelling === undefined ? "" : (currentEnvironment()?.[spelling]?.trim() ?? "");
    if (spelling !== undefined && value !== "") return { name: spelling, value };
    const found = readEnvironment(names);
    spelling = found?.name;
    return found;
  };
}

function currentEnvironment(): Readonly<Record<string, string | undefined>> | undefined {
  return (globalThis as { readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> } }).process?.env;
}
