export { openaiEmbedding } from "./models/openai-embedding.ts";
export { openaiImage } from "./models/openai-image.ts";
export { openaiModeration } from "./models/openai-moderation.ts";
export { openaiSpeech } from "./models/openai-speech.ts";
export { openaiTranscription } from "./models/openai-transcription.ts";
export { openaiRerank } from "./models/rerank.ts";
