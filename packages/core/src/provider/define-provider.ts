import { InvalidArgumentError, NoSuchModelError, type LanguageModelV4, type SharedV4Warning } from "@ai-sdk/provider";
import { defaultTransport } from "#default-transport";
import type { ModelKind } from "../capabilities/facts.ts";
import type { Connection } from "../connection/connection.ts";
import { createConnection } from "../connection/create-connection.ts";
import type { Credentials } from "../connection/credentials.ts";
import type { Endpoint } from "../connection/open.ts";
import type { Dialect } from "../dialects/dialect.ts";
import type { ErrorInfo } from "../errors/kinds.ts";
import { LanguageModel } from "../language-model/language-model.ts";
import { fetchTransport } from "../transport/fetch.ts";
import type { Transport } from "../transport/transport.ts";
import { accountOf, misplacedKey, openAccount, type Access, type Account } from "./account.ts";
import { callByName } from "./call-by-name.ts";
import { checkCredentials } from "./check-credentials.ts";
import { DefinedModels } from "./defined-models.ts";
import { KnownModels } from "./known-models.ts";
import { listModels } from "./list-models.ts";
import { readOptions } from "./read-options.ts";
import { withNotices } from "./with-notices.ts";
import type { Extending, ModelMakers, Provider, ProviderFactory, ProviderSpec, Settings } from "./spec.ts";

/** Sent where a service is to show how it refuses a key. */
const wrongKey = "no-key-of-anyone";
/** Models whose lessons are kept. */
const mostLessons = 1000;

/**
 * Makes a provider factory from what a service is.
 *
 * The factory throws `LoadSettingError` for a base URL that is missing or cannot be used. What the environment says of a
 * service that has a URL of its own, and a missing key, are found by the first call, so that importing a provider never fails.
 *
 * @throws InvalidArgumentError for an id that cannot be used. The factory throws it for a model definition that cannot.
 */
export function defineProvider<Wire, Known extends string = string, Extra extends object = object, Own extends object = object>(
  spec: ProviderSpec<Wire, Extra, Own>,
): ProviderFactory<Known, Extra, Own> {
  if (!/^[a-z0-9][a-z0-9_-]*$/.test(spec.id)) {
    throw new InvalidArgumentError({ argument: "id", message: `a provider id is lower case, without dots and slashes: ${JSON.stringify(spec.id)}` });
  }
  return (settings?: Settings & Own) => {
    const given = settings ?? ({} as Settings & Own);
    const transport = given.transport ?? (given.fetch === undefined ? defaultTransport() : fetchTransport(given.fetch));
    const defined = new DefinedModels(given.models ?? {}, `${spec.id}: models`);
    return makeProvider<Wire, Known, Extra>(spec as unknown as ProviderSpec<Wire, Extra>, given, openAccount(spec, given), transport, defined);
  };
}

