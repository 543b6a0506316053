import { version } from "../version.ts";

/** Headers that belong to the message or to the connection that carries it, e.g. because a gateway passes on all it got. */
const framing = ["connection", "content-length", "content-type", "expect", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"];
/** Headers that no call may replace: those that say who is calling, and an encoding that not every transport could read. */
const reserved = new Set([...framing, "authorization", "proxy-authorization", "cookie", "host", "accept-encoding"]);

interface HeaderSources {
  /** The provider's own. */
  readonly settings: Readonly<Record<string, string>>;
  /** Of one call. */
  readonly call: Readonly<Record<string, string | undefined>> | undefined;
  readonly key: string | undefined;
  /** Takes the key in place of `authorization`. */
  readonly keyHeader?: string | undefined;
  readonly accept: string;
  /** Of the body; absent where there is none, or where the transport writes it. */
  readonly contentType?: string | undefined;
}

/** The headers of one request, and the names of the caller's that were left out. */
export function requestHeaders(sources: HeaderSources): { readonly headers: Record<string, string>; readonly dropped: readonly string[] } {
  const headers: Record<string, string> = { accept: sources.accept };
  const dropped: string[] = [];
  for (const [name, value] of Object.entries(sources.settings)) headers[name.toLowerCase()] = value;
  const own = new Set(Object.keys(sources.settings).map((name) => name.toLowerCase()));
  for (const [name, value] of Object.entries(sources.call ?? {})) {
    if (value === undefined) continue;
    const lower = name.toLowerCase();
    // A header of the settings that looks like a key is one: a call must not swap it for another's.
    if (reserved.has(lower) || (own.has(lower) && isSecretName(lower))) dropped.push(lower);
    else headers[lower] = value;
  }
  headers["user-agent"] = [headers["user-agent"], `portolan/${version}`].filter(Boolean).join(" ");
  for (const name of framing) delete headers[name];
  if (sources.contentType !== undefined) headers["content-type"] = sources.contentType;
  const { key, keyHeader } = sources;
  if (key !== undefined && keyHeader !== undefined) headers[keyHeader.toLowerCase()] = key;
  else if (key !== undefined) headers["authorization"] = `Bearer ${key}`;
  return { headers, dropped };
}

function isSecretName(name: string): boolean {
  return /key|token|secret|auth|password|session/.test(name);
}

/** Values that must not be shown, of headers whose names say so. */
export function secretHeaderValues(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(headers)
    .filter(([name]) => isSecretName(name.toLowerCase()) || name.toLowerCase() === "cookie")
    .map(([, value]) => value.replace(/^bearer\s+/i, ""));
}
