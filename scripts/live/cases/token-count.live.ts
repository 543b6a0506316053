import { generateText, jsonSchema, type ToolSet } from "ai";
import { describe, expect, it } from "vitest";
import { countTokens } from "../../../packages/catalogue/src/index.ts";
import { createPreset } from "../../../packages/provider-custom/src/index.ts";
import { server, steady } from "./local.ts";

const llamaCpp = createPreset("llama-cpp", { baseURL: server.baseURL, apiKey: server.apiKey });
const model = llamaCpp(server.modelId);
const system = "Answer briefly.";
const question = "Why is the sea salt? 海はなぜ塩辛いのか。 const answer = { because: [1, 2] };";
const inputSchema = { type: "object" as const, properties: { direction: { type: "string" as const } }, required: ["direction"], additionalProperties: false };
const look = { name: "look", description: "Looks out to sea.", inputSchema };

describe("tokens counted before a call", () => {
  it("are those that the server then reports", async () => {
    const counted = await countTokens(model, [{ role: "system", content: system }, { role: "user", content: question }]);
    const { usage } = await generateText({ model, ...steady, maxOutputTokens: 1, system, prompt: question });
    expect(counted).toEqual({ count: usage.inputTokens, exact: true, method: "server" });
  });

  it("hold the tools too", async () => {
    const bare = await countTokens(model, question);
    const counted = await countTokens(model, question, { tools: [look] });
    const tools: ToolSet = { look: { description: look.description, inputSchema: jsonSchema(inputSchema) } };
    const { usage } = await generateText({ model, ...steady, maxOutputTokens: 1, prompt: question, tools });
    expect(counted).toEqual({ count: usage.inputTokens, exact: true, method: "server" });
    expect(counted.count).toBeGreaterThan(bare.count + 20);
  });

  it("are estimated, with the server's words, where it does not let anyone count", async () => {
    const locked = createPreset("llama-cpp", { baseURL: server.baseURL, apiKey: "test-key-wrong" })(server.modelId);
    const counted = await countTokens(locked, question);
    expect(counted).toMatchObject({ exact: false, method: "estimate" });
    expect(counted.note).toMatch(/did not count: .*401/);
    expect(counted.note).not.toContain("test-key-wrong");
  });
});
