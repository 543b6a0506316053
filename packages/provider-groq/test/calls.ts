import type { JSONObject, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { createGroq, type GroqProvider } from "@portolan/provider-groq";
import type { Emulator, EmulatorScript } from "@portolan/testing/emulator";
import { startEmulator } from "@portolan/testing/emulator";
import { afterAll, beforeAll, beforeEach, vi } from "vitest";

/** Groq's provider and an emulator of its service, started for one test file. */
export interface GroqTest {
  readonly emulator: Emulator;
  readonly groq: GroqProvider;
  /** The body of the newest request. */
  readonly sent: JSONObject;
}

/** Starts an emulator for the file that calls it; each test begins with an empty script. */
export function useGroq(script: EmulatorScript = {}): GroqTest {
  const test: { emulator?: Emulator } = {};
  const running = (): Emulator => {
    if (test.emulator === undefined) throw new Error("the emulator runs within tests only");
    return test.emulator;
  };
  beforeAll(async () => {
    vi.stubGlobal("AI_SDK_LOG_WARNINGS", false);
    test.emulator = await startEmulator("groq", script);
  });
  beforeEach(() => {
    running().use(script);
  });
  afterAll(async () => {
    await test.emulator?.close();
  });
  return {
    get emulator() {
      return running();
    },
    get groq() {
      const { baseURL, apiKey } = running();
      return createGroq({ baseURL, apiKey });
    },
    get sent() {
      const { body } = running().lastRequest;
      if (body === undefined) throw new Error("the newest request had no body");
      return body;
    },
  };
}

/** Every part of a stream. */
export async function partsOf(stream: ReadableStream<LanguageModelV4StreamPart>): Promise<readonly LanguageModelV4StreamPart[]> {
  const parts: LanguageModelV4StreamPart[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
}
