import type { ReadAddress } from "@portolan/core";

/** Where Ollama listens unless it is told otherwise. */
export const defaultBaseURL = "http://127.0.0.1:11434";
const ownPort = "11434";
/** Ends that belong to a request and not to the server: of Ollama's own API, and of the one that speaks like OpenAI's. */
const apiEnd = /\/(?:api(?:\/(?:chat|generate|embed|tags))?|v1(?:\/(?:chat\/completions|completions|embeddings|models))?)$/;

/**
 * Reads an address as Ollama reads `OLLAMA_HOST`: a host, a port, both, or a URL. Without a scheme the port is 11434, with
 * `http://` 80 and with `https://` 443; a port that cannot be one is the default.
 *
 * An address to listen on is made one to connect to: `0.0.0.0` and `::` become this machine's own.
 * Source: https://github.com/ollama/ollama/blob/main/envconfig/config.go
 */
export function readHost(written: string): ReadAddress {
  const text = unquoted(written);
  const separator = text.indexOf("://");
  const scheme = separator < 0 ? (text === "ollama.com" ? "https" : "http") : text.slice(0, separator).toLowerCase();
  const rest = separator < 0 ? text : text.slice(separator + 3);
  const slash = rest.indexOf("/");
  const authority = slash < 0 ? rest : rest.slice(0, slash);
  const path = slash < 0 ? "" : rest.slice(slash).replace(/["'\s/]+$/, "");
  // Who asks for another protocol, or hides a password in the address, is told so by the check of every base URL.
  if ((scheme !== "http" && scheme !== "https") || authority.includes("@")) return { url: text };
  const port = separator < 0 && scheme === "http" ? ownPort : scheme === "https" ? "443" : "80";
  const origin = `${scheme}://${hostAndPort(authority, port)}`;
  const end = apiEnd.exec(path)?.[0];
  if (end === undefined) return { url: origin + path };
  const url = origin + path.slice(0, -end.length);
  return { url, notice: `the base URL ends in ${end}, which belongs to a request; Ollama's own API is reached at ${url}` };
}

/** Whether an address is Ollama's cloud, reached so that a key is safe on the way. */
export function isCloud(baseURL: string): boolean {
  const { protocol, hostname } = new URL(baseURL);
  return protocol === "https:" && (hostname === "ollama.com" || hostname === "www.ollama.com");
}

function unquoted(written: string): string {
  return written.trim().replace(/^["']+|["']+$/g, "").trim();
}

/** As Go's `net.SplitHostPort` splits it, and with Ollama's rules for what that cannot. */
function hostAndPort(authority: string, defaultPort: string): string {
  const [, host = "", port = ""] = /^(\[[^\]]*\]|[^:[\]]*):([^:]*)$/.exec(authority) ?? [undefined, authority, defaultPort];
  return `${reachable(host)}:${isPort(port) ? Number(port) : defaultPort}`;
}

function isPort(text: string): boolean {
  return /^\+?\d{1,10}$/.test(text) && Number(text) <= 65_535;
}

function reachable(host: string): string {
  const bare = host.replace(/^\[|\]$/g, "");
  if (bare === "" || bare === "0.0.0.0") return "127.0.0.1";
  if (/^[0:]*:[0:]*$/.test(bare)) return "[::1]";
  return bare.includes(":") ? `[${bare}]` : bare;
}
