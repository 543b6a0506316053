import type { JSONValue } from "@ai-sdk/provider";
import { definedIn, objectIn, textIn, textsIn } from "../read-fields.ts";

/** What a model's file is. */
export interface OllamaModelDetails {
  /** For example `"gguf"`. */
  readonly format?: string;
  readonly family?: string;
  readonly families?: readonly string[];
  /** As Ollama writes it, for example `"8.2B"`. */
  readonly parameterSize?: string;
  /** For example `"Q4_K_M"`. */
  readonly quantizationLevel?: string;
  readonly parentModel?: string;
}

export function detailsIn(value: JSONValue | undefined): OllamaModelDetails {
  const details = objectIn(value);
  return definedIn({
    format: textIn(details["format"]),
    family: textIn(details["family"]),
    families: textsIn(details["families"]),
    parameterSize: textIn(details["parameter_size"]),
    quantizationLevel: textIn(details["quantization_level"]),
    parentModel: textIn(details["parent_model"]),
  });
}
