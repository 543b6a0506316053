import { APICallError } from "@ai-sdk/provider";
import { describeError } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { failureOf, sent, serve, useEmulator } from "../server.ts";
import { recorded } from "./recorded.ts";

describe("listModels", () => {
  it("[S0-7] tells of every installed model what it does and holds, how large it is and whether it is loaded", async () => {
    const { ollama, emulator } = await useEmulator();
    await ollama.preload("qwen3:8b");
    const models = await ollama.listModels();
    expect(models.find(({ id }) => id === "qwen3:8b")).toMatchObject({ source: "listed", sizeBytes: 5_225_000_000, isLoaded: true, capabilities: { kind: "language", flags: { tools: true, reasoning: true, imageInput: false }, limits: { contextWindow: 40_960 } } });
    expect(models.find(({ id }) => id === "gemma3:4b")).toMatchObject({ isLoaded: false, capabilities: { flags: { tools: false, imageInput: true } } });
    expect(models.find(({ id }) => id === "nomic-embed-text:latest")?.capabilities).toMatchObject({ kind: "embedding", limits: { contextWindow: 2048, embeddingDimensions: 768 } });
    expect(emulator.requests.map(({ path }) => path).toSorted()).toEqual(["/api/chat", "/api/ps", "/api/tags"]);
  });

  it("feeds capabilities, by the name with and without its tag", async () => {
    const { ollama } = await useEmulator();
    expect(ollama.capabilities("llama3.2").flags.tools).toBe("unknown");
    await ollama.listModels();
    for (const name of ["llama3.2", "llama3.2:latest"]) expect(ollama.capabilities(name)).toMatchObject({ flags: { tools: true, reasoning: false }, limits: { contextWindow: 131_072 }, sources: { tools: "list" } });
  });

  it("reads a real server's list", async () => {
    const { ollama } = await recorded("tags");
    const models = await ollama.listModels();
    expect(models.find(({ id }) => id === "smol-toolsjson:latest")).toMatchObject({ sizeBytes: 98_363_527, capabilities: { flags: { tools: true, reasoning: false }, limits: { contextWindow: 8192 } } });
    expect((await recorded("tags-empty").then(({ ollama: empty }) => empty.listModels()))).toEqual([]);
  });

  it("asks older servers for each model, no more than four at once", async () => {
    const names = Array.from({ length: 9 }, (_, place) => `model-${place}`);
    let [now, most] = [0, 0];
    const { ollama, asked } = await serve((one, response) => {
      if (one.path === "/api/tags") return JSON.stringify({ models: names.map((name) => ({ name, size: 1, details: {} })) });
      if (one.path === "/api/ps") return "{}";
      now += 1;
      most = Math.max(most, now);
      const { model } = sent(one) as { readonly model: string };
      setImmediate(() => {
        now -= 1;
        if (model === "model-3") response.writeHead(404).end('{"error":"model \'model-3\' not found"}');
        else response.end(JSON.stringify({ capabilities: ["completion", "vision"], model_info: { "general.architecture": "llama", "llama.context_length": 4096 } }));
      });
      return undefined;
    });
    const models = await ollama.listModels();
    expect(models.map(({ id }) => id)).toEqual(names);
    expect(models[0]?.capabilities).toMatchObject({ flags: { imageInput: true, tools: false }, limits: { contextWindow: 4096 } });
    expect(models[3]?.capabilities.flags.imageInput).toBe("unknown");
    expect(asked.filter(({ path }) => path === "/api/show")).toHaveLength(9);
    expect(most).toBeLessThanOrEqual(4);
  });

  it("is a list all the same where nothing more can be told, and asks a server without /api/show once for each that asks", async () => {
    const { ollama, asked } = await serve(({ path }, response) => {
      if (path === "/api/tags") return JSON.stringify({ models: Array.from({ length: 30 }, (_, place) => ({ name: `m${place}` })) });
      response.writeHead(404).end("404 page not found");
      return undefined;
    });
    const models = await ollama.listModels();
    expect(models).toHaveLength(30);
    expect(models[0]).not.toHaveProperty("isLoaded");
    expect(asked.filter(({ path }) => path === "/api/show").length).toBeLessThanOrEqual(4);
  });

  it("fails where the server does, and stops at an abort", async () => {
    const { ollama } = await serve((_, response) => response.writeHead(403).end());
    expect(describeError(await failureOf(() => ollama.listModels()))).toMatchObject({ kind: "permission", hint: expect.stringContaining("Host header") });
    const controller = new AbortController();
    const slow = await serve(({ path }) => {
      if (path === "/api/tags") return '{"models":[{"name":"m"}]}';
      if (path === "/api/ps") return "{}";
      controller.abort(new Error("enough"));
      return undefined;
    });
    expect((await failureOf(() => slow.ollama.listModels({ signal: controller.signal }))).message).toBe("enough");
  });

  it("has the user's own model once, by whichever of its names that is", async () => {
    const { emulator } = await useEmulator();
    const { createOllama } = await import("../../src/index.ts");
    const ollama = createOllama({ baseURL: emulator.baseURL, env: {}, models: { fast: { id: "llama3.2", options: { temperature: 0 } } } });
    const models = await ollama.listModels();
    expect(models.filter(({ id, sentId }) => /llama3\.2/.test(`${id} ${sentId}`))).toMatchObject([{ id: "fast", sentId: "llama3.2", source: "defined", sizeBytes: 2_019_000_000, capabilities: { flags: { tools: true } } }]);
  });
});

