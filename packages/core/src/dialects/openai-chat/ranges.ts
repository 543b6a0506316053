import type { LanguageCall } from "../dialect.ts";
import type { OpenAIChatWire } from "./wire.ts";

/** The call with its settings moved into what the service takes. */
export function withinRanges(call: LanguageCall, { ranges }: OpenAIChatWire): LanguageCall {
  const moved: Record<string, number> = {};
  for (const [option, [least, most]] of Object.entries(ranges) as [keyof OpenAIChatWire["ranges"], readonly [number, number]][]) {
    const value = call[option];
    if (value === undefined) continue;
    const fitting = Math.min(Math.max(value, least), most);
    if (fitting === value) continue;
    call.warn({ type: "compatibility", feature: option, details: `the service takes ${least} to ${most}, not ${value}; ${fitting} is sent` });
    moved[option] = fitting;
  }
  return { ...call, ...moved };
}
