import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { type Scenario, scenarioPath } from "./scenario.ts";

/** A service on loopback, in a process of its own so that its work is not counted as a contestant's. */
export interface Upstream {
  readonly pid: number;
  /** A base URL under which every call is answered in this way. */
  url(scenario: Scenario): string;
  stop(): Promise<void>;
}

async function readPort(child: ChildProcess): Promise<number> {
  const exited = once(child, "exit").then(([code]) => {
    throw new Error(`the upstream ended with status ${String(code)} before it listened`);
  });
  const [port] = (await Promise.race([once(child, "message"), exited])) as [number];
  return port;
}

export async function startUpstream(): Promise<Upstream> {
  // Flags of this process, such as a profiler's, are not meant for it.
  const child = fork(new URL("server.ts", import.meta.url), { execArgv: [] });
  const port = await readPort(child);
  return {
    pid: child.pid ?? 0,
    url: (scenario) => `http://127.0.0.1:${port}${scenarioPath(scenario)}`,
    async stop(): Promise<void> {
      const exited = once(child, "exit");
      child.kill();
      await exited;
    },
  };
}
