import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);
const maxOutputBytes = 64 * 1024 * 1024;

/** What the program writes to its standard output. Rejects, with what it said, when it fails. */
export async function readCommand(command: string, args: readonly string[], cwd: string): Promise<string> {
  try {
    const { stdout } = await execute(command, args, { cwd, maxBuffer: maxOutputBytes });
    return stdout;
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`${command} ${args.slice(0, 2).join(" ")} failed in ${cwd}:\n${stderr}${stdout}`.trim(), { cause: error });
  }
}
