import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** Anthropic. */
export const anthropicProfile: EmulatorProfile = openaiLike({ id: "anthropic", basePath: "/v1", models: [listed("claude-sonnet-5", "anthropic")] });
