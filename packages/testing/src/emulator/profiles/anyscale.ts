import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** Anyscale Endpoints. */
export const anyscaleProfile: EmulatorProfile = openaiLike({ id: "anyscale", basePath: "/v1", models: [listed("test-model", "anyscale")] });
