import type { JSONObject, LanguageModelV4FunctionTool, LanguageModelV4Prompt } from "@ai-sdk/provider";
import { describeError, type ErrorInfo } from "@portolan/core";
import { createDashScope, type DashScopeProvider, type DashScopeSettings } from "@portolan/provider-dashscope";
import type { Emulator, EmulatorScript } from "@portolan/testing/emulator";
import { startEmulator } from "@portolan/testing/emulator";
import { afterAll, beforeAll, beforeEach, vi } from "vitest";

/** DashScope's provider and an emulator of its service, started for one test file. */
export interface DashScopeTest {
  readonly emulator: Emulator;
  readonly dashscope: DashScopeProvider;
  /** The body of the newest request that had one. */
  readonly sent: JSONObject;
  /** Method and path of every request. */
  readonly paths: readonly string[];
}

/** Starts an emulator for the file that calls it; each test begins with an empty script. */
export function useDashScope(script: EmulatorScript = {}, settings: DashScopeSettings = {}): DashScopeTest {
  const test: { emulator?: Emulator; dashscope?: DashScopeProvider } = {};
  const running = (): Emulator => {
    if (test.emulator === undefined) throw new Error("the emulator runs within tests only");
    return test.emulator;
  };
  beforeAll(async () => {
    vi.stubGlobal("AI_SDK_LOG_WARNINGS", false);
    test.emulator = await startEmulator("dashscope", script);
  });
  beforeEach(() => {
    running().use(script);
    const { baseURL, apiKey } = running();
    // A task is looked at without waiting for it.
    test.dashscope = createDashScope({ baseURL, apiKey, tasks: { pollMs: 0 }, ...settings });
  });
  afterAll(async () => {
    await test.emulator?.close();
  });
  return {
    get emulator() {
      return running();
    },
    get dashscope() {
      if (test.dashscope === undefined) throw new Error("the provider is there within tests only");
      return test.dashscope;
    },
    get sent() {
      const body = running().requests.findLast((request) => request.body !== undefined)?.body;
      if (body === undefined) throw new Error("no request had a body");
      return body;
    },
    get paths() {
      return running().requests.map(({ method, path }) => `${method} ${path.split("?", 1)[0]}`);
    },
  };
}

export function ask(text = "Hello. Answer in JSON if you are asked to."): LanguageModelV4Prompt {
  return [{ role: "user", content: [{ type: "text", text }] }];
}

export const look: LanguageModelV4FunctionTool = { type: "function", name: "look", inputSchema: { type: "object", properties: { where: { type: "string" } } } };

/** What a call fails with, and how it is described. */
export async function failureOf(call: PromiseLike<unknown>): Promise<{ readonly error: Error; readonly info: ErrorInfo }> {
  try {
    await call;
  } catch (error) {
    return { error: error as Error, info: describeError(error) };
  }
  throw new Error("the call succeeded");
}
