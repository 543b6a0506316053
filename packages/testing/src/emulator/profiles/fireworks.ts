import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** Fireworks AI. */
export const fireworksProfile: EmulatorProfile = openaiLike({ id: "fireworks", basePath: "/inference/v1", models: [listed("accounts/fireworks/models/gpt-oss-120b", "fireworks")] });
