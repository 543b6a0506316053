import { madeWhenAsked } from "../made-when-asked.ts";
import type { Preset } from "../preset.ts";
import { anthropic } from "./anthropic.ts";
import { anyscale } from "./anyscale.ts";
import { cerebras } from "./cerebras.ts";
import { chutes } from "./chutes.ts";
import { cloudflare } from "./cloudflare.ts";
import { cohere } from "./cohere.ts";
import { deepseek } from "./deepseek.ts";
import { fastchat } from "./fastchat.ts";
import { fireworks } from "./fireworks.ts";
import { google } from "./google.ts";
import { iflow } from "./iflow.ts";
import { litellm } from "./litellm.ts";
import { llamaCpp } from "./llama-cpp.ts";
import { lmStudio } from "./lm-studio.ts";
import { localai } from "./localai.ts";
import { mistral } from "./mistral.ts";
import { novita } from "./novita.ts";
import { nvidia } from "./nvidia.ts";
import { ollamaOpenai } from "./ollama-openai.ts";
import { openai } from "./openai.ts";
import { openaiCompatible } from "./openai-compatible.ts";
import { opencode } from "./opencode.ts";
import { openrouter } from "./openrouter.ts";
import { perplexity } from "./perplexity.ts";
import { textGenerationWebui } from "./text-generation-webui.ts";
import { together } from "./together.ts";
import { vllm } from "./vllm.ts";
import { xai } from "./xai.ts";

/** The services that are known by name. */
export type PresetId =
  | "openai"
  | "openrouter"
  | "together"
  | "deepseek"
  | "novita"
  | "perplexity"
  | "mistral"
  | "xai"
  | "fireworks"
  | "cerebras"
  | "anthropic"
  | "google"
  | "cohere"
  | "nvidia"
  | "chutes"
  | "opencode"
  | "cloudflare"
  | "anyscale"
  | "iflow"
  | "litellm"
  | "localai"
  | "vllm"
  | "lm-studio"
  | "text-generation-webui"
  | "fastchat"
  | "llama-cpp"
  | "ollama-openai"
  | "openai-compatible";

/** Each is made when it is asked for: a program uses a few, and thirty would cost its start some milliseconds. */
const makers: Readonly<Record<PresetId, () => Preset>> = {
  openai,
  openrouter,
  together,
  deepseek,
  novita,
  perplexity,
  mistral,
  xai,
  fireworks,
  cerebras,
  anthropic,
  google,
  cohere,
  nvidia,
  chutes,
  opencode,
  cloudflare,
  anyscale,
  iflow,
  litellm,
  localai,
  vllm,
  "lm-studio": lmStudio,
  "text-generation-webui": textGenerationWebui,
  fastchat,
  "llama-cpp": llamaCpp,
  "ollama-openai": ollamaOpenai,
  "openai-compatible": openaiCompatible,
};

/** What is known of each, by id. */
export const presets: Readonly<Record<PresetId, Preset>> = madeWhenAsked(makers);
