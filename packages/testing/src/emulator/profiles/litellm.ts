import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** LiteLLM proxy. */
export const litellmProfile: EmulatorProfile = openaiLike({ id: "litellm", basePath: "/v1", models: [listed("test-model", "litellm")] });
