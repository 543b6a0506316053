import { createOllama } from "@portolan/provider-ollama-native";
import type { Emulator } from "@portolan/testing/emulator";
import { describe, expect, it } from "vitest";
import { findServers } from "../src/discovery/find-servers.ts";
import { chatModelOf, invocationOf, localProvider } from "../src/discovery/found-server.ts";
import { isModelList, softwareOf } from "../src/discovery/model-list.ts";
import { emulate, portOf, serve } from "./support/services.ts";

const row = (id: string, owned_by: string, created = 1_795_233_619): object => ({ id, object: "model", created, owned_by });

describe("what runs there is told from its answer", () => {
  it.each([
    ["llama.cpp", [row("/models/Smol.gguf", "llamacpp")], {}],
    ["llama.cpp", [row("renamed", "me")], { server: "llama.cpp" }],
    ["vLLM", [row("Qwen/Qwen3-8B", "vllm")], {}],
    ["LM Studio", [row("openai/gpt-oss-20b", "organization_owner")], {}],
    ["LiteLLM", [row("local-chat", "openai", 1_677_610_602)], {}],
    ["LiteLLM", [], { "x-litellm-version": "1.105.0" }],
    ["Ollama", [row("smol:latest", "library")], {}],
    [undefined, [row("gpt-5.5", "system")], {}],
    [undefined, [], {}],
  ])("%s", (software, data, headers) => {
    const list: unknown = { object: "list", data };
    expect(isModelList(list) ? softwareOf(list, new Headers(headers)) : "no list").toBe(software);
  });

  it("asks Ollama itself where its models do not tell", async () => {
    const { origin } = await serve(({ url }, response) => {
      const body = url === "/api/version" ? { version: "0.24.0" } : url === "/v1/models" ? { object: "list", data: [row("someone/model", "someone")] } : {};
      response.setHeader("content-type", "application/json").end(JSON.stringify(body));
    });
    const { servers } = await findServers({ env: { PORTOLAN_DISCOVERY_PORTS: portOf({ origin }) }, signal: new AbortController().signal });
    expect(servers).toEqual([{ software: "Ollama", baseURL: origin, models: ["someone/model"] }]);
  });

  it("takes Ollama without any model for a server without models", () => {
    expect(isModelList({ object: "list", data: null })).toBe(true);
  });

  it.each([null, [], { data: {} }, { data: [{ name: "x" }] }, { data: null }, "list"])("takes %j for no list of models", (value) => {
    expect(isModelList(value)).toBe(false);
  });
});

describe("the model to show something with", () => {
  const { signal } = new AbortController();
  const choose = async (...models: string[]): Promise<string | undefined> => {
    const server = { software: "", baseURL: "http://127.0.0.1:9/v1", models };
    return await chatModelOf(server, await localProvider(server), signal);
  };

  it("is the first that chats", async () => {
    expect(await choose("text-embedding-nomic-embed-text-v1.5", "openai/gpt-oss-20b")).toBe("openai/gpt-oss-20b");
    expect(await choose("bge-m3")).toBeUndefined();
  });

  const names = ["nomic-embed-text:latest", "gpt-oss:120b-cloud", "llama3.2:latest", "qwen3:8b"];
  const chooseOf = async (server: Emulator): Promise<string | undefined> => {
    const found = { software: "Ollama", baseURL: server.baseURL, models: names };
    return await chatModelOf(found, await localProvider(found), signal);
  };

  it("of an Ollama is one on the server that chats, the one that is loaded first of all", async () => {
    const server = await emulate("ollama");
    expect(await chooseOf(server)).toBe("llama3.2:latest");
    await createOllama({ baseURL: server.baseURL, env: {} }).preload("qwen3:8b");
    expect(await chooseOf(server)).toBe("qwen3:8b");
  });

  it("of an Ollama that tells no more is chosen by its name", async () => {
    const { origin } = await serve((_, response) => response.writeHead(500).end());
    const found = { software: "Ollama", baseURL: origin, models: names };
    expect(await chatModelOf(found, await localProvider(found), signal)).toBe("llama3.2:latest");
  });
});

describe("how a found model is asked", () => {
  it.each([
    ["llama.cpp", "http://127.0.0.1:8080/v1", "portolan --model local/a"],
    ["Ollama", "http://127.0.0.1:11434", "portolan --model ollama/a"],
    ["Ollama", "http://127.0.0.1:11500", "OLLAMA_HOST=http://127.0.0.1:11500 portolan --model ollama/a"],
  ])("%s at %s", (software, baseURL, expected) => {
    expect(invocationOf({ software, baseURL, models: [] }, "a", "portolan")).toBe(expected);
  });
});
