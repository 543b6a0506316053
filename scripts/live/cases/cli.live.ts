import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { server } from "./local.ts";

const main = fileURLToPath(new URL("../../../apps/cli/src/main.ts", import.meta.url));
const model = `local/${server.modelId}`;
const variables = { LOCAL_API_BASE: server.baseURL, LOCAL_API_KEY: server.apiKey };

interface Finished {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

/** Keys and endpoints of whoever runs this would lead the command line elsewhere. */
const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/_API_(?:KEY|BASE)$/i.test(name)));

async function portolan(commandLine: readonly string[], env: Readonly<Record<string, string>> = variables): Promise<Finished> {
  const child = spawn(process.execPath, [main, ...commandLine], { env: { ...inherited, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const [output, errors, [exitCode]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { exitCode: exitCode as number, output, errors };
}

describe("command line", () => {
  it("prints the answer alone on stdout, and what it cost on stderr", async () => {
    const { exitCode, output, errors } = await portolan(["run", "--model", model, "--temperature", "0", "--max-tokens", "12", "Say hello."]);
    expect(exitCode).toBe(0);
    expect(output.trim()).not.toBe("");
    expect(errors).toContain(model);
    expect(errors).toMatch(/\d+ tokens in, \d+ out/);
  });

  it("prints the same whole and as JSON", async () => {
    const question = ["run", "--model", model, "--temperature", "0", "--max-tokens", "12", "Say hello."];
    const streamed = await portolan(question);
    const { text: answer, ...about } = JSON.parse((await portolan([...question, "--no-stream", "--json"])).output);
    expect(`${answer}\n`).toBe(streamed.output);
    expect(about).toMatchObject({ model, finishReason: "length", usage: { outputTokens: 12 }, response: { model: server.modelId } });
  });

  it("lists the server's models", async () => {
    const { exitCode, output } = await portolan(["models", "local"]);
    expect(exitCode).toBe(0);
    expect(output).toContain(model);
  });

  it("says which key is wrong, without the key", async () => {
    const key = "test-key-of-someone-else";
    const { exitCode, output, errors } = await portolan(["run", "--model", model, "Hello."], { ...variables, LOCAL_API_KEY: key });
    expect({ exitCode, output }).toEqual({ exitCode: 3, output: "" });
    expect(errors).toContain("LOCAL_API_KEY");
    expect(errors).not.toContain(key);
  });

  it("fails the call when nobody listens", async () => {
    const { exitCode, output } = await portolan(["run", "--model", model, "Hello."], { LOCAL_API_BASE: "http://127.0.0.1:1/v1" });
    expect({ exitCode, output }).toEqual({ exitCode: 1, output: "" });
  });
});
