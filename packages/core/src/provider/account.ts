import { LoadAPIKeyError, LoadSettingError } from "@ai-sdk/provider";
import { isLoopback, readBaseURL } from "../connection/base-url.ts";
import { revealKey, type ApiKey, type Credentials } from "../connection/credentials.ts";
import { environmentReader, readEnvironment, variableReader, type Environment } from "./environment.ts";
import { otherServiceOf } from "./key-prefixes.ts";
import type { ProviderSpec, ReadAddress, Settings } from "./spec.ts";

/** The parts of a spec that say where a service is and who may call it. */
export type Access = Pick<ProviderSpec<never>, "id" | "env" | "keyless" | "keyPrefix" | "pages" | "readAddress">;

type KeyText = string | undefined | Promise<string | undefined>;

/** Where calls go and in whose name: settings and environment, or credentials in their place. */
export interface Account {
  /** Throws `LoadSettingError` where it cannot be found. */
  readonly baseURL: string;
  /** What is to be said of how the address was read. */
  readonly notice: string | undefined;
  /** The key's text for one request; `undefined`: keyless. Throws `LoadAPIKeyError` where a key is needed and there is none. */
  readonly apiKey: () => KeyText;
  /** The service's and the user's, for one request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Nobody's account yet at another address of the service, with the key given, or else with what the environment has for there. */
  readonly elsewhere: (baseURL: string, apiKey: ApiKey | undefined) => Account;
  /** The service's own, which another user's calls carry too as long as they go to the same place. */
  readonly serviceHeaders: Readonly<Record<string, string>>;
}

/** What of a spec an account is opened with. */
type AccountSpec<Own extends object> = Access & Pick<ProviderSpec<never, object, Own>, "baseURL" | "headers">;

/**
 * The environment is read when it is needed: a program may set its variables after it imported a provider, and importing
 * one never fails.
 *
 * @throws LoadSettingError when there is no base URL, or one that cannot be used
 */
export function openAccount<Own extends object>(spec: AccountSpec<Own>, settings: Settings & Own): Account {
  const access: Access = spec;
  const { id, env } = access;
  const { baseURL: own } = spec;
  const given = settings.baseURL === undefined || settings.baseURL === "" ? undefined : readAddress(access, settings.baseURL, "the settings (baseURL)");
  const ofService = (url: string): ReadAddress => ({ url: readBaseURL(url, { providerId: id, from: "the provider's definition" }) });
  const service = typeof own === "string" ? ofService(own) : undefined;
  const keyVariable = environmentReader(env.apiKey, settings.env);
  const read = variableReader(settings.env);
  let address = given ?? (own === undefined ? environmentURL(access, settings.env) : undefined);
  if (address === undefined && own === undefined) throw missingBaseURL(access);
  const found = (): ReadAddress => {
    address ??= environmentURL(access, settings.env) ?? (typeof own === "function" ? ofService(own(settings, read)) : (service as ReadAddress));
    return address;
  };
  const environmentKey = (): string | undefined => (env.apiKeyFor?.(account.baseURL) === false ? undefined : keyVariable()?.value);
  const account: Account = {
    get baseURL() {
      return found().url;
    },
    get notice() {
      return found().notice;
    },
    get headers() {
      return spec.headers === undefined ? (settings.headers ?? {}) : { ...definedHeaders(spec.headers(settings, read)), ...settings.headers };
    },
    get serviceHeaders() {
      return definedHeaders(spec.headers?.(settings, read) ?? {});
    },
    apiKey: () => findKey(access, settings.apiKey ?? environmentKey() ?? "", account.baseURL),
    elsewhere: (baseURL, apiKey) => openAccount(onlyAccess(access), { baseURL, apiKey, env: settings.env }),
  };
  return account;
}

