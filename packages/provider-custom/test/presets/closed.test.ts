import { LoadSettingError } from "@ai-sdk/provider";
import { startEmulator } from "@portolan/testing/emulator";
import { expect, it, onTestFinished } from "vitest";
import { createCustom, createPreset, customFromEnv } from "../../src/index.ts";
import { hello } from "./use-preset.ts";

it.each([
  ["[S1-3] anyscale", "anyscale", "2024-08-01", /Together AI and Fireworks/],
  ["[S2-6] iflow", "iflow", "2026-04-17", /Alibaba's by @portolan\/provider-dashscope/],
] as const)("%s has closed: the error says when, and what to do", (_row, id, date, advice) => {
  const make = () => createPreset(id, { apiKey: "test-key-closed" });
  expect(make).toThrow(LoadSettingError);
  expect(make).toThrow(`${id}: the service closed on ${date}.`);
  expect(make).toThrow(advice);
  expect(() => createPreset(id, { baseURL: "" })).toThrow(`${id}: the service closed on ${date}.`);
  expect(() => customFromEnv({ [`${id.toUpperCase()}_API_KEY`]: "test-key-closed" })).toThrow(date);
});

it("a service deployed on Anyscale is found by Anyscale's own variable", () => {
  const { anyscale } = customFromEnv({ ANYSCALE_BASE_URL: "https://mine.s.anyscaleuserdata.com/v1", ANYSCALE_API_KEY: "test-key-anyscale" });
  expect(anyscale?.baseURL).toBe("https://mine.s.anyscaleuserdata.com/v1");
  const env = { ANYSCALE_BASE_URL: "https://mine.s.anyscaleuserdata.com/v1", OURS_API_BASE: "https://ours.example.com/v1" };
  expect(createPreset("anyscale", { env }).baseURL).toBe(env.ANYSCALE_BASE_URL);
  expect(createCustom({ id: "ours", extends: "iflow", env }).baseURL).toBe(env.OURS_API_BASE);
});

it.each(["anyscale", "iflow"] as const)("[S2-7] an endpoint of one's own that speaks %s's form is reached", async (id) => {
  const emulator = await startEmulator(id);
  onTestFinished(() => emulator.close());
  const provider = createPreset(id, { baseURL: emulator.baseURL, apiKey: emulator.apiKey });
  const { content } = await provider(id === "iflow" ? "glm-4.6" : "meta-llama/Llama-3-70b-chat-hf").doGenerate({ prompt: hello });
  expect(content[0]).toMatchObject({ type: "text" });
});
