import type { JSONObject, LanguageModelV4CallOptions, LanguageModelV4GenerateResult, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import type { Provider } from "@portolan/core";
import { profiles, startEmulator, type Answer, type Emulator, type EmulatorProfile } from "@portolan/testing/emulator";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { createPreset, type EndpointSettings, type PresetId } from "../../src/index.ts";

type CallOptions = Partial<LanguageModelV4CallOptions>;

/** A preset and an emulator of its service, for the file or the group that makes it. */
export interface PresetTest {
  readonly emulator: Emulator;
  /** Pointed at the emulator, with the key it accepts. */
  readonly provider: Provider;
  make(settings?: EndpointSettings): Provider;
  /** The same answer for every model call from now on. */
  answer(answer: Answer): void;
  /** A whole answer; the prompt is a greeting unless given. */
  generate(modelId: string, options?: CallOptions): Promise<LanguageModelV4GenerateResult>;
  /** Every part of a streamed answer. */
  stream(modelId: string, options?: CallOptions): Promise<readonly LanguageModelV4StreamPart[]>;
  /** The newest request's body. */
  readonly sent: JSONObject;
}

export const hello: LanguageModelV4CallOptions["prompt"] = [{ role: "user", content: [{ type: "text", text: "Hello" }] }];

/** Starts the emulator for the tests around the call; each begins with an empty script. */
export function usePreset(preset: PresetId, profile: EmulatorProfile = profiles[preset]): PresetTest {
  const running: { emulator?: Emulator } = {};
  const emulator = (): Emulator => {
    if (running.emulator === undefined) throw new Error("the emulator runs within tests only");
    return running.emulator;
  };
  const make = (settings: EndpointSettings = {}): Provider => createPreset(preset, { baseURL: emulator().baseURL, apiKey: emulator().apiKey, env: {}, ...settings });
  beforeAll(async () => {
    running.emulator = await startEmulator(profile);
  });
  beforeEach(() => emulator().use({}));
  afterAll(async () => running.emulator?.close());
  return {
    get emulator() {
      return emulator();
    },
    get provider() {
      return make();
    },
    get sent() {
      return emulator().lastRequest.body ?? {};
    },
    make,
    answer: (answer) => emulator().use({ answers: () => answer }),
    generate: async (modelId, options) => make().languageModel(modelId).doGenerate({ prompt: hello, ...options }),
    async stream(modelId, options) {
      const { stream } = await make().languageModel(modelId).doStream({ prompt: hello, ...options });
      const parts: LanguageModelV4StreamPart[] = [];
      for await (const part of stream) parts.push(part);
      return parts;
    },
  };
}

/** The options that warnings speak of. */
export function warnedOf({ warnings }: Pick<LanguageModelV4GenerateResult, "warnings">): readonly string[] {
  return warnings.map((warning) => ("feature" in warning ? warning.feature : warning.type));
}

export function ofType<Type extends LanguageModelV4StreamPart["type"]>(parts: readonly LanguageModelV4StreamPart[], type: Type): Extract<LanguageModelV4StreamPart, { type: Type }>[] {
  return parts.filter((part): part is Extract<LanguageModelV4StreamPart, { type: Type }> => part.type === type);
}

/** What a call is refused with. */
export async function failureOf(call: PromiseLike<unknown>): Promise<Error> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("the call succeeded");
}
