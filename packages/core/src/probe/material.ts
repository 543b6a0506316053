import type { LanguageModelV4CallOptions, LanguageModelV4FunctionTool, LanguageModelV4Message, LanguageModelV4Prompt } from "@ai-sdk/provider";

/** One user's message, the whole conversation. */
export function user(text: string): LanguageModelV4Prompt {
  return [{ role: "user", content: [{ type: "text", text }] }];
}

/** A message with a file in it. */
export function userWithFile(text: string, mediaType: string, base64: string): LanguageModelV4Prompt {
  return [{ role: "user", content: [{ type: "text", text }, { type: "file", mediaType, data: { type: "data", data: base64 } }] }];
}

/** Closed lists keep the arguments of a small model short. */
const cities: readonly string[] = ["Paris", "London", "Rome", "Oslo", "Lima", "Cairo"];

function cityTool(name: string, description: string): LanguageModelV4FunctionTool {
  return {
    type: "function",
    name,
    description,
    inputSchema: { type: "object", properties: { city: { type: "string", enum: [...cities] } }, required: ["city"], additionalProperties: false },
  };
}

export const weatherTool: LanguageModelV4FunctionTool = cityTool("get_weather", "Get the weather in a city.");
export const timeTool: LanguageModelV4FunctionTool = cityTool("get_time", "Get the local time in a city.");

/** Two questions about two cities each, answered by two calls at once, and a third: a small model imitates what it sees. */
export function questionsInPairs(): LanguageModelV4Prompt {
  return [...answeredPair("Rome", "Oslo", "1"), ...answeredPair("Lima", "Cairo", "2"), ...user("Weather in Paris and London?")];
}

/** Ids of nine letters and digits: Mistral takes no others. */
function answeredPair(first: string, second: string, mark: string): readonly LanguageModelV4Message[] {
  const calls = [{ city: first, toolCallId: `callpair${mark}` }, { city: second, toolCallId: `callmate${mark}` }];
  return [
    ...user(`Weather in ${first} and ${second}?`),
    { role: "assistant", content: calls.map(({ city, toolCallId }) => ({ type: "tool-call", toolCallId, toolName: weatherTool.name, input: { city } })) },
    { role: "tool", content: calls.map(({ city, toolCallId }) => ({ type: "tool-result", toolCallId, toolName: weatherTool.name, output: { type: "text", value: `18 C in ${city}` } })) },
    { role: "assistant", content: [{ type: "text", text: `18 C in ${first} and in ${second}.` }] },
  ];
}

/** Nobody comes upon these words who has not read the schema. */
export const shades: readonly string[] = ["vermilion", "celadon"];
export const shadeKey = "shade";

export const shadeFormat: NonNullable<LanguageModelV4CallOptions["responseFormat"]> = {
  type: "json",
  name: "shade",
  schema: { type: "object", properties: { [shadeKey]: { type: "string", enum: [...shades] } }, required: [shadeKey], additionalProperties: false },
};

/** Pictures of 64 by 64 points, each of one colour; some services refuse smaller ones. */
export const pictures: readonly { readonly colour: RegExp; readonly name: string; readonly base64: string }[] = [
  {
    name: "orange",
    colour: /orange/i,
    base64: "iVBORw0KGgoAAAANSUhEUgAAAEAAAABAAQMAAACQp+OdAAAAA1BMVEX/jACO1N5wAAAAD0lEQVR42mNgGAWjgHwAAAJAAAHgTR1EAAAAAElFTkSuQmCC",
  },
  {
    name: "green",
    colour: /green/i,
    base64: "iVBORw0KGgoAAAANSUhEUgAAAEAAAABAAQMAAACQp+OdAAAAA1BMVEUAoAAJfYEzAAAAD0lEQVR42mNgGAWjgHwAAAJAAAHgTR1EAAAAAElFTkSuQmCC",
  },
];

/** A fifth of a second of silence: WAV, one channel, 16 bits, 8 kHz. Its samples are zeros, which Base64 writes as `A`. */
export const silence: string = `UklGRqYMAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YYIMAAAA${"AAAA".repeat(1067)}`;
