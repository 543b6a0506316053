import type { EmulatorScript, Emulator } from "@portolan/testing/emulator";
import { describe, expect, it } from "vitest";
import { portolan, start } from "../support/cli.ts";
import { arrival, emulate, freePort, portOf, serve } from "../support/services.ts";

/** An Ollama, and the environment of somebody whose `OLLAMA_HOST` names it as its users do. */
async function useOllama(script: EmulatorScript = {}): Promise<{ readonly server: Emulator; readonly env: Record<string, string> }> {
  const server = await emulate("ollama", script);
  return { server, env: { OLLAMA_HOST: `127.0.0.1:${portOf(server)}` } };
}

const line = (stdout: string, model: string): string => stdout.split("\n").find((text) => text.startsWith(`${model} `)) ?? "";

describe("portolan ollama", () => {
  it("list: what is installed, what it can do, and what is loaded", async () => {
    const { env } = await useOllama();
    await portolan(["ollama", "preload", "qwen3:8b"], { env });
    const { code, stdout, stderr } = await portolan(["ollama", "list"], { env });
    expect(stdout).toMatch(/^MODEL +SIZE +CONTEXT +CAN +LOADED$/m);
    expect(line(stdout, "qwen3:8b")).toMatch(/^qwen3:8b +5\.2 GB +41k +tools thinking +yes$/);
    expect(line(stdout, "nomic-embed-text:latest")).toMatch(/ 274 MB +2048 +embedding +no$/);
    expect([code, stderr]).toEqual([0, ""]);
    const models = JSON.parse((await portolan(["ollama", "list", "--json"], { env })).stdout) as readonly object[];
    expect(models).toContainEqual({ model: "gemma3:4b", sizeBytes: 3_338_000_000, contextLength: 131_072, capabilities: ["vision"], loaded: false });
  });

  it("list: what to do where nothing is installed", async () => {
    const { env } = await useOllama({ models: [] });
    expect(await portolan(["ollama", "list"], { env })).toMatchObject({ code: 0, stdout: "", stderr: "No model is installed. portolan ollama pull llama3.2  gets one.\n" });
  });

  it("show: a model in words, and as the server told it", async () => {
    const { env } = await useOllama();
    const { code, stdout } = await portolan(["ollama", "show", "llama3.2"], { env });
    expect(stdout).toMatch(/^capabilities +completion tools$/m);
    expect(stdout).toMatch(/^context +131,072 tokens$/m);
    expect(stdout).toMatch(/^quantization +\S+$/m);
    expect(code).toBe(0);
    expect(JSON.parse((await portolan(["ollama", "show", "llama3.2", "--json"], { env })).stdout)).toMatchObject({ model_info: { "general.architecture": "llama" } });
  });

  it("preload, ps and unload", async () => {
    const { env, server } = await useOllama();
    expect(await portolan(["ollama", "ps"], { env })).toMatchObject({ code: 0, stdout: "", stderr: "No model is loaded.\n" });
    const loaded = await portolan(["ollama", "preload", "llama3.2", "--keep-alive", "600", "--context", "8192"], { env });
    expect(loaded.stdout).toMatch(/^loaded llama3\.2 in \S+ m?s\n$/);
    expect(server.lastRequest.body).toMatchObject({ keep_alive: 600, options: { num_ctx: 8192 } });
    expect((await portolan(["ollama", "ps"], { env })).stdout).toMatch(/^llama3\.2:latest +2\.2 GB +0 % +8192 +(?:9 min \d+ s|10 min 0 s) from now$/m);
    expect(JSON.parse((await portolan(["ollama", "ps", "--json"], { env })).stdout)).toMatchObject([{ name: "llama3.2:latest", contextLength: 8192 }]);
    await portolan(["ollama", "preload", "llama3.2", "--keep-alive", "-1"], { env });
    expect(server.lastRequest.body).toMatchObject({ keep_alive: -1 });
    expect((await portolan(["ollama", "unload", "llama3.2"], { env })).stdout).toBe("unloaded llama3.2\n");
    expect((await portolan(["ollama", "ps", "--json"], { env })).stdout).toBe("[]\n");
  });

  it("pull: plain lines in a pipe, an object a line with --json, and the model is there", async () => {
    const { env } = await useOllama();
    const { code, stdout, stderr } = await portolan(["ollama", "pull", "tinyllama"], { env });
    expect(stdout).toMatch(/^pulling manifest\npulling \S+ 0%  0 B of 98\.4 MB\n/);
    expect(stdout).toMatch(/\nsuccess\n$/);
    // oxlint-disable-next-line no-control-regex -- it must not be there
    expect(stdout).not.toMatch(/[\r\u001b]/);
    expect([code, stderr]).toEqual([0, ""]);
    expect((await portolan(["ollama", "list"], { env })).stdout).toContain("tinyllama:latest");
    const reports = (await portolan(["ollama", "pull", "phi3", "--json"], { env })).stdout.trimEnd().split("\n").map((text) => JSON.parse(text) as { status: string; overall: { completed: number; total: number } });
    expect(reports.at(-1)).toMatchObject({ status: "success" });
    expect(reports.at(-1)?.overall.completed).toBe(reports.at(-1)?.overall.total);
  });

  it("pull: Ctrl-C stops the server's work", async () => {
    let closed = (): void => undefined;
    const gone = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const { origin } = await serve((_, response) => {
      response.on("close", closed);
      response.write('{"status":"pulling manifest"}\n');
    });
    const running = start(["ollama", "pull", "tinyllama"], { env: { OLLAMA_HOST: origin } });
    await running.shows(/pulling manifest/);
    running.child.kill("SIGINT");
    await gone;
    expect(await running.ended).toMatchObject({ code: 130, stderr: expect.stringContaining("Stopped.") });
  });

  it("rm: one or more", async () => {
    const { env } = await useOllama();
    expect(await portolan(["ollama", "rm", "llama3.2", "gemma3:4b"], { env })).toMatchObject({ code: 0, stdout: "removed llama3.2\nremoved gemma3:4b\n" });
    const { stdout } = await portolan(["ollama", "list"], { env });
    expect(stdout).not.toMatch(/llama3\.2|gemma3/);
  });

  it("[S0-28] says what to do when a model is missing, when Ollama is not running, and when something else listens", async () => {
    const { env } = await useOllama();
    const missing = await portolan(["ollama", "rm", "nope"], { env });
    expect(missing.stderr).toMatch(/^error: ollama\/nope: .*404.*model 'nope' not found/m);
    expect(missing.stderr).toContain("portolan models ollama");
    expect(missing.code).toBe(1);
    const unknown = await portolan(["ollama", "pull", "nope"], { env });
    expect(unknown).toMatchObject({ code: 1, stdout: "pulling manifest\n", stderr: expect.stringContaining("its registry has no such model") });
    const port = await freePort();
    const down = await portolan(["ollama", "list"], { env: { OLLAMA_HOST: `:${port}` } });
    expect(down.stderr).toContain("ollama serve");
    expect(down.stderr).toContain(`http://127.0.0.1:${port}`);
    expect(down.code).toBe(1);
    const other = await serve((_, response) => response.writeHead(404, { "content-type": "text/plain" }).end("404 page not found"));
    const foreign = await portolan(["ollama", "list"], { env: { OLLAMA_HOST: other.origin } });
    expect(foreign.stderr).toContain("is Ollama what listens there?");
    expect(foreign.code).toBe(3);
  });

  it("tells which commands there are, and what a command wants", async () => {
    const { stdout } = await portolan(["ollama", "--help"]);
    for (const command of ["list", "show", "ps", "pull", "rm", "preload", "unload"]) expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, "m"));
    expect(await portolan(["ollama", "pull"])).toMatchObject({ code: 2, stderr: expect.stringContaining("model") });
    expect(await portolan(["ollama", "preload", "a", "--context", "0"])).toMatchObject({ code: 2 });
    expect(await portolan(["ollama", "preload", "a", "--keep-alive", "long"])).toMatchObject({ code: 2, stderr: expect.stringContaining("a duration such as") });
  });
});

