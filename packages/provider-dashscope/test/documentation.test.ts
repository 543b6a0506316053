import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { useDashScope } from "./calls.ts";

const folder = dirname(dirname(fileURLToPath(import.meta.url)));
const pages = ["README.md", "../../docs/providers/dashscope.md"];

const examples = pages.flatMap((page) => {
  const code = [...readFileSync(join(folder, page), "utf8").matchAll(/```ts\n([^]*?)```/g)];
  return code.map(([, example = ""], index) => ({ page, number: index + 1, example }));
});

describe("the documentation", () => {
  const test = useDashScope();

  it.each(examples)("$page, example $number runs as it stands", { timeout: 30_000 }, async ({ example }) => {
    const env = { ...process.env, DASHSCOPE_API_BASE: test.emulator.baseURL, DASHSCOPE_API_KEY: test.emulator.apiKey, DASHSCOPE_API_REGION: undefined, DASHSCOPE_WORKSPACE_ID: undefined };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--input-type=module-typescript", "--eval", example], { cwd: folder, env });
    expect(stderr).toBe("");
    expect(stdout).toMatch(/emulator|The ship is in port\./);
  });
});
