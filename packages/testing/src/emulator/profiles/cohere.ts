import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** Cohere. */
export const cohereProfile: EmulatorProfile = openaiLike({ id: "cohere", basePath: "/compatibility/v1", models: [listed("command-a-03-2025", "cohere")] });
