/** A property of any value; `undefined` when there is none, or when a getter or proxy throws. */
export function readProperty(value: unknown, key: string | symbol): unknown {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return undefined;
  try {
    return (value as Readonly<Record<string | symbol, unknown>>)[key];
  } catch {
    return undefined;
  }
}

/** A property that is a string with something in it. */
export function readText(value: unknown, key: string | symbol): string | undefined {
  const text = readProperty(value, key);
  return typeof text === "string" && text !== "" ? text : undefined;
}

/** A property that is a finite number. */
export function readNumber(value: unknown, key: string | symbol): number | undefined {
  const number = readProperty(value, key);
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** What `read` returns, or `undefined` when it throws. */
export function orUndefined<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
