import { createHash } from "node:crypto";
import { InvalidArgumentError } from "@ai-sdk/provider";
import { describeError } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { all, failureOf, hanging, sent, serve, useEmulator } from "../server.ts";
import { recorded } from "./recorded.ts";

describe("copy and delete", () => {
  it("succeed on an empty answer", async () => {
    const { ollama } = await useEmulator();
    const names = async (): Promise<readonly string[]> => (await ollama.listModels()).map(({ id }) => id);
    await ollama.copy("llama3.2", "mine");
    expect(await names()).toContain("mine:latest");
    await ollama.delete("mine");
    expect(await names()).not.toContain("mine:latest");
  });

  it("fail in the server's words", async () => {
    const { ollama } = await useEmulator();
    expect(describeError(await failureOf(() => ollama.copy("nope", "mine")))).toMatchObject({ kind: "model-not-found", message: 'model "nope" not found' });
    expect(describeError(await failureOf(() => ollama.delete("nope")))).toMatchObject({ kind: "model-not-found", status: 404 });
    expect((await failureOf(() => ollama.copy("llama3.2", ""))).message).toMatch(/destination is the name of a model/);
    expect((await failureOf(() => ollama.copy("", "x"))).message).toMatch(/source is the name of a model/);
  });

  it("are stopped by their signal", async () => {
    const controller = new AbortController();
    const { ollama, closed } = await hanging(() => controller.abort(new Error("enough")));
    await expect(ollama.delete("smol", { signal: controller.signal })).rejects.toThrow("enough");
    await closed;
  });
});

describe("create", () => {
  it("makes a model from another", async () => {
    const { ollama, asked } = await recorded("create-from");
    const reports = await all(ollama.create({ model: "smol-pirate", from: "smol", system: "You are a pirate.", parameters: { temperature: 0, numCtx: 2048 }, messages: [{ role: "user", content: "Hi" }], license: ["MIT"] }));
    expect(reports.map(({ status }) => status.replace(/sha256:.*/, ""))).toEqual(["using existing layer ", "using existing layer ", "creating new layer ", "creating new layer ", "writing manifest", "success"]);
    expect(sent(asked[0])).toEqual({ model: "smol-pirate", name: "smol-pirate", from: "smol", system: "You are a pirate.", parameters: { temperature: 0, num_ctx: 2048 }, messages: [{ role: "user", content: "Hi" }], license: ["MIT"], stream: true });
  });

  it("uploads the bytes that the server does not have, and those alone", async () => {
    const { ollama, emulator } = await useEmulator();
    const [bytes, adapter] = [new TextEncoder().encode("GGUF weights"), new TextEncoder().encode("adapter")];
    const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
    const known = `sha256:${createHash("sha256").update(adapter).digest("hex")}`;
    const reports = await all(ollama.create({ model: "own", files: { "own.gguf": bytes }, adapters: { "lora.gguf": adapter } }));
    expect(reports.slice(0, 2)).toEqual([
      { status: "uploading own.gguf", digest, total: 12, completed: 0, overall: { completed: 0, total: 12 } },
      { status: "uploading own.gguf", digest, total: 12, completed: 12, overall: { completed: 12, total: 12 } },
    ]);
    expect(reports.at(-1)).toEqual({ status: "success", overall: { completed: 19, total: 19 } });
    const blobs = emulator.requests.filter(({ path }) => path.startsWith("/api/blobs/"));
    expect(blobs.map(({ method, path }) => [method, path])).toEqual([["HEAD", `/api/blobs/${digest}`], ["POST", `/api/blobs/${digest}`], ["HEAD", `/api/blobs/${known}`], ["POST", `/api/blobs/${known}`]]);
    expect(Buffer.from(blobs[1]?.rawBody ?? []).equals(bytes)).toBe(true);
    expect(emulator.lastRequest.body).toMatchObject({ files: { "own.gguf": digest }, adapters: { "lora.gguf": known } });
    await all(ollama.create({ model: "again", files: { "own.gguf": bytes } }));
    expect(emulator.requests.filter(({ path, method }) => path.startsWith("/api/blobs/") && method === "POST")).toHaveLength(2);
    await all(ollama.create({ model: "thrice", files: { "own.gguf": digest } }));
    expect(emulator.requests.filter(({ path }) => path.startsWith("/api/blobs/"))).toHaveLength(5);
  });

  it("refuses what cannot be made before anything is sent", async () => {
    const { ollama, asked } = await serve(() => "{}");
    const nothing = await failureOf(() => ollama.create({ model: "own" }));
    expect(nothing).toBeInstanceOf(InvalidArgumentError);
    expect(nothing.message).toMatch(/^ollama\/own: .*from.*files/);
    const path = await failureOf(() => all(ollama.create({ model: "own", files: { "own.gguf": "./own.gguf" } })));
    expect(path.message).toMatch(/files\["own\.gguf"\].*Paths are not read/);
    expect(asked).toEqual([]);
  });

  it("fails where an upload does, and says so of no other status", async () => {
    const { ollama } = await serve(({ method }, response) => response.writeHead(method === "HEAD" ? 404 : 400).end(method === "HEAD" ? "" : '{"error":"digest mismatch"}'));
    expect((await failureOf(() => all(ollama.create({ model: "own", files: { a: new Uint8Array(1) } })))).message).toContain("digest mismatch");
    const broken = await serve((_, response) => response.writeHead(500).end('{"error":"disk full"}'));
    await failureOf(() => all(broken.ollama.create({ model: "own", files: { a: new Uint8Array(1) } })));
    expect(broken.asked.map(({ method }) => method)).toEqual(["HEAD"]);
  });
});

