import type { TestProject } from "vitest/node";
import { startLlamaCpp } from "./server.ts";
import { prepareLlamaCpp, type LlamaCppInstallation } from "./setup.ts";

export interface LiveServer {
  readonly origin: string;
  readonly baseURL: string;
  readonly apiKey: string;
  /** With slashes, as services that host many vendors have them. */
  readonly modelId: string;
  readonly contextTokens: number;
  readonly installation: LlamaCppInstallation;
}

declare module "vitest" {
  interface ProvidedContext {
    readonly llamaCpp: LiveServer;
  }
}

/** Starts the server that the cases share, and stops it after the last one. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const installation = await prepareLlamaCpp();
  if ("unavailable" in installation) throw new Error(`no llama.cpp server: ${installation.unavailable}`);
  const chosen = { apiKey: "test-key-local", modelId: "small/smollm2/135m-instruct", contextTokens: 2048, installation };
  const server = await startLlamaCpp(chosen);
  project.provide("llamaCpp", { ...chosen, origin: server.origin, baseURL: server.baseURL });
  return () => server.close();
}
