import { isIP } from "node:net";
import { hostname } from "node:os";

/** Whether a server on loopback answers to this name: its own and private ones, so that no web page can reach it under another. */
export function isOwnHost(header: string | undefined): boolean {
  const host = (header ?? "").replace(/:\d+$/, "").replace(/^\[|\]$/g, "").toLowerCase();
  if (host === "") return true;
  if (isIP(host) !== 0) return isPrivateAddress(host);
  return host === "localhost" || host === hostname().toLowerCase() || [".localhost", ".local", ".internal"].some((ending) => host.endsWith(ending));
}

function isPrivateAddress(address: string): boolean {
  if (address.includes(":")) return address === "::1" || address === "::" || /^f[cd]|^fe[89ab]/.test(address);
  const [first = 0, second = 0] = address.split(".").map(Number);
  return first === 0 || first === 10 || first === 127 || (first === 172 && second >= 16 && second < 32) || (first === 192 && second === 168) || (first === 169 && second === 254);
}
