import type { ConformanceOptions } from "@portolan/testing";
import { describeProvider } from "@portolan/testing/vitest";
import { describe } from "vitest";
import { createPreset, type PresetId } from "../../src/index.ts";

/** What the suite has to know of a preset; the emulated service is the one of the same id. */
export type PresetRow = Omit<ConformanceOptions, "emulator" | "only"> & { readonly preset: PresetId };

/** The conformance suite for each of these presets. */
export function describePresets(rows: readonly PresetRow[]): void {
  for (const { preset, ...options } of rows) {
    describe(`the preset ${preset}`, () => {
      describeProvider((settings) => createPreset(preset, settings), { ...options, emulator: preset });
    });
  }
}
