import type { JSONObject, LanguageModelV4FunctionTool } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";
import { toToolParameters } from "./tool-schema.ts";

/** The functions among a call's tools that its choice leaves. */
export function offeredFunctions({ tools = [], toolChoice: choice }: LanguageCall): readonly LanguageModelV4FunctionTool[] {
  if (choice?.type === "none") return [];
  const functions = tools.filter((tool) => tool.type === "function");
  return choice?.type === "tool" ? functions.filter(({ name }) => name === choice.toolName) : functions;
}

/**
 * The tools that are offered. Ollama has no word for a choice among them: none of them is said by offering none, one of them
 * by offering no other, and that one must be called cannot be said at all.
 */
export function encodeTools(call: LanguageCall): { readonly tools: JSONObject[] } {
  for (const tool of call.tools ?? []) {
    if (tool.type !== "function") call.warn({ type: "unsupported", feature: `provider-defined tool ${tool.id}` });
  }
  const functions = offeredFunctions(call);
  const choice = call.toolChoice;
  if (functions.length === 0) return { tools: [] };
  if (choice?.type === "tool") {
    call.warn({ type: "compatibility", feature: "toolChoice", details: `Ollama cannot be told to call a tool; ${choice.toolName} is offered alone and the model decides` });
  }
  if (choice?.type === "required") {
    call.warn({ type: "compatibility", feature: "toolChoice", details: "Ollama cannot be told to call a tool; the model decides" });
  }
  return { tools: functions.map((tool) => encodeTool(call, tool)) };
}

/** Ollama has no field for them, and models read descriptions. */
function examplesOf({ inputExamples = [] }: LanguageModelV4FunctionTool): string {
  return inputExamples.map(({ input }) => `Example: ${JSON.stringify(input)}`).join("\n");
}

function encodeTool(call: LanguageCall, tool: LanguageModelV4FunctionTool): JSONObject {
  if (tool.strict === true) call.warn({ type: "unsupported", feature: "strict tools", details: `Ollama does not hold calls of ${tool.name} to their schema` });
  const { parameters, notes } = toToolParameters(tool.inputSchema as JSONObject, (details) => {
    call.warn({ type: "compatibility", feature: "tools", details: `the schema of the tool ${tool.name} ${details}` });
  });
  const description = [tool.description, notes, examplesOf(tool)].filter((text) => text !== undefined && text !== "").join("\n");
  return {
    type: "function",
    function: { name: tool.name, ...(description === "" ? {} : { description }), parameters },
  };
}
