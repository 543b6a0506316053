import type { JSONObject } from "@ai-sdk/provider";
import { testVoice } from "../chat/test-voice.ts";
import { isObject, readList, readNumber, readObject, readString } from "../json.ts";
import type { EmulatorProfile } from "../profile.ts";
import type { ModelAnswer } from "../script.ts";

/**
 * What is said to a chat when nothing was scripted, in the words of every emulator.
 *
 * Nothing can demand a tool here: one is called when the user speaks of it by its name.
 */
export function chatVoice(body: JSONObject, profile: EmulatorProfile, isThinking: boolean): ModelAnswer {
  const options = readObject(body, "options");
  const tool = namedTool(body);
  const { tools = [], messages = [], model = "" } = body;
  return testVoice(
    {
      model,
      messages,
      tools,
      enable_thinking: isThinking,
      ...(tool === undefined ? {} : { tool_choice: { type: "function", function: { name: tool } } }),
      ...limitsOf(options),
      ...formatOf(body),
    },
    profile,
  );
}

/** The limits of a call in the words of the voice. */
export function limitsOf(options: JSONObject | undefined): JSONObject {
  const longest = readNumber(options, "num_predict") ?? -1;
  return { stop: [...readList(options, "stop")], ...(longest < 0 ? {} : { max_tokens: longest }) };
}

function formatOf({ format }: JSONObject): JSONObject {
  if (format === "json") return { response_format: { type: "json_object" } };
  return isObject(format) ? { response_format: { type: "json_schema", json_schema: { schema: format } } } : {};
}

function namedTool(body: JSONObject): string | undefined {
  const asked = readList(body, "messages").findLast((message) => isObject(message) && message["role"] === "user");
  const words = readString(isObject(asked) ? asked : undefined, "content") ?? "";
  const names = readList(body, "tools").flatMap((tool) => readString(readObject(isObject(tool) ? tool : undefined, "function"), "name") ?? []);
  return names.find((name) => words.includes(name));
}
