import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** OpenCode Zen. */
export const opencodeProfile: EmulatorProfile = openaiLike({ id: "opencode", basePath: "/zen/v1", models: [listed("glm-5.2", "opencode")] });
