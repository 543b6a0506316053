import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { useEmulator } from "./server.ts";

const folder = dirname(dirname(fileURLToPath(import.meta.url)));
const pages = ["README.md", "../../docs/providers/ollama-native.md"];

const examples = pages.flatMap((page) => {
  const code = [...readFileSync(join(folder, page), "utf8").matchAll(/```ts\n([^]*?)```/g)];
  return code.map(([, example = ""], index) => ({ page, number: index + 1, example }));
});

describe("the documentation", () => {
  it.each(examples)("$page, example $number runs as it stands", { timeout: 30_000 }, async ({ example }) => {
    const { emulator } = await useEmulator();
    const env = { PATH: process.env["PATH"], OLLAMA_HOST: emulator.origin };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--input-type=module-typescript", "--eval", example], { cwd: folder, env });
    expect(stderr).toBe("");
    expect(stdout).toMatch(/\S/);
  });
});