function makeProvider<Wire, Known extends string, Extra extends object>(
  spec: ProviderSpec<Wire, Extra>,
  settings: Settings,
  account: Account,
  transport: Transport,
  defined: DefinedModels,
): Provider<Known, Extra> & Extra {
  const known = new KnownModels<Wire>(spec.models ?? [], defined);
  const endpointOf = (at: Account): Endpoint => ({
    providerId: spec.id,
    get baseURL() {
      return at.baseURL;
    },
    apiKey: at.apiKey,
    get headers() {
      return at.headers;
    },
    transport,
    timeouts: { ...spec.timeouts, ...definedLimits(settings.timeouts) },
    rules: spec.errors ?? [],
    hintFor: (info, hasKey) => spec.advise?.(info, { baseURL: at.baseURL, hasKey }) ?? hintFor(spec, info, hasKey),
    noticeOf: (key) => misplacedKey(spec, key),
    get notice() {
      return at.notice;
    },
  });
  const endpoint = endpointOf(account);
  const connection = createConnection(endpoint);
  const stranger = (): Connection => createConnection({ ...endpoint, apiKey: () => `${spec.keyPrefix ?? ""}${wrongKey}` });
  const lessons = new Map<string, Set<string>>();
  const { countTokens } = spec;
  const ownWire = typeof spec.wire === "function" ? spec.wire(settings) : spec.wire;

  const speak = (dialect: Dialect<Wire>, kind: "language" | "completion", modelId: string): LanguageModelV4 => {
    assertNamed(spec, modelId, kind);
    assertKind(spec.id, modelId, kind, known.capabilities(modelId).kind);
    assertSpoken(spec.id, modelId, kind, known.elsewhere(modelId));
    const { id: sentId, defaults } = defined.named(modelId);
    return new LanguageModel<Wire>({
      providerId: spec.id,
      modelId,
      sentId,
      defaults,
      kind: kind === "language" ? "chat" : kind,
      endpoint,
      dialect,
      wire: dialect.wire([...(ownWire === undefined ? [] : [ownWire]), ...known.wires(modelId)]),
      capabilities: () => known.capabilities(modelId),
      readOptions: (providerOptions) => readOptions(spec.id, providerOptions, spec.options),
      lessons: lessonsOf(lessons, sentId),
      notices: retiredNotice(sentId, known.retired(modelId)),
      coalesce: settings.coalesce ?? true,
      firstPartMs: settings.timeouts?.firstPartMs,
      keepHeaders: spec.keepHeaders ?? {},
      ...(countTokens === undefined || kind !== "language" ? {} : { countTokens: (request) => countTokens(connection, request) }),
    });
  };

  const languageModel = (modelId: string): LanguageModelV4 => speak(spec.language, "language", modelId);
  const completionModel = (modelId: string): LanguageModelV4 => {
    if (spec.completion === undefined) throw new NoSuchModelError({ modelId, modelType: "languageModel", message: `${spec.id} has no text completions` });
    return speak(spec.completion, "completion", modelId);
  };

  const make = <Kind extends keyof ModelMakers>(kind: Kind) => (modelId: string): ReturnType<NonNullable<ModelMakers[Kind]>> => {
    const maker = spec[kind];
    if (maker === undefined) throw new NoSuchModelError({ modelId, modelType: `${kind}Model` as "languageModel", message: `${spec.id} has no ${kind} models` });
    assertNamed(spec, modelId, kind);
    const ofModel = known.capabilities(modelId).kind;
    assertKind(spec.id, modelId, kind, ofModel, ofModel === "language" ? spec.chatModelsAlso : []);
    const named = defined.named(modelId);
    const model = callByName(connection, named, (to, id) => maker(to, id, settings) as ReturnType<NonNullable<ModelMakers[Kind]>>);
    return withNotices(model, retiredNotice(named.id, known.retired(modelId)));
  };

  const callable = (modelId: string | undefined = spec.defaultModel): LanguageModelV4 => {
    if (modelId === undefined) {
      throw new NoSuchModelError({ modelId: "", modelType: "languageModel", message: `${spec.id} has no default model: name one, or ask ${spec.id}.listModels()` });
    }
    return languageModel(modelId);
  };

  const provider = Object.assign(callable, {
    specificationVersion: "v4" as const,
    id: spec.id,
    aliases: spec.aliases ?? [],
    defaultModel: spec.defaultModel,
    pages: spec.pages ?? {},
    knownModels: known.ids,
    languageModel,
    completionModel,
    moderationModel: make("moderation"),
    embeddingModel: make("embedding"),
    imageModel: make("image"),
    transcriptionModel: make("transcription"),
    speechModel: make("speech"),
    rerankingModel: make("reranking"),
    capabilities: (modelId: string) => known.capabilities(modelId),
    listModels: (options?: { readonly signal?: AbortSignal | undefined }) => listModels(connection, { known, defined, list: spec.list }, options?.signal),
    checkCredentials: (options?: { readonly signal?: AbortSignal | undefined }) =>
      checkCredentials({ to: connection, stranger, check: spec.check, languagePath: spec.language.path }, options?.signal),
    withCredentials: (credentials: Credentials) => makeProvider<Wire, Known, Extra>(spec, settings, accountOf(spec, account, credentials), transport, defined),
  });
  Object.defineProperty(provider, "baseURL", { get: () => account.baseURL, enumerable: true });
  const having: Extending = {
    settings,
    learn: (row) => known.learnOf(row),
    elsewhere: (baseURL, apiKey) => createConnection(endpointOf(account.elsewhere(baseURL, apiKey))),
  };
  return Object.assign(provider, spec.extend?.(connection, having)) as unknown as Provider<Known, Extra> & Extra;
}

