import { describe, expect, it } from "vitest";
import { withDefaultOptions } from "../../src/language-model/call-defaults.ts";

const defaults = { service_tier: "flex", topLogprobs: 2 };

describe("withDefaultOptions", () => {
  it("adds what is not said", () => {
    expect(withDefaultOptions("test", undefined, defaults)).toEqual({ providerOptions: { test: defaults }, unsaid: new Set(["service_tier", "topLogprobs"]) });
  });

  it("adds nothing that is said, in whichever spelling and under whichever spelling of the provider's id", () => {
    const said = { "my-service": { serviceTier: "auto" }, myService: { top_logprobs: 1 }, other: { a: 1 } };
    const { providerOptions, unsaid } = withDefaultOptions("my-service", said, defaults);
    expect(providerOptions).toEqual({ ...said, "my-service": { serviceTier: "auto", top_logprobs: 1 } });
    expect(unsaid).toEqual(new Set());
  });

  it("adds nothing that is said by other means", () => {
    expect(withDefaultOptions("test", undefined, { dimensions: 1, top_n: 2, user: "u" }, ["dimensions", "topN"]).providerOptions).toEqual({ test: { user: "u" } });
  });
});