describe("ollama/MODEL", () => {
  it("[S0-7] [S3-1] is asked by Ollama's own API, wherever OLLAMA_HOST is, without a key", async () => {
    const { server, env } = await useOllama();
    const { code, stdout, stderr } = await portolan(["--model", "ollama/llama3.2:latest", "Hello"], { env });
    expect(stdout).toMatch(/\S/);
    expect(stderr).toMatch(new RegExp(`^ollama/llama3\\.2:latest · http://127\\.0\\.0\\.1:${portOf(server)}$`, "m"));
    expect(server.requests[0]).toMatchObject({ path: "/api/chat", body: { model: "llama3.2:latest" } });
    expect(code).toBe(0);
  });

  it.each(["/v1", "/v1/", "/api"])("[S0-28] is asked by Ollama's own API where OLLAMA_API_BASE ends in %s, and it is said", async (end) => {
    const { server } = await useOllama();
    const { code, stderr } = await portolan(["--model", "ollama/llama3.2", "Hello"], { env: { OLLAMA_API_BASE: `${server.origin}${end}` } });
    expect(server.requests[0]?.path).toBe("/api/chat");
    expect(stderr).toMatch(/^warning: the base URL ends in \/(?:v1|api)/m);
    expect(code).toBe(0);
  });

  it("[S0-7] takes an empty key, and keeps one from a server of one's own", async () => {
    const { server, env } = await useOllama();
    for (const key of ["", "test-key-cloud"]) {
      const { code } = await portolan(["--model", "ollama/llama3.2", "Hello"], { env: { ...env, OLLAMA_API_KEY: key } });
      expect(code).toBe(0);
    }
    for (const { headers } of server.requests) expect(headers).not.toHaveProperty("authorization");
  });

  it("is listed by portolan models, with what it does, its size and what is loaded", async () => {
    const { env } = await useOllama();
    await portolan(["ollama", "preload", "qwen3:8b"], { env });
    const { code, stdout } = await portolan(["models", "ollama"], { env });
    expect(stdout).toMatch(/^MODEL .* SIZE +LOADED$/m);
    expect(line(stdout, "ollama/qwen3:8b")).toMatch(/ language +41k .* yes +no +yes +yes .* 5\.2 GB +yes$/);
    expect(line(stdout, "ollama/gemma3:4b")).toMatch(/ 131k .* no +yes +no +yes .* 3\.3 GB +no$/);
    expect(code).toBe(0);
    const models = JSON.parse((await portolan(["models", "ollama", "--json", "--vision"], { env })).stdout) as readonly object[];
    expect(models).toMatchObject([{ model: "ollama/gemma3:4b", contextWindow: 131_072, sizeBytes: 3_338_000_000, loaded: false }]);
  });

  it("[S0-28] is not reached where OLLAMA_HOST is no address: it is named, and other providers do not care", async () => {
    for (const address of ["ftp://127.0.0.1", "http://me:test-password@127.0.0.1"]) {
      const env = { OLLAMA_HOST: address, GROQ_API_KEY: "test-key-groq" };
      const { code, stderr } = await portolan(["ollama", "list"], { env });
      expect(stderr).toMatch(/^error: ollama: the base URL in OLLAMA_HOST /);
      expect(stderr).not.toContain("test-password");
      expect(code).toBe(3);
      const providers = await portolan(["providers"], { env });
      expect(line(providers.stdout, "groq")).toMatch(/^groq +yes/);
      expect(line(providers.stdout, "ollama")).toMatch(/^ollama +wrong +OLLAMA_HOST/);
    }
  });

  it("is shown among the providers", async () => {
    const { env, server } = await useOllama();
    expect(line((await portolan(["providers"], { env })).stdout, "ollama")).toMatch(new RegExp(`^ollama +yes +OLLAMA_HOST +- +http://127\\.0\\.0\\.1:${portOf(server)}$`));
    expect(line((await portolan(["providers"])).stdout, "ollama")).toMatch(/^ollama +no +- +- +http:\/\/127\.0\.0\.1:11434$/);
  });
});

