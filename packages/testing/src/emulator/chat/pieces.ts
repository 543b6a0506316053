/** Cuts text after `size` characters, never inside a surrogate pair: no service sends half a character. */
export function* pieces(text: string, size: number): Generator<string> {
  let start = 0;
  while (start < text.length) {
    let end = Math.min(text.length, start + size);
    if (end < text.length && text.codePointAt(end - 1) !== text.charCodeAt(end - 1)) end += 1;
    yield text.slice(start, end);
    start = end;
  }
}
