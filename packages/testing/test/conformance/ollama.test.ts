import { describe, expect, it } from "vitest";
import { conformanceCases, runConformance } from "../../src/index.ts";
import { describeProvider } from "../../src/vitest.ts";
import { createOllamaReference } from "./ollama-reference.ts";
import { lostByPlainness, plainOptions } from "./ollama-options.ts";

describeProvider(createOllamaReference, { ...plainOptions, skip: lostByPlainness });

describe("the suite over lines of JSON", () => {
  it.each(Object.keys(lostByPlainness))("notices what a plain provider loses: %s", async (name) => {
    const [result] = await runConformance(createOllamaReference, { ...plainOptions, only: [name] });
    expect(result).toMatchObject({ outcome: "failed" });
  });

  it("asks most of what it asks over event streams", () => {
    const asked = conformanceCases.filter(({ needs }) => !needs.includes("openai-chat") && !needs.includes("groq"));
    expect(asked.length).toBeGreaterThan(300);
    expect(conformanceCases.filter(({ needs }) => needs.includes("ollama")).length).toBeGreaterThan(55);
  });
});
