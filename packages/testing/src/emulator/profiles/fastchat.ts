import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** FastChat. */
export const fastchatProfile: EmulatorProfile = openaiLike({ id: "fastchat", basePath: "/v1", models: [listed("test-model", "fastchat")] });
