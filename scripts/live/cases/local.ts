import type { ModelMessage, ToolSet } from "ai";
import { jsonSchema, tool } from "ai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { inject } from "vitest";
import type { LiveServer } from "../global-setup.ts";

export const server: LiveServer = inject("llamaCpp");

export const local: any = createOpenAICompatible({ name: "local", baseURL: server.baseURL, apiKey: server.apiKey, includeUsage: true, supportsStructuredOutputs: true });

/** What makes a small model say the same thing twice. No case depends on what that is. */
export const steady: { readonly temperature: 0; readonly seed: 7; readonly maxRetries: 0 } = { temperature: 0, seed: 7, maxRetries: 0 };

const cities = ["Rome", "Oslo", "Lima", "Cairo", "Paris", "London"] as const;

export interface WeatherTools extends ToolSet {
  readonly getWeather: ReturnType<typeof weatherTool>;
}

function weatherTool(asked: string[]) {
  return tool({
    description: "Get the weather of a city",
    inputSchema: jsonSchema<{ city: string }>({ type: "object", properties: { city: { type: "string", enum: [...cities] } }, required: ["city"], additionalProperties: false }),
    execute: ({ city }) => {
      asked.push(city);
      return `18 degrees in ${city}`;
    },
  });
}
