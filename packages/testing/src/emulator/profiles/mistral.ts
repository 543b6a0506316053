import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** Mistral AI. */
export const mistralProfile: EmulatorProfile = openaiLike({ id: "mistral", basePath: "/v1", models: [listed("mistral-small-latest", "mistral")] });
