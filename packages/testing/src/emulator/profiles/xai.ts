import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** xAI. */
export const xaiProfile: EmulatorProfile = openaiLike({ id: "xai", basePath: "/v1", models: [listed("grok-4.3", "xai")] });
