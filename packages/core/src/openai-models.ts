export { openaiEmbedding } from "./models/openai-embedding.ts";
export { openaiSpeech } from "./models/openai-speech.ts";
export { openaiTranscription } from "./models/openai-transcription.ts";
