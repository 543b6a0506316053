/**
 * The environment's value for the first of these names that has one, matched without regard to case.
 *
 * Asked when it is needed and not at import, so that a program can set its variables first. Runtimes without an
 * environment have no values.
 */
export function readEnvironment(names: readonly string[]): { readonly name: string; readonly value: string } | undefined {
  const environment = (globalThis as { readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> } }).process?.env;
  if (environment === undefined) return undefined;
  for (const name of names) {
    const exact = environment[name];
    if (exact !== undefined && exact.trim() !== "") return { name, value: exact.trim() };
    const wanted = name.toLowerCase();
    const spelled = Object.keys(environment).find((candidate) => candidate.toLowerCase() === wanted);
    const value = spelled === undefined ? undefined : environment[spelled];
    if (spelled !== undefined && value !== undefined && value.trim() !== "") return { name: spelled, value: value.trim() };
  }
  return undefined;
}
