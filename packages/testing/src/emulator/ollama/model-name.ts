/** Where a model comes from unless its name says otherwise. */
const registry = "registry.ollama.ai";
const library = "library";

/** A name with its tag, as lists show it. */
export function taggedName(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1).includes(":") ? name : `${name}:latest`;
}

/** A name with everything that may be left out, as some errors show it. */
export function fullName(name: string): string {
  const parts = taggedName(name).split("/");
  if (parts.length === 1) return [registry, library, ...parts].join("/");
  return parts.length === 2 ? [registry, ...parts].join("/") : parts.join("/");
}

/** Names are the same whatever their case. */
export function sameName(one: string, other: string): boolean {
  return fullName(one).toLowerCase() === fullName(other).toLowerCase();
}

export function isCloudName(name: string): boolean {
  const tag = taggedName(name).split(":").at(-1) ?? "";
  return tag === "cloud" || tag.endsWith("-cloud");
}

/** Letters, digits and a few marks between slashes, and at most one tag. */
export function isValidName(name: string): boolean {
  return /^(?:\w[\w.-]*(?::\d+)?\/)?(?:\w[\w.-]*\/)?\w[\w.-]*(?::\w[\w.-]*)?$/.test(name);
}