describe("preload and unload", () => {
  it("load with the provider's settings, so that no call loads the model again", async () => {
    const { ollama, emulator } = await useEmulator({}, { keepAlive: "1h", contextWindow: 16_384, options: { numGpu: 1 } });
    await ollama.preload("llama3.2");
    expect(emulator.lastRequest.body).toEqual({ model: "llama3.2", messages: [], stream: false, keep_alive: "1h", options: { num_gpu: 1, num_ctx: 16_384 } });
    expect(await ollama.running()).toMatchObject([{ name: "llama3.2:latest", contextLength: 16_384 }]);
    await ollama.preload("llama3.2", { keepAlive: -1, contextWindow: 4096, options: { num_gpu: 0 } as object });
    expect(emulator.lastRequest.body).toMatchObject({ keep_alive: -1, options: { num_gpu: 0, num_ctx: 4096 } });
    await ollama.unload("llama3.2");
    expect(await ollama.running()).toEqual([]);
  });

  it("leave a context that is to fit each call to the calls", async () => {
    const { ollama, emulator } = await useEmulator({}, { contextWindow: "fit" });
    await ollama.preload("llama3.2");
    expect(emulator.lastRequest.body).toEqual({ model: "llama3.2", messages: [], stream: false });
  });

  it("load a model that only embeds by embedding nothing", async () => {
    const { ollama, emulator } = await useEmulator();
    await ollama.preload("nomic-embed-text", { keepAlive: 60 });
    expect(emulator.lastRequest).toMatchObject({ path: "/api/embed", body: { model: "nomic-embed-text", input: [], keep_alive: 60 } });
    expect(await ollama.running()).toMatchObject([{ name: "nomic-embed-text:latest" }]);
    await ollama.unload("nomic-embed-text");
    expect(await ollama.running()).toEqual([]);
  });

  it("take what a real server answers", async () => {
    await expect((await recorded("load")).ollama.preload("smol")).resolves.toBeUndefined();
    await expect((await recorded("unload")).ollama.unload("smol")).resolves.toBeUndefined();
  });

  it("refuse a keepAlive without a unit, and a model that is missing", async () => {
    const { ollama, emulator } = await useEmulator();
    expect((await failureOf(() => ollama.preload("llama3.2", { keepAlive: "300" }))).message).toMatch(/keepAlive.*unit/);
    for (const keepAlive of [0, "0", "0s", "-0h0m"]) expect((await failureOf(() => ollama.preload("llama3.2", { keepAlive }))).message).toMatch(/unloaded at once/);
    expect(emulator.requests).toEqual([]);
    expect(describeError(await failureOf(() => ollama.preload("nope")))).toMatchObject({ kind: "model-not-found" });
  });

  it("give up on a load at once when they are told to", async () => {
    const controller = new AbortController();
    const { ollama, asked, closed } = await hanging(() => controller.abort(new Error("enough")));
    await expect(ollama.preload("smol", { signal: controller.signal })).rejects.toThrow("enough");
    await closed;
    expect(asked).toHaveLength(1);
  });
});

describe("version", () => {
  it("is the server's", async () => {
    expect(await (await recorded("version")).ollama.version()).toBe("0.0.0");
    expect(await (await useEmulator()).ollama.version()).toBe("0.25.0");
  });
});

describe("withCredentials", () => {
  it("manages in the other's name", async () => {
    const { ollama, asked } = await serve(() => '{"version":"1"}');
    await ollama.withCredentials({ apiKey: "test-key-other" }).version();
    expect(asked[0]?.headers.authorization).toBe("Bearer test-key-other");
  });
});
