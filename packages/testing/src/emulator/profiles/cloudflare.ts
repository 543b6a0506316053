import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** Cloudflare AI Gateway. */
export const cloudflareProfile: EmulatorProfile = openaiLike({ id: "cloudflare", basePath: "/v1/test-account/test-gateway/compat", models: [listed("test-model", "cloudflare")] });
