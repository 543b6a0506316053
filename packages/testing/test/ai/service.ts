import type { Provider } from "@portolan/core";
import { tool, type Tool } from "ai";
import { afterEach, beforeEach } from "vitest";
import { z } from "zod";
import { startEmulator, type Answer, type Emulator, type ModelAnswer, type RecordedRequest } from "../../src/emulator/index.ts";
import { createReference } from "../conformance/reference-provider.ts";

/** An emulated service and a provider for it, fresh for each test. */
export interface Service {
  readonly emulator: Emulator;
  readonly provider: Provider;
  /** The bodies' messages of the requests so far. */
  readonly conversations: readonly (readonly WireMessage[])[];
  answers(...answers: readonly Answer[]): void;
}

export interface WireMessage {
  readonly role: string;
  readonly content?: unknown;
  readonly tool_call_id?: string;
  readonly tool_calls?: readonly { readonly id: string; readonly function: { readonly name: string; readonly arguments: string } }[];
}

export const modelId = "gpt-4.1-nano";

export function useService(): Service {
  let emulator: Emulator | undefined;
  let provider: Provider | undefined;
  beforeEach(async () => {
    emulator = await startEmulator("openai");
    provider = createReference({ baseURL: emulator.baseURL, apiKey: emulator.apiKey });
  });
  afterEach(async () => emulator?.close());
  const started = <Thing>(thing: Thing | undefined): Thing => {
    if (thing === undefined) throw new Error("The service is there while a test runs.");
    return thing;
  };
  return {
    get emulator() {
      return started(emulator);
    },
    get provider() {
      return started(provider);
    },
    get conversations() {
      return started(emulator).requests.map(({ body }: RecordedRequest) => (body?.["messages"] ?? []) as unknown as readonly WireMessage[]);
    },
    answers: (...answers) => started(emulator).use({ answers }),
  };
}

/** A tool that knows the weather everywhere. */
export const weather: Tool<{ city: string }, string> = tool({
  description: "The weather in a city.",
  inputSchema: z.object({ city: z.string() }),
  execute: async ({ city }: { city: string }) => `sunny in ${city}`,
});

/** The model calls `weather` for a city. */
export function callsWeather(city: string, id = `call_${city}`): ModelAnswer {
  return { kind: "model", toolCalls: [{ id, name: "weather", arguments: JSON.stringify({ city }) }], deltaSize: 4 };
}
