import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { describe, expect, it, vi } from "vitest";
import { countTokens, type CountableMessage, type CountableModel, type CountablePart, type CountableTool } from "../../src/index.ts";
import { png } from "./images.ts";

// An encoding is megabytes, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

const messages: readonly CountableMessage[] = [
  { role: "system", content: "Be brief." },
  { role: "user", content: [{ type: "text", text: "Name a port." }] },
];
const look: CountableTool = {
  name: "look_up_port",
  description: "Looks a port up.",
  inputSchema: { type: "object", properties: { name: { type: "string", description: "The port's name." }, unit: { type: "string", enum: ["metre", "fathom"] } } },
};

function modelThat(count: CountableModel["countTokens"], modelId = "qwen3-8b"): CountableModel {
  return { provider: "vllm.chat", modelId, ...(count === undefined ? {} : { countTokens: count }) };
}

describe("OpenAI's models", () => {
  it("[S1-17] are counted in their encoding, with what the chat format adds", async () => {
    // 3 and role and text for each message, 3 for the answer.
    expect(await countTokens("openai/gpt-4o", messages)).toEqual({ count: 3 + 1 + 3 + 3 + 1 + 4 + 3, exact: true, method: "tiktoken", encoding: "o200k_base" });
    expect(await countTokens("gpt-4", "Name a port.")).toMatchObject({ count: 11, exact: true, encoding: "cl100k_base" });
    expect((await countTokens("openai/gpt-4o", [])).count).toBe(3);
  });

  it("[S1-17] have their tools counted as OpenAI counts them", async () => {
    const plain = (await countTokens("openai/gpt-4o", messages)).count;
    const tooled = await countTokens("openai/gpt-4o", messages, { tools: [look] });
    // A tool is 7, its properties 3 and 3 each, a list of choices -3 and 3 each, and the end 12, beside the texts.
    const texts = 8 + 6 + 3 + 2 + 3;
    expect(tooled).toMatchObject({ count: plain + 7 + 3 + 2 * 3 - 3 + 2 * 3 + 12 + texts, exact: true });
    expect((await countTokens("gpt-4", messages, { tools: [look] })).count - (await countTokens("gpt-4", messages)).count).toBe(tooled.count - plain + 3 - 1);
  });

  it("are not called exact where a run without end is cut", async () => {
    expect(await countTokens("openai/gpt-4o", "a".repeat(255))).toMatchObject({ exact: true });
    expect(await countTokens("openai/gpt-4o", "a".repeat(100_000))).toMatchObject({ exact: false, note: "a run of more than 255 letters, signs or spaces is counted in pieces" });
  });

  it("are not called exact where the format is not documented", async () => {
    const nested: CountableTool = { name: "sail", inputSchema: { type: "object", properties: { leg: { type: "object", properties: { to: { type: "string" } } } } } };
    const called: readonly CountableMessage[] = [
      { role: "assistant", content: [{ type: "tool-call", toolCallId: "1", toolName: "look", input: { at: "sea" } }] },
      { role: "tool", content: [{ type: "tool-result", toolCallId: "1", toolName: "look", output: { type: "json", value: { land: true } } }] },
    ];
    expect(await countTokens("openai/gpt-5.5", messages)).toMatchObject({ exact: false, method: "tiktoken", note: expect.stringContaining("not documented") });
    expect(await countTokens("groq/openai/gpt-oss-20b", messages)).toMatchObject({ exact: false, note: expect.stringContaining("service's chat format") });
    expect(await countTokens("openai/gpt-4o", messages, { tools: [nested] })).toMatchObject({ exact: false, note: expect.stringContaining("nested") });
    const withCall = await countTokens("openai/gpt-4o", [...messages, ...called]);
    expect(withCall).toMatchObject({ exact: false, note: expect.stringContaining("tool calls") });
    expect(withCall.count).toBeGreaterThan((await countTokens("openai/gpt-4o", messages)).count + 15);
  });

  it("leave files out that no rule speaks of, and say so", async () => {
    const seen = (content: readonly CountablePart[]): readonly CountableMessage[] => [{ role: "user", content }];
    const text = { type: "text", text: "What is this?" };
    const bare = await countTokens("openai/gpt-4o", seen([text]));
    const forms: readonly CountablePart[] = [
      { type: "image", image: "https://example.com/a.png" },
      { type: "image", image: new Uint8Array(4) },
      { type: "file", mediaType: "application/pdf", data: { type: "data", data: "AAAA" } },
    ];
    for (const file of forms) {
      expect(await countTokens("openai/gpt-4o", seen([text, file]))).toMatchObject({ count: bare.count, exact: false, note: "a file is not counted" });
    }
    expect((await countTokens("openai/gpt-4o", seen([text, ...forms]))).note).toContain("3 files are not counted");
  });

  it("count pictures by OpenAI's rule, at high detail where that is left open", async () => {
    const picture = { type: "image", image: png(1024, 1024) };
    const high = { ...picture, providerOptions: { openai: { imageDetail: "high" } } };
    const withPicture = (part: CountablePart): readonly CountableMessage[] => [{ role: "user", content: [{ type: "text", text: "What is this?" }, part] }];
    const bare = (await countTokens("openai/gpt-4o", "What is this?")).count;
    expect(await countTokens("openai/gpt-4o", withPicture(high))).toMatchObject({ count: bare + 765, exact: true });
    expect(await countTokens("openai/gpt-4o", withPicture(picture))).toMatchObject({ count: bare + 765, exact: false, note: expect.stringContaining("high detail") });
    expect(await countTokens("groq/openai/gpt-4o", withPicture(high))).toMatchObject({ count: bare, note: expect.stringContaining("a file is not counted") });
  });
});

