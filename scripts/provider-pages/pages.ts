import { presets, type NamedPreset } from "@portolan/provider-custom";
import { writeOverviewPage } from "./overview-page.ts";
import { writePresetPage } from "./preset-page.ts";

/** Path below the root → text, of every page that is written from data. */
export function providerPages(): ReadonlyMap<string, string> {
  const known = (Object.values(presets) as readonly NamedPreset[]).filter(({ id }) => id !== "openai-compatible");
  return new Map([
    ["docs/providers/README.md", writeOverviewPage()],
    ...known.map((preset) => [`docs/providers/${preset.id}.md`, writePresetPage(preset)] as const),
  ]);
}
