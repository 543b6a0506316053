import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** Together AI. */
export const togetherProfile: EmulatorProfile = openaiLike({ id: "together", basePath: "/v1", models: [listed("openai/gpt-oss-120b", "together")] });