describe("other models", () => {
  it("[S2-21] are estimated, and labelled so", async () => {
    expect(await countTokens("acme/large", messages)).toEqual({ count: 18, exact: false, method: "estimate", note: "the model's tokenizer is not known" });
    const tooled = await countTokens("acme/large", messages, { tools: [look] });
    expect(tooled.count).toBeGreaterThan(18 + 40);
  });

  it("are not estimated below what an encoding says", async () => {
    const long = "The harbour of Genoa lies open to the south-west, and its mole was built in 1283. ".repeat(20);
    const { count } = await countTokens("openai/gpt-4o", long);
    expect((await countTokens("acme/large", long)).count).toBeGreaterThanOrEqual(count);
  });
});

describe("a model whose server counts", () => {
  it("[S1-17] is asked with messages and tools, and believed", async () => {
    const asked: LanguageModelV4CallOptions[] = [];
    const model = modelThat(async (options) => {
      asked.push(options);
      return 42;
    });
    const { signal } = new AbortController();
    expect(await countTokens(model, "Name a port.", { tools: [look], signal })).toEqual({ count: 42, exact: true, method: "server" });
    expect(asked).toEqual([{ prompt: [{ role: "user", content: [{ type: "text", text: "Name a port." }] }], tools: [{ type: "function", ...look }], abortSignal: signal }]);
  });

  it("is counted here where the server cannot, or does not, with the server's words", async () => {
    expect(await countTokens(modelThat(async () => undefined), messages)).toMatchObject({ count: 18, method: "estimate" });
    expect(await countTokens(modelThat(undefined, "gpt-4o"), messages)).toMatchObject({ method: "tiktoken", exact: false });
    const failing = modelThat(async () => {
      throw new Error("no such path");
    });
    expect(await countTokens(failing, messages)).toMatchObject({ count: 18, exact: false, method: "estimate", note: expect.stringMatching(/did not count: no such path; the model's tokenizer/) });
  });

  it("is not counted at all once the caller has given up", async () => {
    const controller = new AbortController();
    const model = modelThat(async () => {
      controller.abort(new Error("enough"));
      throw new Error("cut");
    });
    await expect(countTokens(model, messages, { signal: controller.signal })).rejects.toThrow("cut");
    await expect(countTokens(model, messages, { signal: controller.signal })).rejects.toThrow("enough");
  });
});
