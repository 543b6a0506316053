import { resolveCapabilities, type Capabilities, type CapabilityFacts, type SourcedFacts } from "../capabilities/facts.ts";
import { rulesFor, type ModelRule } from "../capabilities/rules.ts";

/** Models of which the answer is remembered: a gateway's users name them as they like. */
const mostRemembered = 1000;

/** Everything one provider knows of its models: its rules, what its list told, what the user says. */
export class KnownModels<Wire> {
  readonly #rules: readonly ModelRule<Wire>[];
  readonly #user: Readonly<Record<string, CapabilityFacts>>;
  #list: ReadonlyMap<string, CapabilityFacts> = new Map();
  readonly #resolved = new Map<string, Capabilities>();

  constructor(rules: readonly ModelRule<Wire>[], user: Readonly<Record<string, CapabilityFacts>>) {
    this.#rules = rules;
    this.#user = user;
  }

  /** What a model list told; it replaces what an earlier one did. */
  learn(rows: readonly { readonly id: string; readonly facts: CapabilityFacts }[]): void {
    this.#resolved.clear();
    this.#list = new Map(rows.map(({ id, facts }) => [id, facts]));
  }

  /** Asked at every call, and answered by every rule's pattern: so the answer is remembered until a list is learned. */
  capabilities(modelId: string): Capabilities {
    let resolved = this.#resolved.get(modelId);
    if (resolved === undefined) {
      resolved = this.#resolve(modelId);
      if (this.#resolved.size >= mostRemembered) this.#resolved.clear();
      this.#resolved.set(modelId, resolved);
    }
    return resolved;
  }

  #resolve(modelId: string): Capabilities {
    const said: SourcedFacts[] = rulesFor(this.#rules, modelId).map(({ can = {} }) => ({ source: "rule", facts: can }));
    const listed = this.#list.get(modelId);
    if (listed !== undefined) said.push({ source: "list", facts: listed });
    const own = Object.hasOwn(this.#user, modelId) ? this.#user[modelId] : undefined;
    if (own !== undefined) said.push({ source: "user", facts: own });
    return resolveCapabilities(said);
  }

  /** How a model deviates on the wire, weakest first. */
  wires(modelId: string): readonly Partial<Wire>[] {
    return rulesFor(this.#rules, modelId).flatMap(({ wire }) => (wire === undefined ? [] : [wire]));
  }

  retired(modelId: string): ModelRule<Wire>["retired"] {
    return rulesFor(this.#rules, modelId).findLast((rule) => rule.retired !== undefined)?.retired;
  }

  /** What to use for a model that this provider cannot speak to; nothing where the user says what kind of model it is. */
  elsewhere(modelId: string): string | undefined {
    if (Object.hasOwn(this.#user, modelId) && this.#user[modelId]?.kind !== undefined) return undefined;
    return rulesFor(this.#rules, modelId).findLast((rule) => rule.elsewhere !== undefined)?.elsewhere;
  }

  /** Ids that rules name to the letter and that are not retired, in the rules' order. */
  get ids(): readonly string[] {
    const named = this.#rules.flatMap(({ match }) => (match === undefined || match instanceof RegExp ? [] : match));
    return [...new Set(named)].filter((id) => this.retired(id) === undefined);
  }
}
