import { startEmulator, type Emulator } from "@portolan/testing/emulator";
import { afterAll, beforeAll } from "vitest";
import { defineProvider, type Provider, type Settings } from "../../src/index.ts";
import { openaiChat } from "../../src/openai-chat.ts";
import { probe, type ProbeOptions, type ProbeResult } from "../../src/probe.ts";
import { ableModel, type Answering } from "./able-model.ts";

export interface Service {
  readonly emulator: Emulator;
  provider(settings?: Settings): Provider;
  /** Probes a model that does as the quirk says, and everything else right. */
  probe(quirk?: Answering, options?: ProbeOptions, settings?: Settings): Promise<ProbeResult>;
}

/** An emulated service for the tests of a file. */
export function useService(): Service {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator("openai");
  });
  afterAll(() => emulator.close());
  const provider = (settings: Settings = {}): Provider =>
    defineProvider({ id: "service", env: { apiKey: [] }, language: openaiChat() })({ baseURL: emulator.baseURL, apiKey: emulator.apiKey, ...settings });
  return {
    get emulator() {
      return emulator;
    },
    provider,
    probe: (quirk = () => undefined, options = {}, settings = {}) => {
      emulator.use({ answers: ({ body = {} }) => quirk(body) ?? ableModel(body) });
      return probe({ provider: provider(settings), modelId: "any" }, options);
    },
  };
}
