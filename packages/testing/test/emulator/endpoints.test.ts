import { describe, expect, it } from "vitest";
import { openaiProfile } from "../../src/emulator/index.ts";
import { chatEvents, events, get, post, withEmulator, type Json } from "./client.ts";

const json = async (response: Promise<Response>): Promise<Json> => (await response).json();

describe("models", () => {
  it("lists the service's rows", () =>
    withEmulator("groq", {}, async (emulator) => {
      const list = await json(get(emulator, "/models"));
      expect(list.object).toBe("list");
      expect(list.data.find((row: Json) => row.id === "qwen/qwen3.6-27b")).toMatchObject({ object: "model", active: true, context_window: 131072, max_completion_tokens: 16384 });
    }));

  it("lists the script's rows and reads one of them", () =>
    withEmulator("openai", { models: [{ id: "my/own", extra: 1 }] }, async (emulator) => {
      expect((await json(get(emulator, "/models"))).data).toEqual([{ id: "my/own", extra: 1 }]);
      expect(await json(get(emulator, "/models/my/own"))).toEqual({ id: "my/own", extra: 1 });
      expect((await get(emulator, "/models/none")).status).toBe(404);
    }));
});

describe("embeddings", () => {
  const embed = (input: unknown, fields: Record<string, unknown> = {}): Promise<Json> =>
    withEmulator("openai", {}, (emulator) => json(post(emulator, "/embeddings", { model: "text-embedding-3-small", input, ...fields })));
  const dot = (one: number[], other: number[]): number => one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);

  it("are the same for the same text, of length one, and near for like texts", async () => {
    const { data, usage } = await embed(["red ships at sea", "ships at sea", "bread and butter", "red ships at sea"]);
    const vectors: number[][] = data.map((row: Json) => row.embedding);
    const [ships = [], alike = [], bread = [], same = []] = vectors;
    expect(same).toEqual(ships);
    expect(ships).toHaveLength(1536);
    expect(Math.hypot(...ships)).toBeCloseTo(1, 5);
    expect(dot(ships, alike)).toBeGreaterThan(dot(ships, bread) + 0.3);
    expect(data.map((row: Json) => row.index)).toEqual([0, 1, 2, 3]);
    expect(usage.total_tokens).toBe(usage.prompt_tokens);
  });

  it("come as little-endian floats in base64, of the dimensions asked", async () => {
    const plain = (await embed("a text", { dimensions: 5 })).data[0].embedding;
    const packed = Buffer.from((await embed("a text", { dimensions: 5, encoding_format: "base64" })).data[0].embedding, "base64");
    expect(plain).toHaveLength(5);
    expect(Array.from({ length: 5 }, (_, index) => packed.readFloatLE(index * 4))).toEqual(plain);
    expect(packed).toHaveLength(20);
  });

  it("take tokens, and refuse more inputs than the service takes", async () => {
    expect((await embed([1, 2, 3])).data).toHaveLength(1);
    expect((await embed([[1, 2], [3]])).data).toHaveLength(2);
    expect((await embed(Array.from({ length: 2049 }, () => "a"))).error.message).toContain("2048");
  });

  it("can be scripted to fail", () =>
    withEmulator("openai", { answers: [{ kind: "error", error: { status: 500, message: "Broken" } }] }, async (emulator) => {
      expect((await post(emulator, "/embeddings", { model: "m", input: "a" })).status).toBe(500);
    }));
});

describe("legacy completions", () => {
  it("answer whole and streamed", () =>
    withEmulator("openai", { answers: () => ({ kind: "model", text: "and so on." }) }, async (emulator) => {
      const whole = await json(post(emulator, "/completions", { model: "m", prompt: "Once" }));
      expect(whole).toMatchObject({ object: "text_completion", choices: [{ text: "and so on.", index: 0, finish_reason: "stop" }], usage: { prompt_tokens: 1 } });
      const streamed = await post(emulator, "/completions", { model: "m", prompt: "Once", stream: true, stream_options: { include_usage: true } });
      const chunks = events(await streamed.text());
      expect(chunks.slice(0, -1).map((chunk) => chunk.choices[0]?.text ?? "").join("")).toBe("and so on.");
      expect(chunks.at(-2)).toMatchObject({ choices: [], usage: { completion_tokens: 3 } });
      expect(chunks.at(-1)).toBe("[DONE]");
    }));

  it("can be beside the service's base path, and refused there by their whole path", () => {
    const refused = (path: string) => ({ status: 400, message: `not at ${path}` });
    const profile = { ...openaiProfile, elsewhere: { "/beta/completions": "/completions" as const }, refuse: (_: unknown, path: string) => (path === "/completions" ? refused(path) : undefined) };
    return withEmulator(profile, {}, async (emulator) => {
      const body = { model: "m", prompt: "Once" };
      expect(await json(post(emulator, "/completions", body))).toMatchObject({ error: { message: "not at /completions" } });
      expect(await json(post(emulator, "/../beta/completions", body))).toMatchObject({ object: "text_completion" });
      expect((await get(emulator, "/../beta/completions")).status).toBe(404);
    });
  });
});

describe("a service of one's own", () => {
  it("is a profile", () =>
    withEmulator(
      {
        id: "own",
        basePath: "/api",
        apiKey: "test-key-own",
        models: [{ id: "own-model" }],
        endpoints: ["/chat/completions"],
        reasoningField: "reasoning_content",
        usage: { on: "finish-chunk", mustAsk: false },
        errorBody: (error) => ({ detail: error.message }),
        streamError: (error) => ({ detail: error.message }),
        headers: () => ({ "x-own": "1" }),
      },
      {},
      async (emulator) => {
        const chunks = await chatEvents(emulator, { model: "own-model" });
        expect(chunks.at(-2)).toMatchObject({ choices: [{ finish_reason: "stop" }], usage: { total_tokens: expect.any(Number) } });
        const missing = await post(emulator, "/embeddings", { model: "m", input: "a" });
        expect([missing.status, missing.headers.get("x-own"), await missing.json()]).toEqual([404, "1", { detail: "Invalid URL (POST /api/embeddings)" }]);
      },
    ));
});
