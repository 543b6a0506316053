import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** Text Generation WebUI. */
export const textGenerationWebuiProfile: EmulatorProfile = openaiLike({ id: "text-generation-webui", basePath: "/v1", models: [listed("test-model", "text-generation-webui")] });
