import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { root } from "../workspace.ts";

export interface CommandResult {
  readonly ok: boolean;
  /** stdout and stderr in the order they were written. */
  readonly output: string;
}

const tools = join(root, "node_modules", ".bin");

/** Runs a tool of the project (or of the machine) to its end. A failure is a result, not an exception. */
export function runCommand(command: string, args: readonly string[], cwd: string = root): Promise<CommandResult> {
  return new Promise((resolve) => {
    const env = { ...process.env, PATH: `${tools}${delimiter}${process.env["PATH"] ?? ""}`, NO_COLOR: "1" };
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.on("error", (error) => resolve({ ok: false, output: error.message }));
    child.on("close", (status) => resolve({ ok: status === 0, output: output.trim() }));
  });
}
