import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Environment } from "./python-environment.ts";

/** A model of the proxy, and where it is in truth. */
export interface LiteLLMModel {
  /** What callers name it. */
  readonly name: string;
  /** As the service behind it knows it. */
  readonly modelId: string;
  readonly baseURL: string;
  readonly apiKey: string;
}

export interface LiteLLMProxy {
  /** What a user would configure: the origin with `/v1`. */
  readonly baseURL: string;
  readonly apiKey: string;
  /** Resolves when the process is gone. */
  close(): Promise<void>;
}

const apiKey = "test-key-litellm";
const startTimeoutMs = 90_000;

/** Starts a proxy on a free port of this machine, in front of services that speak OpenAI's form; resolves when it answers. */
export async function startLiteLLM({ python }: Environment, models: readonly LiteLLMModel[]): Promise<LiteLLMProxy> {
  const folder = await mkdtemp(join(tmpdir(), "portolan-litellm-"));
  const config = join(folder, "config.yaml");
  // YAML is JSON's superset.
  await writeFile(config, JSON.stringify(configOf(models)));
  const port = await freePort();
  const script = fileURLToPath(new URL("litellm-proxy.py", import.meta.url));
  const child = spawn(python, [script, "--config", config, "--host", "127.0.0.1", "--port", String(port)], {
    // Its price list would be fetched from the network otherwise.
    env: { ...process.env, LITELLM_LOCAL_MODEL_COST_MAP: "True" },
    stdio: ["pipe", "ignore", "pipe"],
  });
  const complaints = text(child.stderr);
  const exited = new Promise<number | null>((resolve, reject) => child.once("exit", resolve).once("error", reject));
  const origin = `http://127.0.0.1:${port}`;
  const failed = exited.then(async (code) => Promise.reject(new Error(`LiteLLM's proxy did not start (exit code ${code}): ${(await complaints).slice(-500)}`)));
  await Promise.race([untilAlive(origin, () => child.exitCode === null), failed]);
  return {
    baseURL: `${origin}/v1`,
    apiKey,
    async close() {
      child.stdin.end();
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function configOf(models: readonly LiteLLMModel[]): object {
  return {
    model_list: models.map(({ name, modelId, baseURL, apiKey: key }) => ({
      model_name: name,
      litellm_params: { model: `openai/${modelId}`, api_base: baseURL, api_key: key },
    })),
    general_settings: { master_key: apiKey },
    router_settings: { num_retries: 0 },
    litellm_settings: { telemetry: false },
  };
}

async function freePort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as AddressInfo;
  await new Promise((resolve) => listener.close(resolve));
  return port;
}

async function untilAlive(origin: string, isRunning: () => boolean): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline && isRunning()) {
    const alive = await fetch(`${origin}/health/liveliness`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (alive) return;
    await delay(100);
  }
  throw new Error(`LiteLLM's proxy did not answer within ${startTimeoutMs / 1000} s`);
}
