import type { ServiceNotes } from "./service-notes.ts";

/** What is to be known of the services that have packages of their own. */
export const packagesNotes: Readonly<Record<"groq" | "dashscope" | "ollama", ServiceNotes>> = {
  groq: {
    tools: "all chat models",
    freeTier: "30 requests a minute, with daily limits by model",
    rateLimits: "requests by the day and tokens by the minute, by model and organization; what is left stands in the headers",
    speed: "the fastest: hundreds of tokens a second on its own chips",
    cost: "gpt-oss-20b 0.075 / 0.30, gpt-oss-120b 0.15 / 0.60 US dollars per million tokens in / out",
    quality: "open models up to 120 billion parameters",
    special: "systems that search and compute by themselves, browser search, speech both ways",
    goodFor: ["fast answers", "low cost"],
  },
  dashscope: {
    tools: "all chat models",
    freeTier: "1,000,000 tokens for new accounts, by model and for a limited time, in the international regions",
    rateLimits: "requests and tokens by the minute, by model and account",
    speed: "by model; flash is the fast one",
    cost: "qwen-flash 0.05 / 0.40, qwen-plus 0.40 / 1.20, qwen3.7-max 2.50 / 7.50 US dollars per million tokens in / out",
    quality: "Qwen's own models, the largest among them",
    special: "Chinese and a hundred other languages, translation models, contexts of a million tokens, pictures and speech, regions in Asia, America and Europe",
    goodFor: ["multilingual", "low cost", "coding"],
  },
  ollama: {
    tools: "some models",
    freeTier: "everything that runs on your own machine",
    rateLimits: "none; a queue of 512 requests that wait for a model (OLLAMA_MAX_QUEUE)",
    speed: "as the hardware allows",
    cost: "your own hardware",
    quality: "open models, quantized to fit the machine",
    special: "a context chosen by call, thinking levels, models pulled and loaded by the program, gaps of a text filled; nothing leaves the machine",
    goodFor: ["privacy", "low cost"],
  },
};
