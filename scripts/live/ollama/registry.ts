import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Unavailable } from "../cache.ts";
import { startProgram } from "../program.ts";

export interface Registry {
  /** Where models are pushed to: a host and port, the beginning of their names. */
  readonly uploads: string;
  /** Where they are pulled from. */
  readonly downloads: string;
  /** Resolves when the process is gone. */
  close(): Promise<void>;
}

const program = "docker-registry";

/** Whether the registry can be started here. Where it cannot, says why in one line. */
export async function findRegistry(): Promise<Unavailable | { readonly program: string }> {
  return promisify(execFile)(program, ["--version"]).then(
    () => ({ program }),
    () => ({ unavailable: `no ${program}, which Debian has as a package of that name` }),
  );
}

/** Starts a registry of models on free ports of this machine; resolves when it answers. It ends with this process at the latest. */
export async function startRegistry(python: string): Promise<Registry> {
  const folder = await mkdtemp(join(tmpdir(), "portolan-registry-"));
  const config = join(folder, "config.yaml");
  // YAML is JSON's superset.
  await writeFile(config, JSON.stringify({ version: 0.1, storage: { filesystem: { rootdirectory: join(folder, "blobs") } }, http: { addr: "127.0.0.1:0" } }));
  const registry = await startProgram({ name: program, python, program, commandLine: ["serve", config], env: process.env, listening: /listening on (127\.0\.0\.1:\d+)/ });
  const front = await startFront(registry.address.split(":")[1] ?? "");
  return {
    uploads: registry.address,
    downloads: `127.0.0.1:${(front.address() as AddressInfo).port}`,
    async close() {
      front.closeAllConnections();
      front.close();
      await registry.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Ollama downloads only from where it was sent on to by another host, as the public registry does. */
async function startFront(port: string): Promise<Server> {
  const front = createServer((request, response) => {
    response.writeHead(307, { location: `http://localhost:${port}${request.url}` }).end();
  });
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  return front;
}
