import type { EmulatorProfile } from "../profile.ts";
import { anthropicProfile } from "./anthropic.ts";
import { anyscaleProfile } from "./anyscale.ts";
import { cerebrasProfile } from "./cerebras.ts";
import { chutesProfile } from "./chutes.ts";
import { cloudflareProfile } from "./cloudflare.ts";
import { cohereProfile } from "./cohere.ts";
import { dashscopeProfile } from "./dashscope.ts";
import { deepseekProfile } from "./deepseek.ts";
import { fastchatProfile } from "./fastchat.ts";
import { fireworksProfile } from "./fireworks.ts";
import { googleProfile } from "./google.ts";
import { groqProfile } from "./groq.ts";
import { iflowProfile } from "./iflow.ts";
import { litellmProfile } from "./litellm.ts";
import { llamaCppProfile } from "./llama-cpp.ts";
import { lmStudioProfile } from "./lm-studio.ts";
import { localaiProfile } from "./localai.ts";
import { mistralProfile } from "./mistral.ts";
import { novitaProfile } from "./novita.ts";
import { nvidiaProfile } from "./nvidia.ts";
import { ollamaProfile } from "./ollama.ts";
import { ollamaOpenaiProfile } from "./ollama-openai.ts";
import { openaiProfile } from "./openai.ts";
import { openaiCompatibleProfile } from "./openai-compatible.ts";
import { opencodeProfile } from "./opencode.ts";
import { openrouterProfile } from "./openrouter.ts";
import { perplexityProfile } from "./perplexity.ts";
import { textGenerationWebuiProfile } from "./text-generation-webui.ts";
import { togetherProfile } from "./together.ts";
import { vllmProfile } from "./vllm.ts";
import { xaiProfile } from "./xai.ts";

/** The services that can be emulated. */
export type ProfileId =
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
  | "ollama"
  | "ollama-openai"
  | "openai-compatible"
  | "dashscope"
  | "groq";

/** The built-in services by id. */
export const profiles: Readonly<Record<ProfileId, EmulatorProfile>> = {
  groq: groqProfile,
  dashscope: dashscopeProfile,
  openai: openaiProfile,
  openrouter: openrouterProfile,
  together: togetherProfile,
  deepseek: deepseekProfile,
  novita: novitaProfile,
  perplexity: perplexityProfile,
  mistral: mistralProfile,
  xai: xaiProfile,
  fireworks: fireworksProfile,
  cerebras: cerebrasProfile,
  anthropic: anthropicProfile,
  google: googleProfile,
  cohere: cohereProfile,
  nvidia: nvidiaProfile,
  chutes: chutesProfile,
  opencode: opencodeProfile,
  cloudflare: cloudflareProfile,
  anyscale: anyscaleProfile,
  iflow: iflowProfile,
  litellm: litellmProfile,
  localai: localaiProfile,
  vllm: vllmProfile,
  "lm-studio": lmStudioProfile,
  "text-generation-webui": textGenerationWebuiProfile,
  fastchat: fastchatProfile,
  "llama-cpp": llamaCppProfile,
  ollama: ollamaProfile,
  "ollama-openai": ollamaOpenaiProfile,
  "openai-compatible": openaiCompatibleProfile,
};
