import type { ImageModelV4, LanguageModelV4, ProviderV4, RerankingModelV4 } from "@ai-sdk/provider";
import {
  createDashScope,
  dashscope,
  type DashScopeEmbeddingOptions,
  type DashScopeModelId,
  type DashScopeOptions,
  type DashScopeProvider,
  type DashScopeSettings,
} from "@portolan/provider-dashscope";
import { expectTypeOf, test } from "vitest";

test("known ids complete, and any string is taken", () => {
  expectTypeOf<"qwen-plus">().toExtend<DashScopeModelId>();
  expectTypeOf<"qwen-turbo">().not.toExtend<DashScopeModelId>();
  expectTypeOf(dashscope("qwen-plus")).toEqualTypeOf<LanguageModelV4>();
  expectTypeOf(dashscope("some-new-model")).toEqualTypeOf<LanguageModelV4>();
  expectTypeOf(dashscope.imageModel("qwen-image")).toEqualTypeOf<ImageModelV4>();
  expectTypeOf(dashscope.rerankingModel("qwen3-rerank")).toEqualTypeOf<RerankingModelV4>();
});

test("a provider is an AI SDK provider, also with other credentials", () => {
  expectTypeOf(createDashScope()).toEqualTypeOf<DashScopeProvider>();
  expectTypeOf(dashscope).toExtend<ProviderV4>();
  expectTypeOf(dashscope.withCredentials({ apiKey: "test-key-dashscope" })).toExtend<DashScopeProvider>();
});

test("settings take regions by either name", () => {
  expectTypeOf(createDashScope).toBeCallableWith({ region: "tokyo", workspaceId: "llm-1", tasks: { timeoutMs: 1000 } });
  expectTypeOf<{ region: "ap-northeast-1" }>().toExtend<DashScopeSettings>();
  expectTypeOf<{ region: "mars" }>().not.toExtend<DashScopeSettings>();
});

test("options are named and checked", () => {
  expectTypeOf<{ enableThinking: true; searchOptions: { searchStrategy: "a-new-one" } }>().toExtend<DashScopeOptions>();
  expectTypeOf<{ translationOptions: { sourceLang: string } }>().not.toExtend<DashScopeOptions>();
  expectTypeOf<{ textType: "title" }>().not.toExtend<DashScopeEmbeddingOptions>();
});
