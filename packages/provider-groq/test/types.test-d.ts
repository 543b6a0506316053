import type { LanguageModelV4, ProviderV4, TranscriptionModelV4 } from "@ai-sdk/provider";
import { createGroq, groq, type GroqModelId, type GroqOptions, type GroqProvider } from "@portolan/provider-groq";
import type { ToolSet } from "ai";
import { expectTypeOf, test } from "vitest";

test("known ids complete, and any string is taken", () => {
  expectTypeOf<"openai/gpt-oss-120b">().toExtend<GroqModelId>();
  expectTypeOf<"llama-3.3-70b-versatile">().not.toExtend<GroqModelId>();
  expectTypeOf(groq("openai/gpt-oss-120b")).toEqualTypeOf<LanguageModelV4>();
  expectTypeOf(groq("some/new-model")).toEqualTypeOf<LanguageModelV4>();
  expectTypeOf(groq).toBeCallableWith();
  expectTypeOf(groq.transcriptionModel("whisper-large-v3")).toEqualTypeOf<TranscriptionModelV4>();
  // @ts-expect-error an id is text
  expectTypeOf(groq).toBeCallableWith(1);
});

test("a provider is an AI SDK provider, also with other credentials", () => {
  expectTypeOf(createGroq()).toEqualTypeOf<GroqProvider>();
  expectTypeOf(groq).toExtend<ProviderV4>();
  expectTypeOf(groq.withCredentials({ apiKey: "test-key-groq" }).tools.browserSearch).toEqualTypeOf(groq.tools.browserSearch);
});

test("its tools are the AI SDK's", () => {
  expectTypeOf({ search: groq.tools.browserSearch() }).toExtend<ToolSet>();
});

test("options are named and checked", () => {
  expectTypeOf<{ reasoningFormat: "raw"; serviceTier: "flex"; reasoningEffort: "a-new-level" }>().toExtend<GroqOptions>();
  expectTypeOf<{ serviceTier: "fast" }>().not.toExtend<GroqOptions>();
  expectTypeOf<{ documents: { source: { type: "text"; text: string } }[] }>().toExtend<GroqOptions>();
});
