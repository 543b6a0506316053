import { expect, it } from "vitest";
import { closest } from "../../src/registry/closest.ts";

it.each([
  ["gorq", "groq", ["openai", "groq"]],
  ["openrouter", "openrouter", ["openai", "openrouter"]],
  ["OpenRoutr", "openrouter", ["openrouter"]],
  ["grok", "groq", ["groq"]],
  ["opneia", "openai", ["openai"]],
  ["mistrla", "mistral", ["mistral"]],
  ["gq", undefined, ["groq"]],
  ["xyz", undefined, ["xai", "groq"]],
  ["openai", "openai", ["openal", "openai"]],
  ["", undefined, ["groq"]],
  ["groq", undefined, []],
])("%j means %j", (name, meant, candidates) => {
  expect(closest(name, candidates)).toBe(meant);
});
