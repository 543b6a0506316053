import { resolveCapabilities, type Capabilities, type CapabilityFacts, type SourcedFacts } from "../capabilities/facts.ts";
import { rulesFor, type ModelRule } from "../capabilities/rules.ts";
import type { DefinedModels } from "./defined-models.ts";
import type { ListRow } from "./model-list.ts";

/** Models of which the answer is remembered: a gateway's users name them as they like. */
const mostRemembered = 1000;

/** Everything one provider knows of its models: its rules and what its list told, by id, and what the user says, by name. */
export class KnownModels<Wire> {
  readonly #rules: readonly ModelRule<Wire>[];
  readonly #defined: DefinedModels;
  #list: ReadonlyMap<string, CapabilityFacts> = new Map();
  readonly #resolved = new Map<string, Capabilities>();

  constructor(rules: readonly ModelRule<Wire>[], defined: DefinedModels) {
    this.#rules = rules;
    this.#defined = defined;
  }

  /** What a model list told; it replaces what an earlier one did. */
  learn(rows: readonly Pick<ListRow, "id" | "aliases" | "facts">[]): void {
    this.#resolved.clear();
    this.#list = factsById(rows);
  }

  /** What the service told of one model beside its list. */
  learnOf(row: Pick<ListRow, "id" | "aliases" | "facts">): void {
    this.#resolved.clear();
    this.#list = new Map([...this.#list, ...factsById([row])].slice(-mostRemembered));
  }

  /** Asked at every call, and answered by every rule's pattern: so the answer is remembered until a list is learned. */
  capabilities(name: string): Capabilities {
    let resolved = this.#resolved.get(name);
    if (resolved === undefined) {
      resolved = this.#resolve(name);
      if (this.#resolved.size >= mostRemembered) this.#resolved.clear();
      this.#resolved.set(name, resolved);
    }
    return resolved;
  }

  #resolve(name: string): Capabilities {
    const said: SourcedFacts[] = this.#rulesOf(name).map(({ can = {} }) => ({ source: "rule", facts: can }));
    const listed = this.#list.get(this.#defined.named(name).id);
    if (listed !== undefined) said.push({ source: "list", facts: listed });
    for (const facts of this.#defined.facts(name)) said.push({ source: "user", facts });
    return resolveCapabilities(said);
  }

  /** How a model deviates on the wire, weakest first. */
  wires(name: string): readonly Partial<Wire>[] {
    return this.#rulesOf(name).flatMap(({ wire }) => (wire === undefined ? [] : [wire]));
  }

  retired(name: string): ModelRule<Wire>["retired"] {
    return retirement(this.#rulesOf(name));
  }

  /** What to use for a model that this provider cannot speak to; nothing where the user says what kind of model it is. */
  elsewhere(name: string): string | undefined {
    if (this.#defined.facts(name).some(({ kind }) => kind !== undefined)) return undefined;
    return this.#rulesOf(name).findLast((rule) => rule.elsewhere !== undefined)?.elsewhere;
  }

  /** Ids that rules name to the letter and that are not retired, in the rules' order. */
  get ids(): readonly string[] {
    const named = this.#rules.flatMap(({ match }) => (match === undefined || match instanceof RegExp ? [] : match));
    return [...new Set(named)].filter((id) => retirement(rulesFor(this.#rules, id)) === undefined);
  }

  #rulesOf(name: string): readonly ModelRule<Wire>[] {
    return rulesFor(this.#rules, this.#defined.named(name).id);
  }
}

/** An id of its own beats another's alias. */
function factsById(rows: readonly Pick<ListRow, "id" | "aliases" | "facts">[]): ReadonlyMap<string, CapabilityFacts> {
  return new Map([...rows.flatMap(({ aliases = [], facts }) => aliases.map((alias) => [alias, facts] as const)), ...rows.map(({ id, facts }) => [id, facts] as const)]);
}

function retirement<Wire>(rules: readonly ModelRule<Wire>[]): ModelRule<Wire>["retired"] {
  return rules.findLast((rule) => rule.retired !== undefined)?.retired;
}