describe("with nothing configured and an Ollama found", () => {
  it("[S0-7] asks an installed model that chats, by Ollama's own API, and says so", async () => {
    const server = await emulate("ollama");
    const { code, stdout, stderr } = await portolan([], { env: { PORTOLAN_DISCOVERY_PORTS: portOf(server), OLLAMA_API_KEY: "" } });
    expect(stderr).toContain(`Ollama answers at ${server.origin}: its model llama3.2:latest gets a built-in question.`);
    expect(stdout).toMatch(/\S/);
    expect(server.requests.find(({ path }) => path === "/api/chat")?.body).toMatchObject({ model: "llama3.2:latest" });
    expect(server.requests.map(({ path }) => path)).not.toContain("/v1/chat/completions");
    expect(stderr).toContain(`OLLAMA_HOST=${server.origin} portolan --model ollama/llama3.2:latest`);
    expect(code).toBe(0);
  });

  it("says how to get a model where it has none", async () => {
    const server = await emulate("ollama", { models: [] });
    const { code, stderr } = await portolan([], { env: { PORTOLAN_DISCOVERY_PORTS: portOf(server) } });
    expect(stderr).toContain("has no model to ask (portolan ollama pull llama3.2)");
    expect(code).toBe(0);
  });

  it("is stopped while a model loads", async () => {
    const server = await emulate("ollama", { loadMs: 60_000 });
    const running = start(["ollama", "preload", "llama3.2"], { env: { OLLAMA_HOST: server.origin } });
    await arrival(server);
    running.child.kill("SIGINT");
    expect((await running.ended).code).toBe(130);
  });
});
