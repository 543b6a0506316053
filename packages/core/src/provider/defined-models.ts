import type { CapabilityFacts } from "../capabilities/facts.ts";
import type { CallDefaults } from "../language-model/call-defaults.ts";
import { readDefinitionOptions } from "./definition-options.ts";
import type { ModelDefinition } from "./model-definition.ts";
import { readModelDefinitions } from "./read-model-definitions.ts";

/** A model as it is called, and what that stands for. */
export interface NamedModel {
  /** What the user calls it; errors name it so. */
  readonly name: string;
  /** What is sent. */
  readonly id: string;
  readonly defaults?: CallDefaults;
}

interface Defined extends NamedModel {
  readonly facts: CapabilityFacts;
}

/** The user's definitions, each read once. */
export class DefinedModels {
  readonly #models: ReadonlyMap<string, Defined>;

  /** @throws InvalidArgumentError naming the model and the option that is not as it must be */
  constructor(models: Readonly<Record<string, ModelDefinition>>, where: string) {
    const definitions = Object.entries(readModelDefinitions(models, where));
    this.#models = new Map(definitions.map(([name, definition]) => [name, defined(name, definition, `${where}[${JSON.stringify(name)}].options`)]));
  }

  /** In the order in which they are defined. */
  get all(): readonly NamedModel[] {
    return [...this.#models.values()];
  }

  /** What a name stands for. A name is looked up whole and once: it may hold slashes, and be another model's id. */
  named(name: string): NamedModel {
    return this.#models.get(name) ?? { name, id: name };
  }

  /** What the user says of a model, weakest first: of its id where that has a definition of its own, then of its name. */
  facts(name: string): readonly CapabilityFacts[] {
    const own = this.#models.get(name);
    if (own === undefined) return [];
    const ofId = this.#models.get(own.id);
    // A definition of that name with an id of its own speaks of another model.
    return ofId?.id === own.id ? [ofId.facts, own.facts] : [own.facts];
  }
}

function defined(name: string, { id = name, options, system, ...facts }: ModelDefinition, where: string): Defined {
  if (options === undefined && system === undefined) return { name, id, facts };
  const { settings, providerOptions } = readDefinitionOptions(options ?? {}, where);
  return { name, id, facts, defaults: { settings, providerOptions, ...(system === undefined ? {} : { system }) } };
}
