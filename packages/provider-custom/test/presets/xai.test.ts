import { UnsupportedFunctionalityError } from "@ai-sdk/provider";
import { describeError } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { failureOf, hello, ofType, usePreset, warnedOf } from "./use-preset.ts";

describe("xAI", () => {
  const test = usePreset("xai");

  it("[S1-8] reasoning counted beside the completion is added to it, and the cost is kept", async () => {
    const usage = { prompt_tokens: 12, completion_tokens: 2, total_tokens: 334, completion_tokens_details: { reasoning_tokens: 320 }, num_sources_used: 0, cost_in_usd_ticks: 1_580_000 };
    test.answer({ kind: "model", reasoning: "hm", text: "Salt.", usage, usageOn: "own-chunk" });
    const [finish] = ofType(await test.stream("grok-4.3"), "finish");
    expect(finish?.usage.outputTokens).toEqual({ total: 322, text: 2, reasoning: 320 });
    expect(finish?.providerMetadata?.["xai"]).toMatchObject({ costInUsdTicks: 1_580_000, sourcesUsed: 0 });
  });

  it.each([
    [{ searchParameters: { mode: "auto" } }, /search_parameters.*410/],
    [{ deferred: true }, /deferred/],
  ])("%j is refused before it is sent, with what to do instead", async (options, words) => {
    const error = await failureOf(test.generate("grok-4.3", { providerOptions: { xai: options } }));
    expect(UnsupportedFunctionalityError.isInstance(error)).toBe(true);
    expect(error.message).toMatch(words);
    expect(test.emulator.requests).toHaveLength(0);
  });

  it("reasoning models are spared what they refuse, others are sent it", async () => {
    const options = { stopSequences: ["END"], presencePenalty: 1, frequencyPenalty: 1 };
    expect(warnedOf(await test.generate("grok-4.3", options)).toSorted()).toEqual(["frequencyPenalty", "presencePenalty", "stopSequences"]);
    const result = await test.generate("grok-4.20-0309-non-reasoning", options);
    expect([result.warnings, test.sent["stop"], test.sent["presence_penalty"]]).toEqual([[], ["END"], 1]);
  });

  it.each([["grok-4.3", "low", "low", []], ["grok-4.3", "max", "high", ["reasoning"]], ["grok-4.6", "xhigh", "xhigh", []], ["grok-4.20-0309-reasoning", "high", undefined, ["reasoning"]]] as const)(
    "%s is asked for the level %s as %s",
    async (modelId, reasoning, sent, warned) => {
      const result = await test.generate(modelId, { reasoning });
      expect([test.sent["reasoning_effort"], warnedOf(result)]).toEqual([sent, warned]);
    },
  );

  it("an error under status 200 fails the call, and may be tried again", async () => {
    test.answer({ kind: "raw", contentType: "application/json", body: JSON.stringify({ code: "The service is currently unavailable", error: "Service temporarily unavailable. The model did not respond." }) });
    for (const call of [test.generate("grok-4.3"), test.stream("grok-4.3")]) {
      const error = await failureOf(call);
      expect([describeError(error).kind, (error as { isRetryable?: boolean }).isRetryable]).toEqual(["server", true]);
    }
  });

  it("a wrong key, which it calls a bad request, is a refused key", async () => {
    const provider = test.make({ apiKey: "test-key-wrong" });
    expect(describeError(await failureOf(provider.languageModel("grok-4.3").doGenerate({ prompt: hello })))).toMatchObject({ kind: "auth", hint: expect.stringContaining("XAI_API_KEY") });
    expect(await provider.checkCredentials()).toMatchObject({ ok: false, error: { kind: "auth" } });
  });

  it("draws by the shape of a picture", async () => {
    const { warnings } = await test.provider.imageModel("grok-imagine-image").doGenerate({ prompt: "a ship", n: 1, size: undefined, aspectRatio: "16:9", seed: undefined, files: undefined, mask: undefined, providerOptions: {} });
    expect([warnings, test.sent["aspect_ratio"], test.sent["size"]]).toEqual([[], "16:9", undefined]);
  });

  it.each(["grok-beta", "grok-2-1212", "grok-3-mini"])("%s is still sent, and its successor named", async (modelId) => {
    expect((await test.generate(modelId)).warnings).toMatchObject([{ type: "deprecated", message: expect.stringContaining("grok-4.3") }]);
  });
});