/** Another user's account at the same service. Nothing of the one before it is kept but, where none is given, the address. */
export function accountOf(access: Access, before: Account, credentials: Credentials): Account {
  const { apiKey, baseURL, headers } = credentials;
  const { url: address, notice }: ReadAddress = baseURL === undefined ? { url: before.baseURL } : readAddress(access, baseURL, "the credentials");
  const refuse = (): LoadAPIKeyError => new LoadAPIKeyError({ message: `${access.id}: the API key of the credentials is empty. Give \`null\` for none.` });
  const serviceHeaders = baseURL === undefined ? before.serviceHeaders : {};
  return {
    baseURL: address,
    notice: baseURL === undefined ? before.notice : notice,
    headers: { ...serviceHeaders, ...headers },
    serviceHeaders,
    apiKey: () => (apiKey === null ? undefined : readKey(apiKey, isKeyless(access, address), refuse)),
    // The environment is not this user's.
    elsewhere: (url, key) => openAccount(onlyAccess(access), { baseURL: url, apiKey: key, env: {} }),
  };
}

/** Without what the spec says of the service's own address. */
function onlyAccess({ id, env, keyless, keyPrefix, pages, readAddress: read }: Access): Access {
  return {
    id,
    env,
    ...(keyless === undefined ? {} : { keyless }),
    ...(keyPrefix === undefined ? {} : { keyPrefix }),
    ...(pages === undefined ? {} : { pages }),
    ...(read === undefined ? {} : { readAddress: read }),
  };
}

function definedHeaders(headers: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function environmentURL(access: Access, own: Environment | undefined): ReadAddress | undefined {
  const found = readEnvironment(access.env.baseURL ?? [], own);
  return found === undefined ? undefined : readAddress(access, found.value, found.name);
}

/** Checked as every base URL is, in whatever way the service's users write theirs. */
function readAddress(access: Access, written: string, from: string): ReadAddress {
  const { url, notice } = access.readAddress?.(written) ?? { url: written };
  return { url: readBaseURL(url, { providerId: access.id, from }), ...(notice === undefined ? {} : { notice }) };
}

function missingBaseURL({ id, env }: Access): LoadSettingError {
  const [variable] = env.baseURL ?? [];
  return new LoadSettingError({
    message: `${id}: base_url is required for OpenAI-compatible services. Give \`baseURL\`${variable === undefined ? "" : ` or set ${variable}`}, e.g. http://127.0.0.1:8080/v1`,
  });
}

function findKey(access: Access, key: ApiKey, baseURL: string): KeyText {
  return readKey(key, isKeyless(access, baseURL), () => {
    const [variable] = access.env.apiKey;
    const page = access.pages?.keys === undefined ? "" : ` Keys: ${access.pages.keys}`;
    return new LoadAPIKeyError({ message: `${access.id}: no API key. Set ${variable ?? "one"} or give \`apiKey\`.${page}` });
  });
}

function isKeyless(access: Access, baseURL: string): boolean {
  const { keyless = false } = access;
  return (typeof keyless === "function" ? keyless(baseURL) : keyless) || isLoopback(baseURL);
}

/** An empty key is none, also one that a function or a `Secret` gives. */
function readKey(key: ApiKey, keyless: boolean, refuse: () => LoadAPIKeyError): KeyText {
  const check = (text: string): string | undefined => {
    if (text.trim() !== "") return text;
    if (!keyless) throw refuse();
    return undefined;
  };
  // A program without types may hold no key where one is to be.
  const text = revealKey((key as ApiKey | undefined) ?? "");
  return typeof text === "string" ? check(text) : text.then(check);
}

/** What is to be said of a key that bears the mark of another service. Names the services and nothing of the key. */
export function misplacedKey(access: Access, key: string): string | undefined {
  const other = access.keyPrefix === undefined ? undefined : otherServiceOf(key, { id: access.id, prefix: access.keyPrefix });
  return other === undefined ? undefined : `the API key given to ${access.id} looks like a key of ${other}`;
}
