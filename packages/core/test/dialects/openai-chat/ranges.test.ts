import { describe, expect, it } from "vitest";
import { encoded } from "./call.ts";

const wire = { ranges: { temperature: [0, 1], frequencyPenalty: [0, 1] } } as const;

describe("settings outside of what the service takes", () => {
  it("are moved to the nearer end, with a warning", () => {
    const { body, warnings } = encoded({ options: { temperature: 1.4, frequencyPenalty: -1 }, wire });
    expect(body).toMatchObject({ temperature: 1, frequency_penalty: 0 });
    expect(warnings).toEqual([
      { type: "compatibility", feature: "temperature", details: "the service takes 0 to 1, not 1.4; 1 is sent" },
      { type: "compatibility", feature: "frequencyPenalty", details: "the service takes 0 to 1, not -1; 0 is sent" },
    ]);
  });

  it.each([0, 0.5, 1])("%d is within and stays", (temperature) => {
    const { body, warnings } = encoded({ options: { temperature, topP: 3 }, wire });
    expect(body).toMatchObject({ temperature, top_p: 3 });
    expect(warnings).toEqual([]);
  });

  it("are not made up where nothing was asked for", () => {
    expect(Object.keys(encoded({ wire }).body)).toEqual(["model", "messages"]);
  });
});
