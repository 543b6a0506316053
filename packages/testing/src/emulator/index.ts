export { startEmulator, type EmulatorOptions } from "./emulator.ts";
export type { ChunkPosition, EmulatorProfile, Endpoint, Exchange, ModerationScores, RankedDocument, ServiceWords, TokenCounts } from "./profile.ts";
export { groqProfile } from "./profiles/groq.ts";
export { profiles, type ProfileId } from "./profiles/index.ts";
export { ollamaModelRow } from "./ollama/model-store.ts";
export { ollamaProfile } from "./profiles/ollama.ts";
export { openaiProfile } from "./profiles/openai.ts";
export { listed, openaiLike, type OpenaiLike } from "./profiles/openai-like.ts";
export { sampleFromSchema } from "./schema-sample.ts";
export { rateLimitError } from "./service-words.ts";
export type {
  Answer,
  ChunksAnswer,
  Emulator,
  EmulatorScript,
  ErrorAnswer,
  Faults,
  ModelAnswer,
  Pace,
  RawAnswer,
  ReasoningField,
  RecordedFile,
  RecordedRequest,
  Responder,
  ScriptedToolCall,
  ServiceError,
  StreamErrorForm,
  ToolDeltaForm,
  UsagePlace,
} from "./script.ts";
