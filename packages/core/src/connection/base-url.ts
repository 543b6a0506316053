import { LoadSettingError } from "@ai-sdk/provider";

/**
 * A base URL as it is used: absolute, http or https, without a slash at its end.
 *
 * @throws LoadSettingError when it cannot be a base URL; the message names the provider and where the value came from.
 */
export function readBaseURL(value: string, of: { readonly providerId: string; readonly from: string }): string {
  const refuse = (why: string): LoadSettingError => new LoadSettingError({ message: `${of.providerId}: the base URL in ${of.from} ${why}` });
  const text = value.trim();
  if (!/^https?:\/\//i.test(text)) throw refuse("needs a scheme: http://… or https://…");
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw refuse("is not a URL.");
  }
  if (url.username !== "" || url.password !== "") throw refuse("holds a user name or password; give a key or a header instead.");
  if (url.search !== "" || url.hash !== "") throw refuse("ends in a query or fragment; leave that off.");
  const path = url.pathname.replace(/\/+$/, "");
  const endpoint = /\/(?:chat\/completions|completions|embeddings|responses|messages|(?<=\/v\d+\/)models)$/.exec(path)?.[0];
  if (endpoint !== undefined) throw refuse(`ends in ${endpoint}; leave that off.`);
  return url.origin + path;
}

/** Whether requests to it stay on this machine. */
export function isLoopback(baseURL: string): boolean {
  const { hostname } = new URL(baseURL);
  return hostname === "localhost" || hostname === "0.0.0.0" || hostname === "[::]" || hostname.endsWith(".localhost") || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
