import type { PresetId } from "../presets/index.ts";
import { compatibleNotes } from "./compatible.ts";
import { localNotes } from "./local.ts";
import { packagesNotes } from "./packages.ts";
import type { ServiceNotes } from "./service-notes.ts";
import { servicesNotes } from "./services.ts";

export type { ServiceNotes } from "./service-notes.ts";

/** Services that can be compared: those with presets, and those with packages of their own. */
export type NotedService = Exclude<PresetId, "openai-compatible"> | keyof typeof packagesNotes;

/** What is to be known of each service when one is chosen, by provider id. */
export const serviceNotes: Readonly<Record<NotedService, ServiceNotes>> = { ...packagesNotes, ...servicesNotes, ...compatibleNotes, ...localNotes };
