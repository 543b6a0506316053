import type { LanguageModelV4Prompt } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { useDashScope } from "./calls.ts";

const system = { role: "system", content: "Be brief." } as const;
const asking: LanguageModelV4Prompt = [system, { role: "user", content: [{ type: "text", text: "Name a port." }] }];

describe("instructions", () => {
  const test = useDashScope();

  it("are given to QwQ by the user, whom alone it hears, with a warning", async () => {
    const { warnings } = await test.dashscope("qwq-plus").doGenerate({ prompt: asking });
    expect(test.sent["messages"]).toEqual([{ role: "user", content: "Be brief.\n\nName a port." }]);
    expect(warnings).toMatchObject([{ type: "compatibility", feature: "system messages" }]);
  });

  it("go in front of a picture that QVQ is shown, in the first turn of the user's", async () => {
    const picture = { type: "file", mediaType: "image/png", data: { type: "url", url: new URL("https://a.test/b.png") } } as const;
    const prompt: LanguageModelV4Prompt = [
      system,
      { role: "system", content: "Be kind.", providerOptions: { dashscope: { cacheControl: { type: "ephemeral" } } } },
      { role: "assistant", content: [{ type: "text", text: "What is it?" }] },
      { role: "user", content: [picture] },
      { role: "assistant", content: [{ type: "text", text: "A port." }] },
      { role: "user", content: [{ type: "text", text: "Which?" }] },
    ];
    await test.dashscope("qvq-max").doGenerate({ prompt });
    expect(test.sent["messages"]).toMatchObject([
      { role: "assistant", content: "What is it?" },
      { role: "user", content: [{ type: "text", text: "Be brief.\n\nBe kind." }, { type: "image_url" }] },
      { role: "assistant", content: "A port." },
      { role: "user", content: "Which?" },
    ]);
  });

  it("stay the system's for every other model, and where the user says nothing", async () => {
    await test.dashscope("qwen-plus").doGenerate({ prompt: asking });
    expect(test.sent["messages"]).toEqual([system, { role: "user", content: "Name a port." }]);
    const { warnings } = await test.dashscope("qwq-plus").doGenerate({ prompt: asking.slice(1) });
    expect(warnings).toEqual([]);
  });
});
