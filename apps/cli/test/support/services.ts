import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { startEmulator, type Emulator, type EmulatorScript, type profiles } from "@portolan/testing/emulator";
import { expect, onTestFinished } from "vitest";

/** An emulated service for the length of one test. */
export async function emulate(profile: keyof typeof profiles, script: EmulatorScript = {}): Promise<Emulator> {
  const emulator = await startEmulator(profile, script);
  onTestFinished(() => emulator.close());
  return emulator;
}

/** The environment of somebody who has a key for this emulated Groq. */
export function groqEnv({ baseURL, apiKey }: Emulator): Record<string, string> {
  return { GROQ_API_BASE: baseURL, GROQ_API_KEY: apiKey };
}

/** The environment of somebody who runs this server. */
export function localEnv({ baseURL, apiKey }: Emulator): Record<string, string> {
  return { LOCAL_API_BASE: baseURL, LOCAL_API_KEY: apiKey };
}

/** Resolves when the first request has come. */
export async function arrival(emulator: Emulator): Promise<void> {
  await expect.poll(() => emulator.requests.length, { timeout: 15_000 }).toBeGreaterThan(0);
}

export function portOf({ origin }: Pick<Emulator, "origin">): string {
  return new URL(origin).port;
}

/** Anything else that answers HTTP, for the length of one test. */
export async function serve(listener: RequestListener): Promise<{ readonly origin: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** A port that nobody listens at. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
