import type { EmulatorProfile, ServiceWords } from "./profile.ts";
import { profiles, type ProfileId } from "./profiles/index.ts";
import { openaiWords } from "./profiles/openai.ts";
import type { ServiceError } from "./script.ts";

/** The service's own words, OpenAI's where it has none. */
export function wordsOf(profile: EmulatorProfile): ServiceWords {
  return { ...openaiWords, ...profile.words };
}

/**
 * The error of a rate limit in the service's own words, with the wait in its text.
 *
 * Sent as an error answer it carries `retry-after` and the rate-limit headers that go with it.
 */
export function rateLimitError(profile: ProfileId | EmulatorProfile, modelId: string, retryAfterSeconds: number): ServiceError {
  return wordsOf(typeof profile === "string" ? profiles[profile] : profile).rateLimited(modelId, retryAfterSeconds);
}
