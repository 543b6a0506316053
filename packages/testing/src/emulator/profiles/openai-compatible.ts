import type { EmulatorProfile } from "../profile.ts";
import { listed, openaiLike } from "./openai-like.ts";

/** A server of nobody's in particular, with nothing beyond OpenAI's form. */
export const openaiCompatibleProfile: EmulatorProfile = openaiLike({
  id: "openai-compatible",
  basePath: "/v1",
  models: [listed("test-model", "nobody"), listed("test-embedding", "nobody")],
});
