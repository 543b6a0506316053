import { NoSuchModelError } from "@ai-sdk/provider";
import { expect, it } from "vitest";
import { openaiChat } from "../../src/openai-chat.ts";
import { defineProvider } from "../../src/provider/define-provider.ts";
import type { Settings } from "../../src/provider/spec.ts";

const create = defineProvider({
  id: "test",
  baseURL: "https://api.service.test/v1",
  env: { apiKey: [] },
  language: openaiChat(),
  models: [{ match: /^far-/, elsewhere: "call /other with another client" }],
});

const failureOf = (modelId: string, settings: Settings = {}): unknown => {
  try {
    create(settings).languageModel(modelId);
    return undefined;
  } catch (error) {
    return error;
  }
};

it("a model that is answered in another form is refused before anything is sent, with what to use", () => {
  const error = failureOf("far-1");
  expect(NoSuchModelError.isInstance(error)).toBe(true);
  expect((error as Error).message).toContain("test/far-1");
  expect((error as Error).message).toContain("call /other with another client");
  expect((error as Error).message).toContain('models: { "far-1": { kind: "language" } }');
});

it("the user's word that it is a language model makes it one", () => {
  expect(failureOf("far-1", { models: { "far-1": { kind: "language" } } })).toBeUndefined();
  expect(failureOf("near")).toBeUndefined();
});
