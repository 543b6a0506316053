import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { portolan, start } from "./support/cli.ts";
import { emulate, freePort, groqEnv, localEnv, portOf } from "./support/services.ts";

describe("models", () => {
  it("lists a provider's models with what they can do", async () => {
    const emulator = await emulate("groq");
    const { code, stdout, stderr } = await portolan(["models", "groq"], { env: groqEnv(emulator) });
    const lines = stdout.trimEnd().split("\n");
    expect(lines[0]).toMatch(/^MODEL +KIND +CONTEXT +OUTPUT +TOOLS +VISION +REASONING +SCHEMA +IN +OUT$/);
    expect(lines.find((line) => line.startsWith("groq/openai/gpt-oss-120b "))).toMatch(/language +131k +66k +yes/);
    expect(lines.find((line) => line.startsWith("groq/whisper-large-v3 "))).toMatch(/transcription/);
    expect(new Set(lines.slice(1, -1).map((line) => line.search(/(?:language|transcription|speech) /))).size).toBe(1);
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });

  it("lists every configured provider, and fails when one of them does", async () => {
    const [groq, local] = [await emulate("groq"), await emulate("openai")];
    const env = { ...groqEnv(groq), ...localEnv(local), GONE_API_BASE: `http://127.0.0.1:${await freePort()}/v1` };
    const { code, stdout, stderr } = await portolan(["models"], { env });
    expect(stdout).toContain("groq/openai/gpt-oss-20b");
    expect(stdout).toMatch(/local\/gpt-5\.5 +\?/);
    expect(stderr).toMatch(/^error: gone: .*connection refused/m);
    expect(code).toBe(1);
  });

  it("lists what is found on this machine where nothing is configured", async () => {
    const server = await emulate("openai", { apiKeys: null });
    const { code, stdout } = await portolan(["models"], { env: { PORTOLAN_DISCOVERY_PORTS: portOf(server) } });
    expect(stdout).toContain("local/gpt-5.5");
    expect(code).toBe(0);
  });

  it.each([[[]], [["nobody"]], [["local"]]])("says what to do when there is none: %j", async (names) => {
    const { code, stdout, stderr } = await portolan(["models", ...names]);
    expect(stdout).toBe("");
    expect(stderr).toContain("portolan providers");
    expect(code).toBe(3);
  });
});

describe("providers", () => {
  it("shows what is set by name, and what is missing", async () => {
    const env = { ACME_API_BASE: "https://llm.example.com/v1", acme_API_KEY: "test-key-acme", VITE_API_BASE: "/api" };
    const { code, stdout, stderr } = await portolan(["providers"], { env });
    expect(stdout).toMatch(/^groq +no +\(set GROQ_API_KEY\) +openai\/gpt-oss-120b +https:\/\/api\.groq\.com\/openai\/v1$/m);
    expect(stdout).toMatch(/^acme +yes +ACME_API_BASE acme_API_KEY +- +https:\/\/llm\.example\.com\/v1$/m);
    expect(stdout).toMatch(/^vite +wrong +VITE_API_BASE/m);
    expect(stderr).toContain("VITE_API_BASE needs a scheme");
    expect(stdout + stderr).not.toContain("test-key-acme");
    expect(code).toBe(0);
  });

  it("reads a file of variables, and the environment wins", async () => {
    const folder = await mkdtemp(join(tmpdir(), "portolan-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, "variables"), "GROQ_API_KEY=test-key-file\nACME_API_BASE=https://file.example.com/v1\n");
    const { stdout } = await portolan(["providers", "--env", join(folder, "variables")], { env: { ACME_API_BASE: "https://llm.example.com/v1" } });
    expect(stdout).toMatch(/^groq +yes +GROQ_API_KEY/m);
    expect(stdout).toContain("https://llm.example.com/v1");
  });
});

describe("emulate", () => {
  it.each([["openai"], ["llama-cpp"], ["cloudflare"]])("runs %s, which the printed command reaches, until Ctrl-C", async (service) => {
    const emulating = start(["emulate", service]);
    await emulating.shows(/Ctrl-C ends it/);
    const [, base = "", address = "", key = "", secret = "", model = ""] = /(\w+_API_BASE)=(\S+) (\w+_API_KEY)=(\S+) \\\n +portolan --model (\S+) "Hello"/.exec(emulating.stdout) ?? [];
    expect(emulating.stdout).toContain(`base URL  ${address}`);
    expect(model).toMatch(new RegExp(`^${service}/`));
    const { code, stdout } = await portolan(["--model", model, "Hello"], { env: { [base]: address, [key]: secret } });
    expect(stdout).toMatch(/\S/);
    expect(code).toBe(0);
    await emulating.shows(/POST \S*\/chat\/completions/);
    emulating.child.kill("SIGINT");
    expect((await emulating.ended).code).toBe(0);
  });

  it("names the variable that a service's own programs read, where it has one", async () => {
    const emulating = start(["emulate", "ollama"]);
    await emulating.shows(/Ctrl-C ends it/);
    const [, address = "", model = ""] = /  OLLAMA_HOST=(\S+) \\\n +portolan --model (\S+) "Hello"/.exec(emulating.stdout) ?? [];
    expect(emulating.stdout).toContain("key       none is asked for");
    const { code, stdout } = await portolan(["--model", model, "Hello"], { env: { OLLAMA_HOST: address } });
    expect([code, stdout]).toEqual([0, expect.stringContaining("emulator speaking")]);
    emulating.child.kill("SIGINT");
    await emulating.ended;
  });

  it("asks for no key when told not to", async () => {
    const emulating = start(["emulate", "openai", "--keyless"]);
    await emulating.shows(/Ctrl-C ends it/);
    const [, address = "", model = ""] = /OPENAI_API_BASE=(\S+) \\\n +portolan --model (\S+) "Hello"/.exec(emulating.stdout) ?? [];
    const { code } = await portolan(["--model", model, "Hello"], { env: { OPENAI_API_BASE: address } });
    expect(code).toBe(0);
    emulating.child.kill("SIGINT");
    await emulating.ended;
  });

  it("takes the port it is given, and says when it is taken", async () => {
    const port = await freePort();
    const first = start(["emulate", "--port", String(port)]);
    await first.shows(/Ctrl-C ends it/);
    expect(first.stdout).toContain(`http://127.0.0.1:${port}/openai/v1`);
    const { code, stderr } = await portolan(["emulate", "--port", String(port)]);
    expect(stderr).toContain(`Port ${port} cannot be used (EADDRINUSE)`);
    expect(code).toBe(1);
    first.child.kill("SIGINT");
    await first.ended;
  });
});
