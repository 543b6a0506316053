/** Ollama by its native API: everything its OpenAI form leaves out. https://docs.ollama.com/api */
import { defineProvider, type Provider, type ProviderFactory } from "@portolan/core";
import { models } from "./capabilities.ts";
import { ollamaChat } from "./chat/dialect.ts";
import { ollamaEmbedding } from "./embedding.ts";
import { advise, errors } from "./errors.ts";
import { extend, type OllamaExtra } from "./extra.ts";
import { ollamaGenerate } from "./generate/dialect.ts";
import { defaultBaseURL, isCloud, readHost } from "./host.ts";
import { listInstalled } from "./manage/list-installed.ts";
import type { OllamaModelOptions, OllamaOptions } from "./options.ts";
import { wireOf, type OllamaSettings } from "./settings.ts";

export type OllamaProvider = Provider<string, OllamaExtra> & OllamaExtra;
export type { CreateOptions } from "./manage/create.ts";
export type { PreloadOptions } from "./manage/load.ts";
export type { OllamaManagement } from "./manage/manage.ts";
export type { OllamaProgress } from "./manage/progress.ts";
export type { OllamaRunningModel } from "./manage/running.ts";
export type { OllamaModelInfo } from "./manage/show.ts";
export type { OllamaWebFetch, OllamaWebPage, OllamaWebSearch, OllamaWebSearchResults } from "./tools/web.ts";
export type { OllamaExtra, OllamaModelOptions, OllamaOptions, OllamaSettings };

/**
 * Makes an Ollama provider. The server is the setting `baseURL`, else the environment's `OLLAMA_HOST`, `OLLAMA_API_BASE` or
 * `OLLAMA_BASE_URL`, read as Ollama reads them, else this machine's. `OLLAMA_API_KEY` goes to https://ollama.com alone; a key that
 * is given as the setting `apiKey` goes wherever the server is.
 */
export const createOllama: ProviderFactory<string, OllamaExtra, OllamaSettings> = defineProvider({
  id: "ollama",
  baseURL: defaultBaseURL,
  readAddress: readHost,
  env: { apiKey: ["OLLAMA_API_KEY"], apiKeyFor: isCloud, baseURL: ["OLLAMA_HOST", "OLLAMA_API_BASE", "OLLAMA_BASE_URL"] },
  keyless: (baseURL) => !isCloud(baseURL),
  pages: { site: "https://ollama.com", keys: "https://ollama.com/settings/keys" },
  language: ollamaChat,
  completion: ollamaGenerate,
  embedding: ollamaEmbedding,
  wire: wireOf,
  // The first answer of a model waits for it to be loaded, which Ollama itself limits; its headers come with the first token.
  timeouts: { headersMs: Infinity },
  models,
  // Any model gives vectors; those that are made for it give good ones.
  chatModelsAlso: ["embedding"],
  errors,
  advise,
  list: listInstalled,
  check: "/api/tags",
  options: async () => (await import("./options.ts")).ollamaOptions,
  extend,
});

/** Ollama with its settings from the environment. */
export const ollama: OllamaProvider = createOllama();
