import { describeProvider } from "@portolan/testing/vitest";
import { beforeAll, vi } from "vitest";
import { createDashScope } from "../src/index.ts";

// A key of the developer's own would answer for the missing one.
beforeAll(() => {
  for (const name of ["DASHSCOPE_API_KEY", "ALIBABA_API_KEY", "DASHSCOPE_API_BASE", "DASHSCOPE_BASE_URL", "ALIBABA_API_BASE"]) vi.stubEnv(name, undefined);
});

// Pictures, speech, transcription and reranking are in DashScope's own form, which the suite does not speak: they have tests of their own.
describeProvider(createDashScope, {
  emulator: "dashscope",
  models: {
    text: "qwen-plus",
    reasoning: "qwen3.7-plus",
    structured: "qwen3.7-plus",
    vision: "qwen3-vl-plus",
    embedding: "text-embedding-v4",
    retired: "qwen-turbo",
  },
  providerOptions: {
    given: { enableSearch: true, searchOptions: { forcedSearch: true }, repetitionPenalty: 1.1 },
    sent: { enable_search: true, search_options: { forced_search: true }, repetition_penalty: 1.1 },
  },
});
