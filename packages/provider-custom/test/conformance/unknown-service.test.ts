import { describeProvider } from "@portolan/testing/vitest";
import { createCustom } from "../../src/index.ts";

describeProvider((settings) => createCustom({ ...settings, id: "custom", reasoningTags: true }), {
  emulator: "openai",
  keyless: true,
  models: { text: "gpt-4.1-nano", embedding: "text-embedding-3-small", transcription: "whisper-1" },
  reasoningTags: true,
  providerOptions: { given: { service_tier: "flex" }, sent: { service_tier: "flex" } },
});