/** A limit that is given as `undefined` is not given. */
function definedLimits(timeouts: Settings["timeouts"]): Settings["timeouts"] {
  return Object.fromEntries(Object.entries(timeouts ?? {}).filter(([, limit]) => limit !== undefined));
}

/** An empty id is what an unset variable that was passed on looks like. */
function assertNamed({ id, defaultModel }: Pick<ProviderSpec<never>, "id" | "defaultModel">, modelId: string, kind: ModelKind): void {
  if (typeof modelId === "string" && modelId.trim() !== "") return;
  const otherwise = kind === "language" && defaultModel !== undefined ? `${id}() is ${defaultModel}` : `${id}.listModels() tells what there is`;
  throw new NoSuchModelError({ modelId: String(modelId), modelType: `${kind}Model` as "languageModel", message: `${id}: the model id is empty. Name a model; ${otherwise}.` });
}

/** A model of a known other kind is a mistake that the service would answer with a riddle. */
function assertKind(providerId: string, modelId: string, wanted: ModelKind, kind: ModelKind | "unknown", alsoDone: readonly ModelKind[] = []): void {
  // Many services continue texts with the models that chat.
  if (kind === "unknown" || kind === wanted || (wanted === "completion" && kind === "language") || alsoDone.includes(wanted)) return;
  throw new NoSuchModelError({
    modelId,
    modelType: `${wanted}Model` as "languageModel",
    message: `${providerId}/${modelId} is of the kind ${kind}, not ${wanted}: make it with ${kind}Model(). If that is no longer so, say it in the provider's settings: models: { ${JSON.stringify(modelId)}: { kind: "${wanted}" } }`,
  });
}

/** The service would refuse it, or answer that the key is wrong. */
function assertSpoken(providerId: string, modelId: string, kind: ModelKind, elsewhere: string | undefined): void {
  if (elsewhere === undefined) return;
  throw new NoSuchModelError({
    modelId,
    modelType: "languageModel",
    message: `${providerId}/${modelId} is not answered in the form that this provider speaks: ${elsewhere}. If it is by now, say so in the provider's settings: models: { ${JSON.stringify(modelId)}: { kind: "${kind}" } }`,
  });
}

function lessonsOf(lessons: Map<string, Set<string>>, modelId: string): Set<string> {
  let learned = lessons.get(modelId);
  if (learned === undefined) {
    learned = new Set();
    lessons.set(modelId, learned);
    // A gateway's users name models as they like; the oldest lesson costs one refused request to learn again.
    const [oldest] = lessons.keys();
    if (lessons.size > mostLessons && oldest !== undefined) lessons.delete(oldest);
  }
  return learned;
}

function retiredNotice(modelId: string, retired: { readonly on?: string; readonly use: string } | undefined): readonly SharedV4Warning[] {
  if (retired === undefined) return [];
  const since = retired.on === undefined ? "" : ` since ${retired.on}`;
  return [{ type: "deprecated", setting: "model", message: `${modelId} is retired${since}; use ${retired.use}` }];
}

/** What only this service's pages and variables can say of an error. */
function hintFor(spec: Access, info: ErrorInfo, hasKey: boolean): string | undefined {
  const { pages = {}, env } = spec;
  if (info.kind === "auth") {
    const [variable] = env.apiKey;
    if (!hasKey) return `no API key was sent${variable === undefined ? "" : `: set ${variable}`}${pages.keys === undefined ? "" : `; keys: ${pages.keys}`}`;
    return `check the API key${variable === undefined ? "" : ` (${variable})`}${pages.keys === undefined ? "" : `; keys: ${pages.keys}`}`;
  }
  if ((info.kind === "server" || info.kind === "overloaded") && pages.status !== undefined) return `its state: ${pages.status}`;
  return undefined;
}
