const unitMs: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, "µs": 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of a duration as Go writes it, e.g. `1h30m`. @throws Error in Go's words. */
export function readDuration(text: string): number {
  const [, sign, body = ""] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (body === "0") return 0;
  const quoted = JSON.stringify(text);
  if (/^(?:\d+\.?\d*|\.\d+)$/.test(body)) throw new Error(`time: missing unit in duration ${quoted}`);
  if (!/^(?:(?:\d+\.?\d*|\.\d+)[a-zµ]+)+$/.test(body)) throw new Error(`time: invalid duration ${quoted}`);
  let sum = 0;
  for (const [, amount = "", unit = ""] of body.matchAll(/(\d+\.?\d*|\.\d+)([a-zµ]+)/g)) {
    const size = unitMs[unit];
    if (size === undefined) throw new Error(`time: unknown unit ${JSON.stringify(unit)} in duration ${quoted}`);
    sum += Number(amount) * size;
  }
  return sign === "-" ? -sum : sum;
}

/** A time as Go writes it, down to the nanosecond. */
export function goTime(milliseconds: number = Date.now()): string {
  return new Date(milliseconds).toISOString().replace("Z", "417325Z");
}
