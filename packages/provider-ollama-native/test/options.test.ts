import { describe, expect, it } from "vitest";
import { ollamaOptions } from "../src/options.ts";

describe("ollamaOptions", () => {
  it("takes every option, in either spelling and at either place", () => {
    const given = {
      think: "max" as const,
      keepAlive: "10m",
      contextWindow: "fit" as const,
      strictContext: true,
      truncate: false,
      shift: false,
      logprobs: true,
      topLogprobs: 20,
      formatWithTools: false,
      promptCaching: { ttl: "1h" as const },
      suffix: "}",
      raw: false,
      template: "{{ .Prompt }}",
      system: "Be brief.",
      topK: 1,
      num_predict: -1,
      stop: ["END"],
      useMmap: false,
      options: { minP: 0.1, num_gpu: 3, typicalP: 1, repeat_last_n: 0 },
      something_new: { of: "theirs" },
    };
    expect(ollamaOptions.parse(given)).toEqual(given);
  });

  it.each([
    [{ think: "extreme" }, "think", /true, false, "low"/],
    [{ keepAlive: "300" }, "keepAlive", /number 300/],
    [{ keep_alive: Number.NaN }, "keep_alive", /./],
    [{ contextWindow: "large" }, "contextWindow", /./],
    [{ contextWindow: 0 }, "contextWindow", /whole number/],
    [{ topLogprobs: 21 }, "topLogprobs", /20/],
    [{ stop: "END" }, "stop", /list of texts/],
    [{ temperature: "hot" }, "temperature", /number/],
    [{ topK: 1.5 }, "topK", /int/],
    [{ useMmap: "yes" }, "useMmap", /boolean/],
    [{ options: { temperature: "hot" } }, "options.temperature", /number/],
    [{ options: { num_ctx: 1.5 } }, "options.num_ctx", /int/],
    [{ options: { keepAlive: "10m" } }, "options.keepAlive", /stands beside/],
    [{ options: { think: true } }, "options.think", /stands beside/],
    [{ options: [] }, "options", /object/],
    [{ numCtx: 8, contextWindow: 9 }, "contextWindow", /numCtx/],
    [{ options: { num_ctx: 8 }, contextWindow: "fit" }, "contextWindow", /numCtx/],
    [{ promptCaching: "yes" }, "promptCaching", /true, false or/],
  ])("refuses %j, naming it", (given, path, why) => {
    const [issue] = ollamaOptions.safeParse(given).error?.issues ?? [];
    expect(issue?.path.join(".")).toBe(path);
    expect(issue?.message).toMatch(why);
  });

  it("leaves what is not set alone", () => {
    expect(ollamaOptions.safeParse({ think: undefined, topK: null }).success).toBe(true);
  });
});
