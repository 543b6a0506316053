import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** vLLM. */
export const vllmProfile: EmulatorProfile = openaiLike({ id: "vllm", basePath: "/v1", models: [listed("test-model", "vllm")] });
