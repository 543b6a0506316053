import { probe, type ProbedCapability } from "@portolan/core/probe";
import { startEmulator, type Emulator } from "@portolan/testing/emulator";
import { expect, it, onTestFinished } from "vitest";
import { createPreset, type PresetId } from "../src/index.ts";

async function serve(profile: Parameters<typeof startEmulator>[0]): Promise<Emulator> {
  const emulator = await startEmulator(profile);
  onTestFinished(() => emulator.close());
  return emulator;
}

/** Each service refuses in words of its own; the preset's own belief stands in the way of none. */
const refused: readonly (readonly [PresetId & Parameters<typeof startEmulator>[0], modelId: string, ProbedCapability, words: RegExp])[] = [
  ["deepseek", "deepseek-v4-flash", "jsonSchema", /This response_format type is unavailable now/],
  ["perplexity", "sonar", "jsonObject", /Permitted values/],
  ["mistral", "mistral-small-latest", "logprobs", /Extra inputs are not permitted/],
  ["lm-studio", "openai/gpt-oss-20b", "jsonObject", /must be 'json_schema' or 'text'/],
  ["llama-cpp", "any", "imageInput", /image input is not supported/],
];

it.each(refused)("[S0-22] %s/%s is seen to refuse %s, in its own words", async (id, modelId, capability, words) => {
  const { baseURL, apiKey } = await serve(id);
  const { evidence, facts } = await probe({ provider: createPreset(id, { baseURL, apiKey }), modelId });
  expect(evidence[capability]).toMatchObject({ verdict: false, why: expect.stringMatching(words) as string });
  expect(evidence[capability].why).toMatch(/^refused: /);
  expect(facts).toMatchObject({ streaming: true, [capability]: false });
});
