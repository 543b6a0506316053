import type { MatchLogic, ModelInfo, ModelPrice, calcPrice } from "@pydantic/genai-prices";
import type { ModelReference } from "../reference.ts";
import type { DeclaredPrice, PriceTier, Rates } from "./price.ts";

/** The one function of the price list that is used. */
export type LookUp = typeof calcPrice;

/** Loads the price list: most of a megabyte, so not before it is asked for. */
export async function loadLookUp(): Promise<LookUp> {
  return (await import("@pydantic/genai-prices")).calcPrice;
}

/** What the price list knows of a model. */
export interface PublishedModel {
  readonly price?: DeclaredPrice;
  readonly contextWindow?: number;
}

/**
 * Our provider → the list's. Only these are asked: the list itself finds providers by parts of their name, and an endpoint of the
 * user's called `my-openai` is not OpenAI.
 */
const providerIds: ReadonlyMap<string, string> = new Map([
  ...["anthropic", "cerebras", "cohere", "deepseek", "fireworks", "google", "groq", "mistral", "novita", "openai", "openrouter", "perplexity", "together"].map(
    (id): [string, string] => [id, id],
  ),
  ["xai", "x-ai"],
]);

const free: DeclaredPrice = { input: 0, output: 0 };

/** What the price list says of a model on this day and hour; `undefined` where it knows nothing of it. */
export function publishedModel(lookUp: LookUp, { providerId, modelId }: ModelReference, at: Date): PublishedModel | undefined {
  // The suffix is OpenRouter's own, so new models have it before any list knows them. https://openrouter.ai/docs/api-reference/limits
  const isFree = providerId === "openrouter" && modelId.endsWith(":free");
  const listId = providerIds.get(providerId);
  const found = listId === undefined ? undefined : (lookUp({}, modelId, { providerId: listId, timestamp: at }) ?? undefined);
  if (found === undefined || !isSameModel(found.model, modelId)) return isFree ? { price: free } : undefined;
  const price = isFree ? free : toPrice(found.model_price);
  const contextWindow = found.model.context_window;
  return { ...(price === undefined ? {} : { price }), ...(contextWindow === undefined ? {} : { contextWindow }) };
}

/** Answers that are kept. */
const mostRemembered = 1000;

/** Looks each model up once a minute: the list is searched from its beginning, and its prices change by the hour at most. */
export function rememberModels(lookUp: LookUp): (model: ModelReference, at: Date) => PublishedModel | undefined {
  const found = new Map<string, { readonly model: PublishedModel | undefined }>();
  return (model, at) => {
    const key = `${Math.floor(at.getTime() / 60_000)} ${model.providerId}/${model.modelId}`;
    let known = found.get(key);
    if (known === undefined) {
      if (found.size >= mostRemembered) found.clear();
      known = { model: publishedModel(lookUp, model, at) };
      found.set(key, known);
    }
    return known.model;
  };
}

/**
 * The list matches by beginnings, and would price `gpt-oss-safeguard-20b` like the model whose name it begins with. Taken is what it
 * names to the letter, and a dated or `-latest` spelling of that.
 */
function isSameModel({ id, match }: ModelInfo, modelId: string): boolean {
  const asked = modelId.toLowerCase();
  // Fireworks: `accounts/fireworks/models/glm-5p2` is listed as `glm-5p2`.
  const spellings = [asked, asked.slice(asked.lastIndexOf("/") + 1)];
  return [id.toLowerCase(), ...lettersOf(match)].some((name) =>
    spellings.some((spelling) => spelling.startsWith(name) && /^(?:[-@:](?:latest|\d{4,8}(?:-\d{2}-\d{2})?))?$/.test(spelling.slice(name.length))),
  );
}

function lettersOf(match: MatchLogic): readonly string[] {
  if ("equals" in match) return [match.equals.toLowerCase()];
  return "or" in match ? match.or.flatMap(lettersOf) : [];
}

const keys = {
  input: "input_mtok",
  output: "output_mtok",
  cacheRead: "cache_read_mtok",
  cacheWrite: "cache_write_mtok",
  reasoning: "output_reasoning_mtok",
} as const;

function toPrice(listed: ModelPrice): DeclaredPrice | undefined {
  const base = ratesAbove(listed, undefined);
  if (base === undefined) return undefined;
  const starts = new Set(Object.values(listed).flatMap((price) => (typeof price === "object" ? price.tiers.map(({ start }) => start) : [])));
  const tiers = [...starts]
    .toSorted((one, other) => one - other)
    .flatMap((start): readonly PriceTier[] => {
      const rates = ratesAbove(listed, start);
      return rates === undefined ? [] : [{ aboveInputTokens: start, ...rates }];
    });
  return { ...base, ...(tiers.length === 0 ? {} : { tiers }) };
}

/** The rates above so many tokens of input; those of models that are not billed by tokens are `undefined`. */
function ratesAbove(listed: ModelPrice, start: number | undefined): Rates | undefined {
  const rate = (key: string): number | undefined => {
    const price = listed[key];
    if (typeof price !== "object") return price;
    return (start === undefined ? undefined : price.tiers.findLast((tier) => tier.start <= start)?.price) ?? price.base;
  };
  const rates = Object.fromEntries(Object.entries(keys).flatMap(([name, key]) => (rate(key) === undefined ? [] : [[name, rate(key)]]))) as Partial<Rates>;
  const perThousandRequests = rate("requests_kcount");
  const { input } = rates;
  if (input === undefined) return undefined;
  return { ...rates, input, ...(perThousandRequests === undefined ? {} : { request: perThousandRequests / 1000 }) };
}
