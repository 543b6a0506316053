import type { SharedV4Warning } from "@ai-sdk/provider";
import { aroundCalls } from "./around-calls.ts";

interface AnyResult {
  readonly warnings?: readonly SharedV4Warning[];
}

/** A model of any kind but language, whose results also say these things; the model itself where there are none. */
export function withNotices<Model extends object>(model: Model, notices: readonly SharedV4Warning[]): Model {
  if (notices.length === 0) return model;
  return aroundCalls(model, {
    async call(call, options) {
      const result = (await call(options)) as AnyResult | undefined;
      return result === undefined ? undefined : { ...result, warnings: [...notices, ...(result.warnings ?? [])] };
    },
  });
}
