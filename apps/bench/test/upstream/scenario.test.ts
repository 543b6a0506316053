import { describe, expect, it } from "vitest";
import { expectedToolInput, ollamaTextFrames, textEvents, toolEvents } from "../../src/upstream/payloads.ts";
import { readScenario, scenarioPath } from "../../src/upstream/scenario.ts";

describe("readScenario", () => {
  it("finds in a request's path what the base URL said", () => {
    const scenario = { kind: "paced", chunks: 3, everyMs: 10 } as const;
    expect(readScenario(`${scenarioPath(scenario)}/chat/completions`)).toEqual(scenario);
  });
});

describe("payloads", () => {
  it("have one event a chunk, beside those of the beginning and the end", () => {
    expect(textEvents(7)).toHaveLength(7 + 4);
    expect(toolEvents(200)).toHaveLength(10 + 5);
    expect(ollamaTextFrames(7)).toHaveLength(7 + 1);
  });

  it("make arguments of the size that is asked for", () => {
    expect(expectedToolInput(1000)).toHaveLength(1000);
    expect(JSON.parse(expectedToolInput(1000))).toMatchObject({ path: "notes.txt" });
  });
});
