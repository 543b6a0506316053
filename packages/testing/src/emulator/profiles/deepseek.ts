import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** DeepSeek. */
export const deepseekProfile: EmulatorProfile = openaiLike({ id: "deepseek", basePath: "/v1", models: [listed("deepseek-v4-flash", "deepseek")] });