describe("running", () => {
  it("tells what is loaded, with the context it was loaded with, and until when", async () => {
    const { ollama } = await useEmulator();
    expect(await ollama.running()).toEqual([]);
    await ollama.preload("llama3.2", { contextWindow: 8192, keepAlive: "10m" });
    const [model] = await ollama.running();
    expect(model).toMatchObject({ name: "llama3.2:latest", contextLength: 8192, sizeVramBytes: 0, details: { family: "llama", parameterSize: "3.2B" } });
    const minutes = ((model?.expiresAt?.getTime() ?? 0) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(9);
    expect(minutes).toBeLessThan(10.1);
  });

  it("has no end for a model that stays", async () => {
    const { ollama } = await recorded("ps-forever");
    const models = await ollama.running();
    expect(models.map(({ name }) => name)).toEqual(["smol:latest", "smol-gemma:latest"]);
    expect(models[0]).not.toHaveProperty("expiresAt");
    expect(models[1]?.expiresAt).toEqual(new Date("2026-11-21T04:07:06.585Z"));
    expect(models[0]).toMatchObject({ sizeBytes: 190_948_608, contextLength: 4096, details: { quantizationLevel: "Q4_1" } });
  });
});

describe("show", () => {
  it("tells what a real server tells, and capabilities knows it from then on", async () => {
    const { ollama } = await recorded("show-tools");
    const shown = await ollama.show("smol-tools:latest");
    expect(shown).toMatchObject({ contextLength: 8192, embeddingLength: 576, details: { family: "llama" }, template: expect.stringContaining(".Tools"), modelInfo: { "general.architecture": "llama" } });
    expect(shown.capabilities).toEqual(["completion", "tools"]);
    for (const name of ["smol-tools", "smol-tools:latest"]) expect(ollama.capabilities(name)).toMatchObject({ flags: { tools: true, reasoning: false }, limits: { contextWindow: 8192 } });
    expect(ollama.capabilities("smol-tools:other").flags.tools).toBe("unknown");
  });

  it("knows nothing of what an older server does not tell", async () => {
    const { ollama, asked } = await serve(() => '{"modelfile":"FROM x","details":{"family":"llama"}}');
    expect(await ollama.show("127.0.0.1:5000/old", { verbose: true })).toEqual({ modelfile: "FROM x", details: { family: "llama" }, modelInfo: {}, raw: { modelfile: "FROM x", details: { family: "llama" } } });
    expect(sent(asked[0])).toEqual({ model: "127.0.0.1:5000/old", name: "127.0.0.1:5000/old", verbose: true });
    expect(ollama.capabilities("127.0.0.1:5000/old").flags.tools).toBe("unknown");
  });

  it("[S0-28] says that a model is missing, and how to get it", async () => {
    const { ollama } = await useEmulator();
    const error = await failureOf(() => ollama.show("nope"));
    expect(APICallError.isInstance(error) && describeError(error)).toMatchObject({ kind: "model-not-found", status: 404 });
    expect(error.message).toContain("ollama pull nope");
  });
});
