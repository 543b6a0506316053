import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startEmulator, type Emulator } from "@portolan/testing/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const folder = dirname(dirname(fileURLToPath(import.meta.url)));
const pages = ["README.md", "../../docs/providers/ollama-native.md"];

const examples = pages.flatMap((page) => {
  const code = [...readFileSync(join(folder, page), "utf8").matchAll(/```ts\n([^]*?)```/g)];
  return code.map(([, example = ""], index) => ({ page, number: index + 1, example }));
});

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator("ollama");
});
afterAll(() => emulator.close());

describe("the documentation", () => {
  it.each(examples)("$page, example $number runs as it stands", { timeout: 30_000 }, async ({ example }) => {
    const env = { ...process.env, OLLAMA_HOST: emulator.baseURL, OLLAMA_API_KEY: "test-key-ollama", AI_SDK_LOG_WARNINGS: "false" };
    const { stderr } = await promisify(execFile)(process.execPath, ["--input-type=module-typescript", "--eval", example], { cwd: folder, env });
    expect(stderr).toBe("");
  });
});
