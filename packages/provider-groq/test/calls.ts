import type { JSONObject } from "@ai-sdk/provider";
import { createGroq, type GroqProvider } from "@portolan/provider-groq";
import type { Emulator, EmulatorScript } from "@portolan/testing/emulator";
import { startEmulator } from "@portolan/testing/emulator";
import { afterAll, beforeAll, beforeEach } from "vitest";

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
