import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** LocalAI. */
export const localaiProfile: EmulatorProfile = openaiLike({ id: "localai", basePath: "/v1", models: [listed("test-model", "localai")] });
