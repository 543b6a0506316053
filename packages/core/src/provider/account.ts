import { LoadAPIKeyError, LoadSettingError } from "@ai-sdk/provider";
import { isLoopback, readBaseURL } from "../connection/base-url.ts";
import type { ApiKey, Credentials } from "../connection/credentials.ts";
import { readEnvironment } from "./environment.ts";
import { otherServiceOf } from "./key-prefixes.ts";
import type { ProviderSpec, Settings } from "./spec.ts";

/** The parts of a spec that say where a service is and who may call it. */
export type Access = Pick<ProviderSpec<never>, "id" | "env" | "keyless" | "keyPrefix" | "pages">;

/** Where calls go and in whose name: settings and environment, or credentials in their place. */
export interface Account {
  readonly baseURL: string;
  /** `undefined`: keyless. Throws `LoadAPIKeyError` where a key is needed and there is none. */
  readonly apiKey: () => ApiKey | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** @throws LoadSettingError when there is no base URL, or one that cannot be used */
export function openAccount(access: Access, settings: Settings, serviceURL: string | undefined): Account {
  const baseURL = findBaseURL(access, settings, serviceURL);
  return {
    baseURL,
    headers: settings.headers ?? {},
    apiKey: () => findKey(access, settings.apiKey, baseURL),
  };
}

/** Another user's account at the same service. Nothing of the one before it is kept but, where none is given, the address. */
export function accountOf(access: Access, before: Account, credentials: Credentials): Account {
  const { apiKey, baseURL, headers } = credentials;
  return {
    baseURL: baseURL === undefined ? before.baseURL : readBaseURL(baseURL, { providerId: access.id, from: "the credentials" }),
    headers: headers ?? {},
    apiKey: () => (apiKey === null || apiKey === "" ? undefined : apiKey),
  };
}

function findBaseURL(access: Access, settings: Settings, serviceURL: string | undefined): string {
  const { id } = access;
  if (settings.baseURL !== undefined && settings.baseURL !== "") return readBaseURL(settings.baseURL, { providerId: id, from: "the settings (baseURL)" });
  const found = readEnvironment(access.env.baseURL ?? []);
  if (found !== undefined) return readBaseURL(found.value, { providerId: id, from: found.name });
  if (serviceURL !== undefined) return readBaseURL(serviceURL, { providerId: id, from: "the provider's definition" });
  const variable = access.env.baseURL?.[0];
  throw new LoadSettingError({
    message: `${id}: base_url is required for OpenAI-compatible services. Give \`baseURL\`${variable === undefined ? "" : ` or set ${variable}`}, e.g. http://127.0.0.1:8080/v1`,
  });
}

function findKey(access: Access, setting: ApiKey | undefined, baseURL: string): ApiKey | undefined {
  const isKeyless = access.keyless === true || isLoopback(baseURL);
  if (setting !== undefined && setting !== "") return setting;
  const found = setting === undefined ? readEnvironment(access.env.apiKey) : undefined;
  if (found !== undefined) return found.value;
  if (isKeyless) return undefined;
  const [variable] = access.env.apiKey;
  const page = access.pages?.keys === undefined ? "" : ` Keys: ${access.pages.keys}`;
  throw new LoadAPIKeyError({ message: `${access.id}: no API key. Set ${variable ?? "one"} or give \`apiKey\`.${page}` });
}

/** What is to be said of a key that bears the mark of another service. Names the services and nothing of the key. */
export function misplacedKey(access: Access, key: string): string | undefined {
  const other = access.keyPrefix === undefined ? undefined : otherServiceOf(key, access.keyPrefix);
  return other === undefined ? undefined : `the API key given to ${access.id} looks like a key of ${other}`;
}
