import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { startEmulator } from "@portolan/testing/emulator";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..");

it("the README's example runs as it is written", async () => {
  const readme = await readFile(join(root, "README.md"), "utf8");
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
  expect(example).toContain("streamText");
  const emulator = await startEmulator("groq", { answers: [{ kind: "model", text: "A chart of harbours." }] });
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module-typescript", "-e", example], {
      cwd: root,
      env: { ...process.env, GROQ_API_KEY: emulator.apiKey, GROQ_API_BASE: emulator.baseURL },
    });
    expect(stdout).toBe("A chart of harbours.");
    expect(emulator.lastRequest.body).toMatchObject({ model: "openai/gpt-oss-20b", stream: true });
  } finally {
    await emulator.close();
  }
});
