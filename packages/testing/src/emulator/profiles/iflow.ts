import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** iFlow. */
export const iflowProfile: EmulatorProfile = openaiLike({ id: "iflow", basePath: "/v1", models: [listed("test-model", "iflow")] });
