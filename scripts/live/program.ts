import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface ProgramPlan {
  /** What it is called when it does not start. */
  readonly name: string;
  /** An interpreter that ends the program when this process ends. */
  readonly python: string;
  readonly program: string;
  readonly commandLine: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** What the program prints when it listens; its first group is the address. */
  readonly listening: RegExp;
}

export interface RunningProgram {
  /** `127.0.0.1:PORT`, as the program said it. */
  readonly address: string;
  /** What it has printed so far, line by line. */
  readonly lines: readonly string[];
  /** Resolves when the process is gone. */
  close(): Promise<void>;
}

/** Starts a program that serves on a port of its own choice; resolves when it listens. It ends with this process at the latest. */
export async function startProgram({ name, python, program, commandLine, env, listening }: ProgramPlan): Promise<RunningProgram> {
  const shell = fileURLToPath(new URL("until-stdin-closes.py", import.meta.url));
  const child = spawn(python, [shell, program, ...commandLine], { env, stdio: ["pipe", "pipe", "pipe"] });
  const lines: string[] = [];
  const exited = new Promise<number | null>((resolve, reject) => child.once("exit", resolve).once("error", reject));
  const ready = new Promise<string>((resolve) => {
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input }).on("line", (line) => {
        lines.push(line);
        const address = listening.exec(line)?.[1];
        if (address !== undefined) resolve(address);
      });
    }
  });
  const failed = exited.then((code) => Promise.reject(new Error(`${name} did not start (exit code ${code}): ${lines.slice(-3).join(" ")}`)));
  const address = await Promise.race([ready, failed]);
  failed.catch(() => undefined);
  return {
    address,
    lines,
    async close() {
      child.stdin.end();
      await exited;
    },
  };
}
