import { describe, expect, it } from "vitest";
import { describeError } from "../../../packages/core/src/index.ts";
import { faultOf } from "./faults.ts";
import { collect } from "./local.ts";
import { freshOllama, hasOllama, server } from "./ollama.ts";

const { text, tools, thinking, insert } = server.models;

describe.skipIf(!hasOllama)("[S3-1] the models of an Ollama", () => {
  it("are listed with what they can do and how much they read", async () => {
    const ollama = freshOllama();
    const ids = (await ollama.listModels()).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([text, tools, thinking, insert].map((name) => `${name}:latest`)));
    const flags = (model: string) => ollama.capabilities(model).flags;
    expect({ tools: flags(tools).tools, reasoning: flags(thinking).reasoning, imageInput: flags(text).imageInput }).toEqual({ tools: true, reasoning: true, imageInput: false });
    expect({ tools: flags(text).tools, reasoning: flags(text).reasoning }).toEqual({ tools: false, reasoning: false });
    expect(ollama.capabilities(text).limits.contextWindow).toBe(8192);
    expect(await ollama.checkCredentials()).toEqual({ ok: true });
  });

  it("are shown, one by one", async () => {
    const { capabilities, contextLength, embeddingLength, details, parameters } = await freshOllama().show(insert);
    expect({ capabilities, contextLength, embeddingLength }).toEqual({ capabilities: ["completion", "insert"], contextLength: 8192, embeddingLength: 576 });
    expect(details).toMatchObject({ family: "llama", format: "gguf" });
    expect(parameters).toContain("<|im_end|>");
  });

  it("are loaded with the context that is wanted, and unloaded again", async () => {
    const ollama = freshOllama();
    await ollama.preload(text, { contextWindow: 1024, keepAlive: -1 });
    const loaded = (await ollama.running()).find(({ name }) => name === `${text}:latest`);
    expect(loaded).toMatchObject({ contextLength: 1024 });
    expect(loaded?.sizeBytes).toBeGreaterThan(0);
    expect(loaded).not.toHaveProperty("expiresAt");
    await ollama.unload(text);
    await expect.poll(async () => (await ollama.running()).map(({ name }) => name)).not.toContain(`${text}:latest`);
  });

  it("are made from others, copied and deleted", async () => {
    const ollama = freshOllama();
    const [made, copied] = ["portolan-live/made", "portolan-live/copied"];
    const reports = await collect(ollama.create({ model: made, from: text, system: "Answer in rhymes.", parameters: { temperature: 0, numCtx: 512 } }));
    expect(reports.at(-1)?.status).toBe("success");
    expect(await ollama.show(made)).toMatchObject({ system: "Answer in rhymes.", parameters: expect.stringContaining("num_ctx") });
    await ollama.copy(made, copied);
    expect(await ollama.show(copied)).toMatchObject({ system: "Answer in rhymes." });
    for (const name of [made, copied]) await ollama.delete(name);
    const fault = await faultOf(ollama.show(copied));
    expect(describeError(fault)).toMatchObject({ kind: "model-not-found", status: 404 });
  });

  it("belong to a server that says its version", async () => {
    expect(await freshOllama().version()).toMatch(/^\d+\.\d+/);
  });
});

describe.skipIf(!hasOllama)("[S3-1] a model that is not there", () => {
  it("is a fault of whichever method asked for it, with the way to get it", async () => {
    const ollama = freshOllama();
    const asked = [() => ollama.show("nope"), () => ollama.copy("nope", "nope2"), () => ollama.delete("nope"), () => ollama.preload("nope")];
    for (const ask of asked) expect(describeError(await faultOf(ask()))).toMatchObject({ kind: "model-not-found", status: 404 });
    expect(await faultOf(ollama.show("nope"))).toMatchObject({ message: expect.stringContaining("ollama pull nope") });
  });
});
