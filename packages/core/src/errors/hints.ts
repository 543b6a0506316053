import type { ErrorInfo } from "./kinds.ts";
import { scrubURL } from "./scrub.ts";
import { isWebPage } from "./web-page.ts";

/** What core can advise without knowing the service; a provider's own hint is better and goes first. */
export function defaultHint(
  info: ErrorInfo,
  of: { readonly url?: string; readonly headers?: Readonly<Record<string, string>>; readonly bodyText?: string },
): string | undefined {
  const { kind, status } = info;
  if (status !== undefined && status >= 300 && status < 400) return redirectHint(of.url, of.headers);
  if (status === 407) return "the proxy on the way wants credentials";
  if (status === 404 && kind === "bad-request") return pathHint(of.url);
  if (of.bodyText !== undefined && isWebPage(of.bodyText)) return "a web page answered, not an API: check the base URL";
  // LiteLLM's proxy without a key: 500, these words as plain text, and nothing else.
  if (status === 500 && info.message === "Internal Server Error") return "some gateways answer so when the key is missing";
  switch (kind) {
    case "auth":
      return "check the API key";
    case "permission":
      return "check what this key may use: model, project, region";
    case "quota":
      return "check the account's credit and spending limits";
    case "model-not-found":
      return "check the model id, and that this key may use it";
    case "context-length":
      return "send less, or use a model with a larger context";
    default:
      return undefined;
  }
}

function pathHint(url: string | undefined): string {
  const endsWell = url !== undefined && /\/v\d+(?:beta\d*)?(?:\/|$)/.test(url);
  return endsWell ? "no such path there: check the base URL" : "no such path there: check the base URL, most end in /v1";
}

/** Redirects are not followed, because the key would travel along; the address goes to the person instead, without its query. */
function redirectHint(url: string | undefined, headers: Readonly<Record<string, string>> | undefined): string {
  const location = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === "location")?.[1];
  const target = location === undefined ? undefined : resolve(location, url);
  return target === undefined ? "redirects are not followed: check the base URL" : `redirects are not followed: use ${target} in the base URL if you trust it`;
}

function resolve(location: string, url: string | undefined): string | undefined {
  try {
    const { origin, pathname } = new URL(location, url);
    return origin === "null" ? undefined : scrubURL(origin + pathname);
  } catch {
    return undefined;
  }
}
