import type { Preset } from "../preset.ts";
import { countWithVllm } from "../token-counting/vllm.ts";

/** vLLM. https://docs.vllm.ai */
export const vllm: Preset = {
  id: "vllm",
  name: "vLLM",
  baseURL: "http://localhost:8000/v1",
  env: { apiKey: ["VLLM_API_KEY"] },
  keyless: true,
  pages: { site: "https://docs.vllm.ai" },
  countTokens: countWithVllm,
};
