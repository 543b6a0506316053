import type { JSONObject } from "@ai-sdk/provider";
import { answerAsOllama } from "../ollama/endpoints.ts";
import { ollamaModelRow } from "../ollama/model-store.ts";
import { jsonType } from "../ollama/replies.ts";
import type { EmulatorProfile, ServiceWords } from "../profile.ts";
import type { ServiceError } from "../script.ts";

const refused = (status: number, message: string): ServiceError => ({ status, message });

const words: Partial<ServiceWords> = {
  missingKey: () => refused(401, "unauthorized"),
  wrongKey: () => refused(401, "unauthorized"),
  unknownModel: (modelId) => refused(404, `model '${modelId}' not found`),
  invalidJson: () => refused(400, "unexpected EOF"),
  rateLimited: () => refused(503, "server busy, please try again.  maximum pending requests exceeded"),
};

/** The words alone, with what belongs beside them, e.g. the address to sign in at. */
function errorBody({ message, extra }: ServiceError): JSONObject {
  return { error: message, ...extra };
}

const gigabytes = (size: number): number => Math.round(size * 1e9);

/** Ollama's own API: lines of JSON, models that are loaded when they are called, and no keys. */
export const ollamaProfile: EmulatorProfile = {
  id: "ollama",
  basePath: "",
  apiKey: "test-key-ollama",
  keyless: true,
  addressVariable: "OLLAMA_HOST",
  dialect: "ollama",
  models: [
    ollamaModelRow("llama3.2", { family: "llama", size: gigabytes(2.019), parameters: "3.2B", context: 131_072, embedding: 3072, capabilities: ["completion", "tools"] }),
    ollamaModelRow("qwen3:8b", { family: "qwen3", size: gigabytes(5.225), parameters: "8.2B", context: 40_960, embedding: 4096, capabilities: ["completion", "tools", "thinking"] }),
    ollamaModelRow("gpt-oss:20b", { family: "gptoss", size: gigabytes(13.78), parameters: "20.9B", context: 131_072, embedding: 2880, capabilities: ["completion", "tools", "thinking"] }),
    ollamaModelRow("gemma3:4b", { family: "gemma3", size: gigabytes(3.338), parameters: "4.3B", context: 131_072, embedding: 2560, capabilities: ["completion", "vision"] }),
    ollamaModelRow("qwen2.5-coder:1.5b", { family: "qwen2", size: gigabytes(0.986), parameters: "1.5B", context: 32_768, embedding: 1536, capabilities: ["completion", "tools", "insert"] }),
    ollamaModelRow("nomic-embed-text", { family: "nomic-bert", size: gigabytes(0.274), parameters: "137M", context: 2048, embedding: 768, capabilities: ["embedding"] }),
  ],
  reasoningField: "thinking",
  usage: { on: "finish-chunk", mustAsk: false },
  errorBody,
  errorPage: (error) => ({ contentType: jsonType, body: JSON.stringify(errorBody(error)) }),
  streamError: errorBody,
  words,
  headers: () => ({}),
  answer: answerAsOllama,
};
