import type { JSONObject } from "@ai-sdk/provider";

/** What a provider's settings and a model's name say of its calls. */
export interface OllamaWire {
  readonly keepAlive?: number | string;
  readonly contextWindow?: number | "fit";
  readonly strictContext: boolean;
  /** In Ollama's own names. */
  readonly options: JSONObject;
}

const defaultWire: OllamaWire = { strictContext: false, options: {} };

/** The record in force when these are laid over the defaults, later ones winning. */
export function layWires(layers: readonly Partial<OllamaWire>[]): OllamaWire {
  return layers.reduce<OllamaWire>((wire, layer) => ({ ...wire, ...layer, options: { ...wire.options, ...layer.options } }), defaultWire);
}
