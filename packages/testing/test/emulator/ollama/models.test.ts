import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { startEmulator, type Emulator } from "../../../src/emulator/index.ts";
import { ask, chat } from "./client.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator("ollama");
});
beforeEach(() => emulator.use({}));
afterAll(() => emulator.close());

const loaded = async (): Promise<readonly string[]> => (await ask(emulator, "/api/ps", undefined, "GET")).value.models.map(({ name }: { name: string }) => name);

describe("loading", () => {
  it("takes its time once, and again for another context", async () => {
    emulator.use({ loadMs: 60 });
    const loadMs = async (fields = {}): Promise<number> => (await chat(emulator, fields)).value.load_duration / 1_000_000;
    const started = performance.now();
    expect(await loadMs()).toBeGreaterThan(59);
    expect(performance.now() - started).toBeGreaterThan(55);
    expect(await loadMs()).toBeLessThan(59);
    expect(await loadMs({ options: { num_ctx: 512 } })).toBeGreaterThan(59);
  });

  it("sends nothing meanwhile, not even headers", async () => {
    emulator.use({ loadMs: 60_000 });
    const before = emulator.bytesWritten;
    const signal = AbortSignal.timeout(60);
    await expect(fetch(`${emulator.origin}/api/chat`, { method: "POST", body: JSON.stringify({ model: "llama3.2", messages: [] }), signal })).rejects.toThrow("aborted due to timeout");
    expect(await emulator.lastRequest.ended).toBe("disconnected");
    expect(emulator.bytesWritten).toBe(before);
  });

  it("lasts as long as asked", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      await chat(emulator, { model: "qwen2.5-coder:1.5b", keep_alive: 600 });
      await chat(emulator, { keep_alive: "1h30m" });
      await chat(emulator, { model: "gemma3:4b" });
      await chat(emulator, { model: "qwen3:8b", keep_alive: -1 });
      expect(await loaded()).toEqual(["qwen3:8b", "llama3.2:latest", "qwen2.5-coder:1.5b", "gemma3:4b"]);
      vi.setSystemTime(Date.now() + 6 * 60_000);
      expect(await loaded()).toEqual(["qwen3:8b", "llama3.2:latest", "qwen2.5-coder:1.5b"]);
      vi.setSystemTime(Date.now() + 5 * 60_000);
      expect(await loaded()).toEqual(["qwen3:8b", "llama3.2:latest"]);
      vi.setSystemTime(Date.now() + 2 * 3_600_000);
      expect(await loaded()).toEqual(["qwen3:8b"]);
      await chat(emulator, { model: "qwen3:8b", keep_alive: 0 });
      expect(await loaded()).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });

  it("is forgotten with the script", async () => {
    await chat(emulator);
    emulator.use({});
    expect(await loaded()).toEqual([]);
  });
});

describe("what is installed", () => {
  it("may be deleted, and pulled again", async () => {
    const names = async (): Promise<readonly string[]> => (await ask(emulator, "/api/tags", undefined, "GET")).value.models.map(({ name }: { name: string }) => name);
    await chat(emulator);
    expect((await ask(emulator, "/api/delete", { model: "llama3.2" }, "DELETE")).status).toBe(200);
    expect(await names()).not.toContain("llama3.2:latest");
    expect(await loaded()).toEqual([]);
    const { value } = await ask(emulator, "/api/pull", { model: "llama3.2" });
    const [first] = value.filter(({ digest }: { digest?: string }) => digest !== undefined);
    expect(first).toEqual({ status: expect.stringMatching(/^pulling [0-9a-f]{12}$/), digest: expect.any(String), total: expect.any(Number) });
    expect(await names()).toContain("llama3.2:latest");
  });

  it("is pushed under a name of one's own only", async () => {
    expect((await ask(emulator, "/api/push", { model: "llama3.2" })).value.at(-1).error).toMatch(/not authorized to push/);
    expect((await ask(emulator, "/api/push", { model: "me/none", stream: false }))).toMatchObject({ status: 500, value: { error: expect.stringContaining("manifest") } });
  });

  it("gives vectors that are one long, by the older endpoint longer ones", async () => {
    const lengthOf = (vector: readonly number[]): number => Math.hypot(...vector);
    const { embeddings } = (await ask(emulator, "/api/embed", { model: "nomic-embed-text", input: "salt" })).value;
    expect(lengthOf(embeddings[0])).toBeCloseTo(1, 5);
    expect(lengthOf((await ask(emulator, "/api/embeddings", { model: "nomic-embed-text", prompt: "salt" })).value.embedding)).toBeGreaterThan(2);
  });
});

