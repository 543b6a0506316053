import assert from "node:assert/strict";
import type { EmbeddingModelV4, LanguageModelV4, LanguageModelV4CallOptions } from "@ai-sdk/provider";
import type { Provider } from "@portolan/core";
import { startEmulator } from "../emulator/emulator.ts";
import type { EmulatorProfile } from "../emulator/profile.ts";
import type { Emulator } from "../emulator/script.ts";
import { readParts, readResult } from "./answer.ts";
import type { CallOptions, ConformanceContext } from "./case.ts";
import { readAll } from "./parts.ts";
import { closedAddress } from "./closed-address.ts";
import { greeting } from "./prompts.ts";
import type { ConformanceModels, ConformanceSettings, ConformanceSubject } from "./subject.ts";
import { wireFormOf } from "./wire-form.ts";

/** A context for one case; `release` closes what the case opened. */
export function createContext(subject: ConformanceSubject, profile: EmulatorProfile, emulator: Emulator): { readonly context: ConformanceContext; release(): Promise<void> } {
  const opened: Pick<Emulator, "close">[] = [];
  const { models } = subject;
  const connect = (settings: Partial<ConformanceSettings> = {}) => subject.createProvider({ baseURL: emulator.baseURL, apiKey: emulator.apiKey, ...settings });
  const provider = connect();
  const model = (of: keyof ConformanceModels = "text"): LanguageModelV4 => provider.languageModel(models[of] ?? models.text);
  const withPrompt = (options: CallOptions = {}): LanguageModelV4CallOptions => ({ prompt: greeting, ...options });
  const context: ConformanceContext = {
    subject,
    profile,
    wire: wireFormOf(profile),
    emulator,
    models,
    provider,
    connect,
    portolan: (settings) => connect(settings) as Provider,
    model,
    embeddingModel: (): EmbeddingModelV4 => provider.embeddingModel(models.embedding ?? assert.fail("the subject names no embedding model")),
    use: (script) => emulator.use(script),
    answer: (answer) => emulator.use({ answers: () => answer }),
    answers: (...answers) => emulator.use({ answers }),
    stream: async (options, of) => readAll((await model(of).doStream(withPrompt(options))).stream),
    generate: async (options, of) => model(of).doGenerate(withPrompt(options)),
    async bothWays(options, of) {
      const parts = await context.stream(options, of);
      const streamed = readParts(parts, emulator.lastRequest.body ?? {});
      const result = await context.generate(options, of);
      return [streamed, readResult(result, emulator.lastRequest.body ?? {})];
    },
    async unreachable() {
      const closed = await closedAddress(emulator.origin);
      opened.push({ close: async () => closed.release() });
      return emulator.baseURL.replace(emulator.origin, closed.origin);
    },
    async secondEmulator() {
      const second = await startEmulator(profile);
      opened.push(second);
      return second;
    },
  };
  emulator.use({});
  return {
    context,
    async release() {
      await Promise.all(opened.map((one) => one.close()));
    },
  };
}
