/** A record whose values are made at their first use, each once. */
export function madeWhenAsked<Key extends string, Value>(makers: Readonly<Record<Key, () => Value>>): Readonly<Record<Key, Value>> {
  const record = {} as Record<Key, Value>;
  for (const key of Object.keys(makers) as Key[]) {
    Object.defineProperty(record, key, {
      enumerable: true,
      configurable: true,
      get(): Value {
        const value = makers[key]();
        Object.defineProperty(record, key, { value, enumerable: true });
        return value;
      },
    });
  }
  return record;
}
