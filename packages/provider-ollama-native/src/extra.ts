import type { Connection, Extending } from "@portolan/core";
import { manageModels, type OllamaManagement } from "./manage/manage.ts";
import type { OllamaSettings } from "./settings.ts";
import { webTools, type OllamaTools } from "./tools/web.ts";

/** What Ollama's provider has beyond every other. */
export interface OllamaExtra extends OllamaManagement {
  /** Tools that the program runs with the help of Ollama's cloud. */
  readonly tools: OllamaTools;
}

export function extend(to: Connection, having: Extending<OllamaSettings>): OllamaExtra {
  return { ...manageModels(to, having), tools: webTools(to, having) };
}
