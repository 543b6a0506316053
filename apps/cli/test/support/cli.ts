import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { vi } from "vitest";

// A process has to start first, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const entry = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly stdout: string;
  readonly stderr: string;
  readonly ended: Promise<Ended>;
  /** Resolves when stdout or stderr shows it; rejects when the process ends without. */
  shows(pattern: RegExp): Promise<void>;
}

interface Start {
  /** The whole environment, but for what every process needs. @default no provider, and no port to look at */
  readonly env?: Readonly<Record<string, string>>;
  /** @default "ignore": no standard input */
  readonly stdin?: "ignore" | "pipe";
}

/** Runs the program as a process of its own, with nothing of this machine's environment but the path. */
export function start(commandLine: readonly string[], { env = {}, stdin = "ignore" }: Start = {}): Running {
  const child = spawn(process.execPath, [entry, ...commandLine], {
    env: { PATH: process.env["PATH"] ?? "", PORTOLAN_DISCOVERY_PORTS: "", ...env },
    stdio: [stdin, "pipe", "pipe"],
  });
  const written = { stdout: "", stderr: "" };
  const listeners = new Set<() => void>();
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      written[name] += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal, ...written }));
  });
  return {
    child,
    get stdout() {
      return written.stdout;
    },
    get stderr() {
      return written.stderr;
    },
    ended,
    shows(pattern) {
      return new Promise((resolve, reject) => {
        const look = (): void => {
          if (!pattern.test(written.stdout) && !pattern.test(written.stderr)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        void ended.then(({ code }) => reject(new Error(`ended with ${code} without showing ${pattern}:\n${written.stdout}\n${written.stderr}`)));
      });
    },
  };
}

/** Runs it to its end. `input` is piped in. */
export async function portolan(commandLine: readonly string[], { env = {}, input }: { readonly env?: Readonly<Record<string, string>>; readonly input?: string } = {}): Promise<Ended> {
  const running = start(commandLine, { env, stdin: input === undefined ? "ignore" : "pipe" });
  running.child.stdin?.end(input);
  return await running.ended;
}
