export { openaiChat } from "./dialects/openai-chat/index.ts";
export type { OpenAIChatSpec, OpenAIChatWire, ReasoningHistory, SpelledOption } from "./dialects/openai-chat/wire.ts";
