import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** Cerebras. */
export const cerebrasProfile: EmulatorProfile = openaiLike({ id: "cerebras", basePath: "/v1", models: [listed("gpt-oss-120b", "cerebras")] });
