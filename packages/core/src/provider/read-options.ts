import { InvalidArgumentError, type JSONObject, type SharedV4ProviderOptions } from "@ai-sdk/provider";
import { ownOptions } from "../dialects/own-options.ts";
import type { StandardSchema } from "./spec.ts";

/**
 * A provider's own options of a call, validated. Ids with a dash are also found in camel case, as `ai` users write them.
 *
 * @throws InvalidArgumentError that names the option and what is wrong with it
 */
export async function readOptions(
  providerId: string,
  providerOptions: SharedV4ProviderOptions | undefined,
  load: (() => Promise<StandardSchema<object>>) | undefined,
): Promise<JSONObject> {
  const given = ownOptions(providerId, providerOptions);
  if (load === undefined || Object.keys(given).length === 0) return given;
  const schema = await load();
  const result = await schema["~standard"].validate(given);
  if (result.issues === undefined) return result.value as JSONObject;
  const problems = result.issues.map(({ path, message }) => `${pathOf(path)}${message}`);
  throw new InvalidArgumentError({ argument: `providerOptions.${providerId}`, message: `providerOptions.${providerId}: ${problems.join("; ")}` });
}

function pathOf(path: readonly unknown[] | undefined): string {
  if (path === undefined || path.length === 0) return "";
  const keys = path.map((key) => (typeof key === "object" && key !== null && "key" in key ? String(key.key) : String(key)));
  return `${keys.join(".")}: `;
}