describe("names", () => {
  it("are the same whatever their case, and with or without what may be left out", async () => {
    for (const model of ["llama3.2", "LLAMA3.2:latest", "library/llama3.2", "registry.ollama.ai/library/llama3.2:latest"]) {
      const { status, value } = await chat(emulator, { model });
      expect([status, value.model]).toEqual([200, model]);
    }
    expect((await chat(emulator, { model: "llama3.2:1b" })).status).toBe(404);
    await ask(emulator, "/api/copy", { source: "llama3.2", destination: "Mine" });
    expect((await chat(emulator, { model: "mine" })).status).toBe(200);
    for (const model of ["gpt-oss:cloud", "gpt-oss:120b-cloud"]) expect((await chat(emulator, { model })).status).toBe(403);
    expect((await chat(emulator, { model: "../admin" })).value).toEqual({ error: "invalid model name" });
  });
});

describe("what a model can do", () => {
  it.each([
    [{ model: "gemma3:4b", tools: [{ type: "function", function: { name: "w" } }] }, "registry.ollama.ai/library/gemma3:4b does not support tools"],
    [{ model: "gemma3:4b", think: "high" }, '"gemma3:4b" does not support thinking'],
    [{ model: "nomic-embed-text" }, '"nomic-embed-text" does not support chat'],
    [{ top_logprobs: 21 }, "top_logprobs must be between 0 and 20"],
  ])("is all that may be asked of it: %j", async (fields, error) => {
    expect(await chat(emulator, fields)).toEqual({ status: 400, value: { error } });
  });

  it("is not held against it when it is told not to, or when a server does not say what it can", async () => {
    expect((await chat(emulator, { model: "gemma3:4b", think: false })).status).toBe(200);
    emulator.use({ models: [{ name: "old:latest", model: "old:latest" }] });
    expect((await chat(emulator, { model: "old", think: true, tools: [{ type: "function", function: { name: "w" } }] })).status).toBe(200);
  });

  it("is thinking, unless it is told not to", async () => {
    expect((await chat(emulator, { model: "qwen3:8b" })).value.message.thinking).toMatch(/emulator/);
    expect((await chat(emulator, { model: "qwen3:8b", think: false })).value.message.thinking).toBeUndefined();
    expect((await chat(emulator, { model: "gpt-oss:20b", think: false })).value.message.thinking).toMatch(/emulator/);
  });

  it("may be made: a model of pieces that were uploaded", async () => {
    const bytes = Buffer.from("GGUF emulated");
    const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
    const upload = (to: string) => fetch(`${emulator.origin}/api/blobs/${to}`, { method: "POST", body: bytes });
    const made = { model: "made", files: { "model.gguf": digest }, template: "{{ .Tools }}{{ .Suffix }}", stream: false };
    expect((await ask(emulator, "/api/create", made)).status).toBe(400);
    expect((await fetch(`${emulator.origin}/api/blobs/${digest}`, { method: "HEAD" })).status).toBe(404);
    expect((await upload(digest.replace(/.$/, (last) => (last === "0" ? "1" : "0")))).status).toBe(400);
    expect([(await upload(digest)).status, (await upload(digest)).status]).toEqual([201, 200]);
    expect((await ask(emulator, "/api/create", made)).value).toEqual({ status: "success" });
    expect((await ask(emulator, "/api/show", { model: "made" })).value.capabilities).toEqual(["completion", "tools", "insert"]);
  });
});
