import { describeProvider } from "@portolan/testing/vitest";
import { beforeAll, vi } from "vitest";
import { createGroq } from "../src/index.ts";

// A key of the developer's own would answer for the missing one.
beforeAll(() => void vi.stubEnv("GROQ_API_KEY", undefined));

describeProvider(createGroq, {
  emulator: "groq",
  models: {
    text: "openai/gpt-oss-20b",
    reasoning: "qwen/qwen3.8-27b",
    vision: "meta-llama/llama-4-scout-17b-16e-instruct",
    speech: "canopylabs/orpheus-v1-english",
    transcription: "whisper-large-v3-turbo",
    retired: "llama-3.3-70b-versatile",
  },
  reasoningTags: true,
  providerOptions: { given: { serviceTier: "flex", reasoningEffort: "low" }, sent: { service_tier: "flex", reasoning_effort: "low" } },
});
