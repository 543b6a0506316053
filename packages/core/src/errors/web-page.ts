/** Whether a body is HTML: a proxy's error page, a login page, a documentation site. */
export function isWebPage(text: string): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]{0,512}-->\s*)?<(?:!doctype\s+html|html|head|body|title|h1|center)\b/i.test(text.slice(0, 2048));
}

/** One line naming a web page by its title and first heading: `a web page: "502 Bad Gateway"`. */
export function describeWebPage(text: string): string {
  const start = text.slice(0, 16_384);
  const title = readElement(start, /<title[^>]{0,256}>([^<]{1,512})/i);
  const heading = readElement(start, /<h1[^>]{0,256}>([^<]{1,512})/i);
  const words = [...new Set([title, heading])].filter((part) => part !== "");
  return words.length === 0 ? "a web page" : `a web page: ${words.map((part) => `"${part}"`).join(", ")}`;
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " };

function readElement(text: string, pattern: RegExp): string {
  const content = pattern.exec(text)?.[1] ?? "";
  return content
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (entity, name: string) => entities[name] ?? entity)
    .replace(/\s+/g, " ")
    .trim();
}
