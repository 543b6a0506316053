import { describeProvider } from "@portolan/testing/vitest";
import { createCustom } from "../../src/index.ts";

describeProvider((settings) => createCustom({ ...settings, id: "custom", reasoningTags: true }), {
  emulator: "openai",
  keyless: true,
  models: {
    text: "gpt-4.1-nano",
    completion: "gpt-3.5-turbo-instruct",
    embedding: "text-embedding-3-small",
    image: "gpt-image-1",
    speech: "tts-1",
    transcription: "whisper-1",
    reranking: "reranker",
    moderation: "omni-moderation-latest",
  },
  reasoningTags: true,
  providerOptions: { given: { service_tier: "flex" }, sent: { service_tier: "flex" } },
});
