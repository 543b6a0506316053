import { InvalidResponseDataError, type JSONObject, type JSONValue, type LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { createPreset, type PresetName } from "../../src/index.ts";

interface Asked {
  readonly path: string;
  readonly authorization: string | null;
  readonly body: JSONObject;
}

/** A model whose server answers by path, and what it was asked. */
function countingModel(name: PresetName, answers: Readonly<Record<string, JSONValue>>, baseURL = "http://127.0.0.1:8080/v1") {
  const asked: Asked[] = [];
  const server: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const path = request.url.replace("http://127.0.0.1:8080", "");
    asked.push({ path, authorization: request.headers.get("authorization"), body: (await request.json()) as JSONObject });
    const answer = answers[path];
    return answer === undefined ? Response.json({ error: { message: "no such path" } }, { status: 404 }) : Response.json(answer);
  };
  const model = createPreset(name, { baseURL, apiKey: "test-key-local", fetch: server })("some-model") as unknown as {
    countTokens(options: LanguageModelV4CallOptions): Promise<number | undefined>;
  };
  return { asked, count: () => model.countTokens(call) };
}

const call: LanguageModelV4CallOptions = {
  prompt: [
    { role: "system", content: "Be brief." },
    { role: "user", content: [{ type: "text", text: "Name a port." }] },
  ],
  tools: [{ type: "function", name: "look", description: "Looks out.", inputSchema: { type: "object", properties: {} } }],
  maxOutputTokens: 10,
};
const messages = [
  { role: "system", content: "Be brief." },
  { role: "user", content: "Name a port." },
];
const tools = [{ type: "function", function: { name: "look", description: "Looks out.", parameters: { type: "object", properties: {} } } }];

describe("llama.cpp", () => {
  it("[S1-17] writes the prompt by the model's template and counts its tokens", async () => {
    const { asked, count } = countingModel("llama-cpp", { "/apply-template": { prompt: "<s>Name a port." }, "/tokenize": { tokens: [1, 2, 3, 4] } });
    expect(await count()).toBe(4);
    expect(asked[0]).toMatchObject({ path: "/apply-template", authorization: "Bearer test-key-local", body: { messages, tools } });
    expect(asked[1]).toEqual({ path: "/tokenize", authorization: "Bearer test-key-local", body: { content: "<s>Name a port.", add_special: true, parse_special: true } });
  });

  it("takes no other answer for a count", async () => {
    await expect(countingModel("llama-cpp", { "/apply-template": {} }).count()).rejects.toThrow(/some-model: \/apply-template answered without a prompt/);
    await expect(countingModel("llama-cpp", { "/apply-template": { prompt: "x" }, "/tokenize": { tokens: 4 } }).count()).rejects.toSatisfy(InvalidResponseDataError.isInstance);
  });
});

describe("vLLM", () => {
  it("[S1-17] is asked for the tokens of messages and tools, and of nothing else", async () => {
    const { asked, count } = countingModel("vllm", { "/tokenize": { count: 21, max_model_len: 4096, tokens: [] } });
    expect(await count()).toBe(21);
    expect(asked).toEqual([{ path: "/tokenize", authorization: "Bearer test-key-local", body: { model: "some-model", messages, tools } }]);
  });

  it("is found beside /v1 behind a proxy's path too", async () => {
    const { asked, count } = countingModel("vllm", { "/models/seven/tokenize": { count: 3 } }, "http://127.0.0.1:8080/models/seven/v1");
    expect(await count()).toBe(3);
    expect(asked).toHaveLength(1);
  });

  it("tells what the server said where it does not count", async () => {
    await expect(countingModel("vllm", {}).count()).rejects.toThrow(/vllm\/some-model.*404.*no such path/);
    await expect(countingModel("vllm", { "/tokenize": { tokens: [] } }).count()).rejects.toThrow(/without a count/);
  });
});

it("a service that cannot count says so without being asked", async () => {
  const { asked, count } = countingModel("openai-compatible", {});
  expect(await count()).toBeUndefined();
  expect(asked).toEqual([]);
});
