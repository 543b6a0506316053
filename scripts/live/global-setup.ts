import type { TestProject } from "vitest/node";
import type { Unavailable } from "./cache.ts";
import { prepareOllama, type OllamaInstallation } from "./ollama/install.ts";
import { createModels, deleteModels, type OllamaModels } from "./ollama/models.ts";
import { startOllama } from "./ollama/server.ts";
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

export interface LiveOllama {
  readonly origin: string;
  readonly models: OllamaModels;
  /** For servers that a case sets up in its own way. Absent where the server is somebody's own. */
  readonly own?: { readonly installation: OllamaInstallation; readonly modelFolder: string };
}

declare module "vitest" {
  interface ProvidedContext {
    readonly llamaCpp: LiveServer;
    readonly ollama: LiveOllama | Unavailable;
  }
}

/** Starts the servers that the cases share, and stops them after the last one. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const installation = await prepareLlamaCpp();
  if ("unavailable" in installation) throw new Error(`no llama.cpp server: ${installation.unavailable}`);
  const chosen = { apiKey: "test-key-local", modelId: "small/smollm2/135m-instruct", contextTokens: 2048, installation };
  const server = await startLlamaCpp(chosen);
  project.provide("llamaCpp", { ...chosen, origin: server.origin, baseURL: server.baseURL });
  const stopOllama = await setUpOllama(project);
  return async () => {
    await Promise.all([server.close(), stopOllama()]);
  };
}

async function setUpOllama(project: TestProject): Promise<() => Promise<void>> {
  const installation = await prepareOllama();
  if ("unavailable" in installation) {
    project.provide("ollama", installation);
    return async () => undefined;
  }
  if ("origin" in installation) {
    // Somebody's own server: what is made there has a name of its own, and goes again.
    const models = await createModels(installation.origin, installation.modelPath, "portolan-live/");
    project.provide("ollama", { origin: installation.origin, models });
    return () => deleteModels(installation.origin, models);
  }
  const server = await startOllama({ installation });
  try {
    const models = await createModels(server.origin, installation.modelPath, "");
    project.provide("ollama", { origin: server.origin, models, own: { installation, modelFolder: server.modelFolder } });
  } catch (error) {
    await server.close();
    throw error;
  }
  return () => server.close();
}
