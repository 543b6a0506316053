import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** OpenRouter. */
export const openrouterProfile: EmulatorProfile = openaiLike({ id: "openrouter", basePath: "/api/v1", models: [listed("openrouter/auto", "openrouter")] });
