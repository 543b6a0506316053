import { InvalidArgumentError } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { createOllama, type OllamaSettings } from "../src/index.ts";
import { wireOf } from "../src/settings.ts";
import { layWires } from "../src/wire.ts";

describe("the settings", () => {
  it("become what the dialect uses, options in Ollama's names", () => {
    expect(wireOf({ keepAlive: "10m", contextWindow: "fit", strictContext: true, options: { numGpu: 2, minP: 0.1, seed: undefined } })).toEqual({
      keepAlive: "10m",
      contextWindow: "fit",
      strictContext: true,
      options: { num_gpu: 2, min_p: 0.1 },
    });
    expect(wireOf({})).toEqual({});
  });

  it.each<[OllamaSettings, RegExp]>([
    [{ keepAlive: "300" }, /keepAlive "300" has no unit/],
    [{ contextWindow: 1.5 }, /contextWindow is a whole number/],
    [{ contextWindow: -1 }, /contextWindow is a whole number/],
    [{ contextWindow: 4096, options: { numCtx: 8192 } }, /contextWindow cannot be given together/],
  ])("that Ollama would refuse, %j, are refused when the provider is made", (settings, why) => {
    expect(() => createOllama(settings)).toThrow(InvalidArgumentError);
    expect(() => createOllama(settings)).toThrow(why);
  });

  it("are laid over each other option by option", () => {
    expect(layWires([{ options: { top_k: 1, seed: 2 } }, { keepAlive: 5, options: { top_k: 3 } }])).toEqual({
      strictContext: false,
      keepAlive: 5,
      options: { top_k: 3, seed: 2 },
    });
  });
});
