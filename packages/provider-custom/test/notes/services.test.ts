import { describe, expect, it } from "vitest";
import { servicesNotes } from "../../src/notes/services.ts";
import { createPreset, type PresetId } from "../../src/index.ts";

describe.each(Object.entries(servicesNotes))("what is to be known of %s", (id, notes) => {
  it("[S0-22] [S0-24] [S0-27] [S1-39] says tools, free tier, limits, speed, cost, quality and what it alone has", () => {
    expect(Object.entries(notes).filter(([, words]) => words.length === 0)).toEqual([]);
    expect(notes.cost).toMatch(/US dollars per million tokens|price/);
  });

  it("is of a service that there is, which knows models or lists them", () => {
    expect(createPreset(id as PresetId).defaultModel).toBeTypeOf("string");
  });
});
