import type { EmulatorScript, RecordedRequest } from "@portolan/testing/emulator";
import { describe, expect, it } from "vitest";
import { portolan } from "./support/cli.ts";
import { emulate, freePort, portOf, serve } from "./support/services.ts";

const llamaCpp: EmulatorScript = {
  apiKeys: null,
  models: [{ id: "/models/nomic-embed-text.gguf", object: "model", owned_by: "llamacpp" }, { id: "/models/Smol.gguf", object: "model", owned_by: "llamacpp" }],
};
const chats = (requests: readonly RecordedRequest[]): readonly RecordedRequest[] => requests.filter(({ path }) => path === "/v1/chat/completions");

describe("with nothing configured and no server found", () => {
  it("says so in two lines, shows a whole streamed call, and tells how to connect", async () => {
    const { code, stdout, stderr } = await portolan([], { env: { PORTOLAN_DISCOVERY_PORTS: String(await freePort()) } });
    const [first, second, third] = stderr.split("\n");
    expect(first).toMatch(/^No provider is configured/);
    expect(second).toMatch(/^No model server answers on this machine .* emulated Groq/);
    expect(third).toBe("");
    expect(stdout).toMatch(/^A portolan was .*\.\n$/);
    expect(stderr).toMatch(/^groq\/\S+ · http:\/\/127\.0\.0\.1:\d+\/openai\/v1$/m);
    expect(stderr).toMatch(/tokens in, \d+ out/);
    expect(stderr).toContain("GROQ_API_KEY=…");
    expect(stderr).toContain("LOCAL_API_BASE=http://127.0.0.1:8080/v1 portolan --model local/NAME");
    expect(code).toBe(0);
  });

  it("does not pass the demonstration off as an answer to the user's own prompt", async () => {
    for (const given of [{ commandLine: ["My own question"] }, { commandLine: [], input: "My own question" }]) {
      const { code, stderr } = await portolan(given.commandLine, given);
      expect(stderr).toContain("Your own prompt was not sent");
      expect(code).toBe(3);
    }
  });

  it("goes on in spite of another program's variable", async () => {
    const { code, stderr } = await portolan([], { env: { VITE_API_BASE: "/api" } });
    expect(stderr).toMatch(/^warning: .*VITE_API_BASE/);
    expect(code).toBe(0);
  });
});

describe("with nothing configured and a server found", () => {
  it("asks it the built-in question, and names it by its answer", async () => {
    const server = await emulate("openai", llamaCpp);
    const { code, stdout, stderr } = await portolan([], { env: { PORTOLAN_DISCOVERY_PORTS: portOf(server) } });
    expect(stderr).toContain(`llama.cpp answers at ${server.baseURL}`);
    expect(stdout).toMatch(/\S/);
    expect(chats(server.requests)).toHaveLength(1);
    expect(server.lastRequest.body).toMatchObject({ model: "/models/Smol.gguf", messages: [{ role: "user", content: expect.stringContaining("portolan") }] });
    expect(stderr).toContain("--model local//models/Smol.gguf");
    expect(code).toBe(0);
  });

  it("keeps what the user typed, and every key, from it", async () => {
    const server = await emulate("openai", llamaCpp);
    const env = { PORTOLAN_DISCOVERY_PORTS: portOf(server), LOCAL_API_KEY: "test-key-local", SOMEBODY_API_KEY: "test-key-somebody" };
    const { code, stderr } = await portolan(["--system", "My own system", "My own question"], { env });
    expect(server.requests.length).toBeGreaterThan(1);
    for (const request of server.requests) {
      expect(request.headers).not.toHaveProperty("authorization");
      expect(new TextDecoder().decode(request.rawBody)).not.toContain("My own");
    }
    expect(stderr).toContain("Your own prompt was not sent");
    expect(code).toBe(3);
  });

  it("sends the user's prompt to the server whose model was named", async () => {
    const [other, server] = [await emulate("openai", { ...llamaCpp, models: [] }), await emulate("openai", llamaCpp)];
    const env = { PORTOLAN_DISCOVERY_PORTS: `${portOf(other)},${portOf(server)}`, LOCAL_API_KEY: "test-key-local" };
    const { code } = await portolan(["--model", "local//models/Smol.gguf", "My own question"], { env });
    expect(chats(server.requests)[0]?.body).toMatchObject({ model: "/models/Smol.gguf", messages: [{ content: "My own question" }] });
    expect(server.lastRequest.headers).not.toHaveProperty("authorization");
    expect(chats(other.requests)).toEqual([]);
    expect(code).toBe(0);
  });

  it("says what there is when the named model is nowhere", async () => {
    const server = await emulate("openai", llamaCpp);
    const { code, stderr } = await portolan(["--model", "local/nope", "Go"], { env: { PORTOLAN_DISCOVERY_PORTS: portOf(server) } });
    expect(stderr).toContain("No server on this machine has the model nope");
    expect(stderr).toContain("/models/Smol.gguf");
    expect(chats(server.requests)).toEqual([]);
    expect(code).toBe(3);
  });

  it("passes over what only listens there", async () => {
    const page = await serve((_, response) => response.setHeader("content-type", "text/html").end("<!doctype html><title>My app</title>"));
    const json = await serve((_, response) => response.setHeader("content-type", "application/json").end('{"status":"ok"}'));
    const elsewhere = await emulate("openai", llamaCpp);
    const redirect = await serve((_, response) => response.writeHead(302, { location: `${elsewhere.baseURL}/models` }).end());
    const ports = [page, json, redirect].map(portOf).join(",");
    const { code, stderr } = await portolan([], { env: { PORTOLAN_DISCOVERY_PORTS: ports } });
    expect(stderr).toContain("No model server answers on this machine");
    expect(elsewhere.requests).toEqual([]);
    expect(code).toBe(0);
  });

  it("tells of a server that wants a key", async () => {
    const server = await emulate("openai");
    const { stderr } = await portolan([], { env: { PORTOLAN_DISCOVERY_PORTS: portOf(server) } });
    expect(stderr).toContain(`A server at ${server.baseURL} wants a key`);
    expect(server.requests.map(({ path }) => path)).toEqual(["/v1/models"]);
  });
});
