import type { ServiceNotes } from "./service-notes.ts";

const own = { freeTier: "free software", rateLimits: "none", cost: "your own hardware", goodFor: ["privacy", "low cost"] } as const;

/** What is to be known of these servers, which people run themselves, when one of them is chosen. */
export const localNotes: Readonly<
  Record<"litellm" | "localai" | "vllm" | "lm-studio" | "text-generation-webui" | "fastchat" | "llama-cpp" | "ollama-openai", ServiceNotes>
> = {
  litellm: {
    tools: "as the model behind it",
    freeTier: "free software; the services behind it have their own",
    rateLimits: "as configured: by key, team and model",
    speed: "some milliseconds on top of the service behind it",
    cost: "that of the service behind it, told with every answer",
    quality: "that of the model behind it",
    special: "one address and one key for many services, with fallbacks, budgets and a log",
    goodFor: ["any model"],
  },
  localai: {
    ...own,
    tools: "as the server was started",
    speed: "as the hardware allows; llama.cpp and other engines underneath",
    quality: "open models that fit the machine",
    special: "text, pictures, speech, transcription and ranking from one server",
  },
  vllm: {
    ...own,
    tools: "as the server was started",
    speed: "made for many requests at once on GPUs",
    quality: "open models, unquantized where the GPUs hold them",
    special: "answers held to a pattern, a grammar or a list of choices; counts tokens",
    goodFor: ["privacy", "fast answers"],
  },
  "lm-studio": {
    ...own,
    freeTier: "free to use",
    tools: "some models",
    speed: "as the hardware allows; llama.cpp and MLX underneath",
    quality: "open models that fit the machine",
    special: "a desktop program that finds, loads and serves models; no JSON mode without a schema",
  },
  "text-generation-webui": {
    ...own,
    tools: "as the server was started",
    speed: "as the hardware allows",
    quality: "open models that fit the machine",
    special: "characters, instruction templates and every sampler as provider options",
  },
  fastchat: {
    ...own,
    tools: "no",
    speed: "as the hardware allows",
    quality: "open chat models up to 2024",
    special: "many workers behind one controller; no tools and no structured output",
  },
  "llama-cpp": {
    ...own,
    tools: "as the server was started",
    speed: "as the hardware allows, without a GPU too; its speeds come with every answer",
    quality: "open models, quantized to fit the machine",
    special: "answers held to a schema or a grammar; ranking, infilling and token counts; one model a server",
  },
  "ollama-openai": {
    ...own,
    tools: "some models",
    speed: "as the hardware allows",
    quality: "open models, quantized to fit the machine",
    special: "models by name with one command; its OpenAI form ignores tool choices and has no context setting",
  },
};
