/** A model reference, `provider/model`, taken apart. */
export interface ModelReference {
  readonly providerId: string;
  readonly modelId: string;
}

/** Other ids of services, as registries take them too. */
const aliases: ReadonlyMap<string, string> = new Map([
  ["alibaba", "dashscope"],
  ["gemini", "google"],
]);

/** Split at the first slash. A reference without one names no model: `undefined`. */
export function splitReference(reference: string): ModelReference | undefined {
  const slash = reference.indexOf("/");
  if (slash <= 0 || slash === reference.length - 1) return undefined;
  return { providerId: providerNamed(reference.slice(0, slash)), modelId: reference.slice(slash + 1) };
}

/** The provider's id. Case does not matter in its name, and `_` equals `-`. */
export function providerNamed(name: string): string {
  const id = name.toLowerCase().replaceAll("_", "-");
  return aliases.get(id) ?? id;
}
