import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** Chutes. */
export const chutesProfile: EmulatorProfile = openaiLike({ id: "chutes", basePath: "/v1", models: [listed("openai/gpt-oss-120b", "chutes")] });
