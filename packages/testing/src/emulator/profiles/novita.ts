import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** Novita AI. */
export const novitaProfile: EmulatorProfile = openaiLike({ id: "novita", basePath: "/v3/openai", models: [listed("zai-org/glm-5.1", "novita")] });
