/** As Go reads durations: numbers with units, one after the other, or a bare zero. */
const goDuration = /^[-+]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;

/** What is wrong with a time to keep a model loaded; `undefined`: nothing. A text without a unit is refused by Ollama. */
export function durationProblem(value: number | string): string | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? undefined : "is a number of seconds; for ever is a negative one";
  if (goDuration.test(value)) return undefined;
  const isNumber = value.trim() !== "" && Number.isFinite(Number(value));
  return `${JSON.stringify(value)} has no unit: ${isNumber ? `give the number ${Number(value)} for seconds, or a` : "a"} duration such as "10m" or "1h30m"`;
}
