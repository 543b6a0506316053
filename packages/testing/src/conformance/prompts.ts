import type { LanguageModelV4FunctionTool, LanguageModelV4Message, LanguageModelV4Prompt, LanguageModelV4ToolResultOutput } from "@ai-sdk/provider";

/** A conversation of one user turn. */
export function ask(text: string): LanguageModelV4Prompt {
  return [{ role: "user", content: [{ type: "text", text }] }];
}

export const greeting: LanguageModelV4Prompt = ask("Hello. Answer in JSON if you are asked to.");

export const weather: LanguageModelV4FunctionTool = {
  type: "function",
  name: "weather",
  description: "The weather in a city.",
  inputSchema: { type: "object", properties: { city: { type: "string" } }, required: ["city"], additionalProperties: false },
};

export const clock: LanguageModelV4FunctionTool = {
  type: "function",
  name: "clock",
  description: "The time in a city.",
  inputSchema: { type: "object", properties: { city: { type: "string" } } },
};

/** A conversation in which the model called `weather` and was answered. */
export function toolRound(of: { readonly input?: unknown; readonly output?: LanguageModelV4ToolResultOutput }): LanguageModelV4Prompt {
  const call: LanguageModelV4Message = {
    role: "assistant",
    content: [{ type: "tool-call", toolCallId: "call_1", toolName: "weather", input: of.input ?? { city: "Paris" } }],
  };
  const result: LanguageModelV4Message = {
    role: "tool",
    content: [{ type: "tool-result", toolCallId: "call_1", toolName: "weather", output: of.output ?? { type: "text", value: "sunny" } }],
  };
  return [...ask("What is the weather in Paris?"), call, result];
}
