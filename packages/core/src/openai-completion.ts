export { openaiCompletion } from "./dialects/openai-completion/index.ts";
export type { OpenAICompletionSpec } from "./dialects/openai-completion/spec.ts";
