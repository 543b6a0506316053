import type { JSONObject, JSONValue, LanguageModelV4Message, LanguageModelV4ToolResultOutput } from "@ai-sdk/provider";
import type { LanguageCall } from "@portolan/core";
import { toMessageFile, type MessageFile } from "./images.ts";

type MessageOf<Role extends LanguageModelV4Message["role"]> = Extract<LanguageModelV4Message, { role: Role }>;
type AssistantPart = MessageOf<"assistant">["content"][number];
type ToolCallPart = Extract<AssistantPart, { type: "tool-call" }>;

/** The conversation as Ollama takes it: content is text, with pictures beside it. `instruction` is added to the system's words. */
export function toOllamaMessages(call: LanguageCall, instruction?: string): JSONObject[] {
  const messages = call.prompt.flatMap((message): JSONObject[] => {
    switch (message.role) {
      case "system":
        return [{ role: "system", content: message.content }];
      case "user":
        return [userMessage(call, message)];
      case "assistant":
        return assistantMessage(call, message);
      case "tool":
        return toolMessages(call, message);
    }
  });
  return instruction === undefined ? messages : withInstruction(messages, instruction);
}

function withInstruction(messages: JSONObject[], instruction: string): JSONObject[] {
  const [first, ...rest] = messages;
  if (first?.["role"] !== "system") return [{ role: "system", content: instruction }, ...messages];
  return [{ ...first, content: `${first["content"] as string}\n\n${instruction}` }, ...rest];
}

/** Texts are put on lines of their own, pictures keep their order. */
function userMessage(call: LanguageCall, message: MessageOf<"user">): JSONObject {
  return { role: "user", ...joined(message.content.map((part) => (part.type === "text" ? { text: part.text } : toMessageFile(call, part)))) };
}

function joined(parts: readonly MessageFile[]): JSONObject {
  const images = parts.flatMap((part) => ("image" in part ? [part.image] : []));
  const content = parts.flatMap((part) => ("text" in part ? [part.text] : [])).join("\n");
  return { content, ...(images.length === 0 ? {} : { images }) };
}

/** What was said, thought and called; a turn of which nothing is left is left out. */
function assistantMessage(call: LanguageCall, { content: parts }: MessageOf<"assistant">): JSONObject[] {
  for (const part of parts) warnOfLost(call, part);
  const content = textOf(parts, "text");
  const thinking = textOf(parts, "reasoning");
  const toolCalls = parts.filter((part): part is ToolCallPart => part.type === "tool-call" && part.providerExecuted !== true).map((part) => toolCall(call, part));
  if (content === "" && toolCalls.length === 0) return [];
  return [
    {
      role: "assistant",
      content,
      ...(thinking === "" ? {} : { thinking }),
      ...(toolCalls.length === 0 ? {} : { tool_calls: toolCalls }),
    },
  ];
}

function textOf(parts: readonly AssistantPart[], type: "text" | "reasoning"): string {
  return parts.map((part) => (part.type === type ? part.text : "")).join("");
}

function warnOfLost(call: LanguageCall, part: AssistantPart): void {
  if (part.type === "file" || part.type === "reasoning-file" || part.type === "custom") {
    call.warn({ type: "unsupported", feature: `${part.type} part in an assistant message` });
  }
}

function toolCall(call: LanguageCall, part: ToolCallPart): JSONObject {
  return { id: part.toolCallId, function: { name: part.toolName, arguments: toolInput(call, part) } };
}

/** An object, which is all that Ollama takes; what a model wrote instead goes into one. */
function toolInput(call: LanguageCall, { input, toolName }: ToolCallPart): JSONObject {
  const value = parsed(input);
  if (value === undefined || value === null || value === "") return {};
  if (typeof value === "object" && !Array.isArray(value)) return value as JSONObject;
  call.warn({ type: "compatibility", feature: "tool-call input", details: `the input of an earlier call of ${toolName} is not an object; it is sent as { input: … }` });
  return { input: value };
}

function parsed(input: unknown): JSONValue | undefined {
  if (typeof input !== "string" || input === "") return input as JSONValue | undefined;
  try {
    return JSON.parse(input) as JSONValue;
  } catch {
    return input;
  }
}

/** With the tool's name and the call's id: some templates tell results apart by the one, some by the other. */
function toolMessages(call: LanguageCall, { content }: MessageOf<"tool">): JSONObject[] {
  return content.flatMap((part): JSONObject[] =>
    part.type === "tool-result" ? [{ role: "tool", ...toolOutput(call, part.output), tool_name: part.toolName, tool_call_id: part.toolCallId }] : [],
  );
}

function toolOutput(call: LanguageCall, output: LanguageModelV4ToolResultOutput): JSONObject {
  switch (output.type) {
    case "text":
    case "error-text":
      return { content: output.value };
    case "json":
    case "error-json":
      return { content: JSON.stringify(output.value) };
    case "execution-denied":
      return { content: output.reason ?? "The call of this tool was denied." };
    case "content":
      return joined(
        output.value.flatMap((item): MessageFile[] => {
          if (item.type === "text") return [{ text: item.text }];
          if (item.type === "file") return [toMessageFile(call, item)];
          call.warn({ type: "unsupported", feature: `${item.type} in a tool result` });
          return [];
        }),
      );
  }
}
