import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** LM Studio. */
export const lmStudioProfile: EmulatorProfile = openaiLike({ id: "lm-studio", basePath: "/v1", models: [listed("test-model", "lm-studio")] });
