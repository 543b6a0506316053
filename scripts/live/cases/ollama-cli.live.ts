import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { hasOllama, server } from "./ollama.ts";

const main = fileURLToPath(new URL("../../../apps/cli/src/main.ts", import.meta.url));
const { text: textModel, tools } = server.models;

interface Finished {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

/** Keys and endpoints of whoever runs this would lead the command line elsewhere. */
const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/_API_(?:KEY|BASE)$|^OLLAMA_/i.test(name)));

async function portolan(...commandLine: readonly string[]): Promise<Finished> {
  const child = spawn(process.execPath, [main, ...commandLine], { env: { ...inherited, OLLAMA_HOST: server.origin.replace("http://", "") }, stdio: ["ignore", "pipe", "pipe"] });
  const [output, errors, [exitCode]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { exitCode: exitCode as number, output, errors };
}

describe.skipIf(!hasOllama)("[S3-1] the command line at an Ollama", () => {
  it("answers by the server that OLLAMA_HOST names", async () => {
    const { exitCode, output, errors } = await portolan("run", "--model", `ollama/${textModel}`, "--temperature", "0", "--max-tokens", "8", "Say hello.");
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: expect.stringMatching(/\d+ tokens in, 8 out/) });
    expect(output.trim()).not.toBe("");
  });

  it("lists what is installed, and what is in memory", async () => {
    const listed = await portolan("ollama", "list");
    expect(listed.exitCode).toBe(0);
    for (const model of [textModel, tools]) expect(listed.output).toContain(model);
    expect((await portolan("models", "ollama")).output).toContain(`ollama/${tools}`);
    expect((await portolan("ollama", "preload", textModel)).exitCode).toBe(0);
    // What is in memory by now is also up to the other cases, which share this server.
    expect((await portolan("ollama", "ps")).exitCode).toBe(0);
    await portolan("ollama", "unload", textModel);
  });

  it("says what to do about a model that is not there", async () => {
    const { exitCode, output, errors } = await portolan("ollama", "show", "nope");
    expect({ isFailed: exitCode !== 0, output }).toEqual({ isFailed: true, output: "" });
    expect(errors).toContain("ollama pull nope");
  });
});
