import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** llama.cpp. */
export const llamaCppProfile: EmulatorProfile = openaiLike({ id: "llama-cpp", basePath: "/v1", models: [listed("test-model", "llama-cpp")] });
