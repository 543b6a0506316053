import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** Google AI Studio. */
export const googleProfile: EmulatorProfile = openaiLike({ id: "google", basePath: "/v1beta/openai", models: [listed("gemini-3.5-flash", "google")] });
