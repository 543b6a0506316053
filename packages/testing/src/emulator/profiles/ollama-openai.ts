import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** Ollama. */
export const ollamaOpenaiProfile: EmulatorProfile = openaiLike({ id: "ollama-openai", basePath: "/v1", models: [listed("test-model", "ollama-openai")] });
