import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** Perplexity. */
export const perplexityProfile: EmulatorProfile = openaiLike({ id: "perplexity", basePath: "", models: [listed("sonar", "perplexity")] });
