import { describe, expect, it } from "vitest";
import { findServers } from "../src/discovery/find-servers.ts";
import { chatModelOf } from "../src/discovery/found-server.ts";
import { isModelList, softwareOf } from "../src/discovery/model-list.ts";
import { portOf, serve } from "./support/services.ts";

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
    expect(servers).toEqual([{ software: "Ollama", baseURL: `${origin}/v1`, models: ["someone/model"] }]);
  });

  it("takes Ollama without any model for a server without models", () => {
    expect(isModelList({ object: "list", data: null })).toBe(true);
  });

  it.each([null, [], { data: {} }, { data: [{ name: "x" }] }, { data: null }, "list"])("takes %j for no list of models", (value) => {
    expect(isModelList(value)).toBe(false);
  });
});

describe("the model to show something with", () => {
  const choose = (...models: string[]): string | undefined => chatModelOf({ software: "", baseURL: "", models });
  it("is the first that chats", () => {
    expect(choose("text-embedding-nomic-embed-text-v1.5", "openai/gpt-oss-20b")).toBe("openai/gpt-oss-20b");
    expect(choose("bge-m3")).toBeUndefined();
  });
});
