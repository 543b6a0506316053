import type { JSONObject, LanguageModelV4FunctionTool, LanguageModelV4ProviderTool } from "@ai-sdk/provider";
import type { LanguageCall } from "../dialect.ts";
import { saidOf } from "./said-of.ts";
import type { OpenAIChatWire } from "./wire.ts";

/** The fields `tools` and `tool_choice`. */
export function encodeTools(call: LanguageCall, wire: OpenAIChatWire): JSONObject {
  const choice = call.toolChoice;
  if (choice?.type === "none" && wire.toolChoice.none === false) return {};
  let offered = call.tools ?? [];
  if (choice?.type === "tool" && wire.toolChoice.named === false) {
    offered = offered.filter((tool) => tool.name === choice.toolName);
    call.warn({ type: "compatibility", feature: "toolChoice", details: `the service cannot name a tool; ${choice.toolName} is offered alone and required` });
  }
  const tools = offered.map((tool) => encodeTool(call, tool, wire)).filter((tool) => tool !== undefined);
  if (tools.length === 0) return {};
  const toolChoice = encodeChoice(call, wire);
  return { tools, ...(toolChoice === undefined ? {} : { tool_choice: toolChoice }) };
}

function encodeTool(call: LanguageCall, tool: LanguageModelV4FunctionTool | LanguageModelV4ProviderTool, wire: OpenAIChatWire): JSONObject | undefined {
  if (tool.type === "provider") return encodeProviderTool(call, tool);
  if (tool.strict !== undefined && !wire.strictTools) call.warn({ type: "unsupported", feature: "strict tools" });
  if ((tool.inputExamples?.length ?? 0) > 0) call.warn({ type: "unsupported", feature: "inputExamples" });
  return {
    type: "function",
    function: {
      name: tool.name,
      ...(tool.description === undefined ? {} : { description: tool.description }),
      parameters: tool.inputSchema as JSONObject,
      ...(tool.strict === undefined || !wire.strictTools ? {} : { strict: tool.strict }),
    },
    ...saidOf(call, tool),
  };
}

/** A tool of the service's own, `groq.browser_search`, goes by its type: `browser_search`. */
function encodeProviderTool(call: LanguageCall, tool: LanguageModelV4ProviderTool): JSONObject | undefined {
  const prefix = `${call.providerId}.`;
  if (!tool.id.startsWith(prefix)) {
    call.warn({ type: "unsupported", feature: `provider-defined tool ${tool.id}` });
    return undefined;
  }
  return { type: tool.id.slice(prefix.length), ...(tool.args as JSONObject) };
}

function encodeChoice(call: LanguageCall, wire: OpenAIChatWire): JSONObject | string | undefined {
  const choice = call.toolChoice;
  if (choice === undefined) return undefined;
  const required = wire.toolChoice.required;
  switch (choice.type) {
    case "tool":
      if (wire.toolChoice.named !== false) return { type: "function", function: { name: choice.toolName } };
      break;
    case "required":
      break;
    default:
      return choice.type;
  }
  if (required !== false) return required ?? "required";
  call.warn({ type: "compatibility", feature: "toolChoice", details: "the service cannot require a tool; the model decides" });
  return "auto";
}
