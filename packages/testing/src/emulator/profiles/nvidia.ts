import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** NVIDIA NIM. */
export const nvidiaProfile: EmulatorProfile = openaiLike({ id: "nvidia", basePath: "/v1", models: [listed("openai/gpt-oss-120b", "nvidia")] });
