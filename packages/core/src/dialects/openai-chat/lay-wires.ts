import { defaultWire } from "./default-wire.ts";
import type { OpenAIChatWire } from "./wire.ts";

/** The record in force when these are laid over the defaults, later ones winning. */
export function layWires(layers: readonly Partial<OpenAIChatWire>[]): OpenAIChatWire {
  let wire = defaultWire;
  for (const layer of layers) {
    wire = {
      ...wire,
      ...layer,
      fields: { ...wire.fields, ...layer.fields },
      toolChoice: { ...wire.toolChoice, ...layer.toolChoice },
    };
  }
  return wire;
}
