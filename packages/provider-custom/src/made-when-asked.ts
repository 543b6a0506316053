/** A record whose values are made at their first use, each once. */
export function madeWhenAsked<const Makers extends Readonly<Record<string, () => unknown>>>(makers: Makers): { readonly [Key in keyof Makers]: ReturnType<Makers[Key]> } {
  const record = {} as { readonly [Key in keyof Makers]: ReturnType<Makers[Key]> };
  for (const [key, make] of Object.entries(makers)) {
    Object.defineProperty(record, key, {
      enumerable: true,
      configurable: true,
      get(): unknown {
        const value = make();
        Object.defineProperty(record, key, { value, enumerable: true });
        return value;
      },
    });
  }
  return record;
}
