import { InvalidArgumentError } from "@ai-sdk/provider";

/** What Ollama takes as well for a model: `latest` is the tag of names without one. */
export function aliasesOf(name: string): readonly string[] {
  if (name.endsWith(":latest")) return [name.slice(0, -":latest".length)];
  // The colon of a registry's port comes before the last slash.
  return name.lastIndexOf(":") > name.lastIndexOf("/") ? [] : [`${name}:latest`];
}

/**
 * A model's name as it is sent.
 *
 * @throws InvalidArgumentError where nothing is named: Ollama's own words for it differ by endpoint
 */
export function namedModel(name: string, argument = "model"): string {
  if (typeof name === "string" && name.trim() !== "") return name.trim();
  throw new InvalidArgumentError({ argument, message: `ollama: ${argument} is the name of a model, such as "llama3.2" or "qwen3:8b"` });
}
