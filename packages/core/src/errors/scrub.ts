const placeholder = "[secret]";
const maxLength = 2048;
/** Longer text is cut before the key shapes are looked for, so that an error page of megabytes costs no more than this. */
const windowLength = 16_384;
const minSecretLength = 6;

const keyShapes: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/(:\/\/)[^\s/@"'<>]{1,512}@/g, `$1${placeholder}@`],
  [/([?&](?:[\w.-]{0,32}(?:key|token|secret|signature|password)|sig|auth|code)=)[^&#\s"'<>]+/gi, `$1${placeholder}`],
  [/\b(Bearer|Basic)\s+(?!(?:tokens?|auth\w*|credentials?|scheme|header|format|realm)\b)[\w.~+/=*-]{6,}/gi, `$1 ${placeholder}`],
  [/("?(?:x-)?(?:api[_-]?key|access[_-]?token|authorization)"?\s*[:=]\s*"?)(?!Bearer\b|Basic\b|\[secret\])[\w.~+/=*-]{8,}/gi, `$1${placeholder}`],
  [/(?<![A-Za-z0-9])(?:sk|gsk|csk|pplx|xai|nvapi|tgp)[-_][\w*.-]{8,}/g, placeholder],
  [/(?<![A-Za-z0-9])(?:hf|fw|r8|ghp|gho|key)_[A-Za-z0-9*]{16,}/g, placeholder],
  [/(?<![A-Za-z0-9])AIza[\w*-]{16,}/g, placeholder],
];

/**
 * The text with every given secret and everything that looks like a key replaced by `[secret]`, and no more than 2048 characters of it.
 *
 * Secrets shorter than 6 characters are left alone: replacing them would tear ordinary words apart. A secret is also found
 * percent-encoded and as it stands inside a JSON string.
 */
export function scrub(text: string, secrets: readonly string[]): string {
  const clean = replaceSecrets(text, secrets).slice(0, windowLength);
  return cut(keyShapes.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), clean));
}

/** Whether the text holds something that looks like a key. */
export function showsKey(text: string): boolean {
  const start = text.slice(0, windowLength);
  return keyShapes.some(([pattern, replacement]) => start.replace(pattern, replacement) !== start);
}

/** The whole text with the given secrets replaced by `[secret]`; nothing else is touched. */
export function replaceSecrets(text: string, secrets: readonly string[]): string {
  const forms = secrets.filter(isReplaceable).flatMap(spellings);
  if (forms.length === 0) return text;
  const longestFirst = [...new Set(forms)].toSorted((a, b) => b.length - a.length).map(escapePattern);
  return text.replace(new RegExp(longestFirst.join("|"), "gi"), placeholder);
}

/** The URL without user info and fragment, its query parameters named but without their values. Works on any text. */
export function scrubURL(url: string): string {
  const [address = "", query] = splitOnce(splitOnce(url, "#")[0], "?");
  const withoutUser = address.replace(/^([a-z][a-z0-9+.-]*:)?(\/\/)[^/]*@/i, "$1$2");
  if (query === undefined) return withoutUser;
  const names = query.split("&").map((pair) => splitOnce(pair, "=")[0]);
  return `${withoutUser}?${names.map((name) => `${name}=`).join("&")}`;
}

function isReplaceable(secret: string): boolean {
  return secret.length >= minSecretLength && !placeholder.includes(secret.toLowerCase());
}

function spellings(secret: string): string[] {
  const inJSON = JSON.stringify(secret).slice(1, -1);
  try {
    const encoded = encodeURIComponent(secret);
    return [secret, inJSON, encoded, encoded.replaceAll("%20", "+")];
  } catch {
    return [secret, inJSON];
  }
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

function cut(text: string): string {
  if (text.length <= maxLength) return text;
  const end = maxLength - 1;
  const last = text.charCodeAt(end - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, splitsPair ? end - 1 : end)}…`;
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
