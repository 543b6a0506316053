import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { startEmulator } from "@portolan/testing/emulator";
import { expect, it, onTestFinished } from "vitest";
import { createCustom } from "../src/index.ts";

const question: LanguageModelV4CallOptions = { prompt: [{ role: "user", content: [{ type: "text", text: "Hello" }] }] };

it("the speeds that llama.cpp measures are kept in the metadata", async () => {
  const timings = { prompt_n: 3, predicted_n: 2, predicted_per_second: 101.5 };
  const emulator = await startEmulator("openai", { answers: () => ({ kind: "model", text: "Hi", chunkFields: { timings } }) });
  onTestFinished(() => emulator.close());
  const model = createCustom({ id: "local", baseURL: emulator.baseURL, apiKey: emulator.apiKey })("any");
  const whole = await model.doGenerate(question);
  expect(whole.providerMetadata?.["local"]?.["timings"]).toEqual(timings);
  const { stream } = await model.doStream(question);
  let finished: unknown;
  for await (const part of stream) if (part.type === "finish") finished = part.providerMetadata?.["local"]?.["timings"];
  expect(finished).toEqual(timings);
});
