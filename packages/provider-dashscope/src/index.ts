/** DashScope (Alibaba Cloud Model Studio): Qwen's chat in OpenAI's form, the rest in its own. https://www.alibabacloud.com/help/en/model-studio */
import { defineProvider, type Provider, type ProviderFactory } from "@portolan/core";
import { language, wire } from "./chat/language.ts";
import { embedding } from "./embedding.ts";
import { errors } from "./errors.ts";
import { files, type DashScopeExtra } from "./files.ts";
import { image } from "./image/image.ts";
import { models, type DashScopeModelId } from "./models.ts";
import { advise, baseURLOf, type DashScopeRegion, type DashScopeRegionId, type DashScopeSettings } from "./region.ts";
import { reranking } from "./reranking.ts";
import { speech } from "./speech.ts";
import { transcription } from "./transcription.ts";

export type DashScopeProvider = Provider<DashScopeModelId, DashScopeExtra> & DashScopeExtra;
export type { DashScopeExtra, DashScopeModelId, DashScopeRegion, DashScopeRegionId, DashScopeSettings };
export type {
  DashScopeEmbeddingOptions,
  DashScopeImageOptions,
  DashScopeOptions,
  DashScopeRerankingOptions,
  DashScopeSpeechOptions,
  DashScopeTranscriptionOptions,
} from "./options.ts";

/**
 * Makes a DashScope provider. The key is the setting `apiKey`, else the environment's `DASHSCOPE_API_KEY` or `ALIBABA_API_KEY`,
 * looked up at the first call; the region is the setting `region`, else `DASHSCOPE_API_REGION`, else Singapore.
 */
export const createDashScope: ProviderFactory<DashScopeModelId, DashScopeExtra, DashScopeSettings> = defineProvider({
  id: "dashscope",
  aliases: ["alibaba"],
  baseURL: baseURLOf,
  env: { apiKey: ["DASHSCOPE_API_KEY", "ALIBABA_API_KEY"] },
  keyPrefix: "sk-",
  pages: { site: "https://www.alibabacloud.com/product/modelstudio", keys: "https://modelstudio.console.alibabacloud.com", status: "https://status.alibabacloud.com" },
  defaultModel: "qwen-plus",
  language,
  wire,
  embedding,
  image,
  reranking,
  speech,
  transcription,
  models,
  errors,
  advise,
  keepHeaders: { "x-request-id": "requestId" },
  extend: (to) => ({ files: () => files(to) }),
  options: async () => (await import("./options.ts")).dashscopeOptions,
});

/** DashScope with its settings from the environment. */
export const dashscope: DashScopeProvider = createDashScope();
