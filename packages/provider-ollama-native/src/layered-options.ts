import type { JSONObject } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";
import { isModelOption, toOllamaName, toOptionFields } from "./model-options.ts";

/** The model options of the model's definition, and those of the call, wherever in `providerOptions` they stand. */
export function layeredOptions(call: LanguageCall): { readonly usual: JSONObject; readonly own: JSONObject } {
  const layer = (isUsual: boolean): JSONObject => {
    const said = Object.entries(call.options).filter(([option]) => call.defaultOptions.has(option) === isUsual);
    const beside = said.filter(([option]) => isModelOption(toOllamaName(option)));
    const within = said.find(([option]) => option === "options")?.[1] as JSONObject | undefined;
    return { ...toOptionFields(within ?? {}), ...toOptionFields(Object.fromEntries(beside) as JSONObject) };
  };
  return { usual: layer(true), own: layer(false) };
}
