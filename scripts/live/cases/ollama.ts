import { inject } from "vitest";
import { createOllama, type OllamaProvider } from "../../../packages/provider-ollama-native/src/index.ts";
import type { Unavailable } from "../cache.ts";
import type { LiveOllama } from "../global-setup.ts";

const found: LiveOllama | Unavailable = inject("ollama");
const nowhere: LiveOllama = { origin: "", models: { text: "", tools: "", thinking: "", insert: "" } };

/** The server that the cases share; empty where there is none. */
export const server: LiveOllama = "unavailable" in found ? nowhere : found;

/** Where there is none, its cases are skipped. */
export const hasOllama: boolean = !("unavailable" in found);

/** A provider that has learned nothing yet. */
export function freshOllama(): OllamaProvider {
  return createOllama({ baseURL: server.origin });
}
