import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startProgram } from "../program.ts";
import type { OllamaInstallation } from "./install.ts";

export interface OllamaOptions {
  readonly installation: OllamaInstallation;
  /** A folder with models; it is left as it is. @default a new one, gone with the server */
  readonly modelFolder?: string;
  /** Variables such as `OLLAMA_MAX_QUEUE`. */
  readonly variables?: Readonly<Record<string, string>>;
}

export interface OllamaServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly modelFolder: string;
  /** How many requests for the path it has ended with, whoever ended them: from its log. */
  ended(path: string): number;
  /** Resolves when the process is gone. */
  close(): Promise<void>;
}

/** Starts an Ollama on a free port of this machine, which knows nobody's models and keys; resolves when it answers. */
export async function startOllama({ installation, modelFolder = "", variables }: OllamaOptions): Promise<OllamaServer> {
  const home = await mkdtemp(join(tmpdir(), "portolan-ollama-"));
  const models = modelFolder === "" ? join(home, "models") : modelFolder;
  const program = await startProgram({
    name: "Ollama",
    python: installation.python,
    program: installation.program,
    commandLine: ["serve"],
    env: { ...inherited(), HOME: home, USERPROFILE: home, OLLAMA_HOST: "127.0.0.1:0", OLLAMA_MODELS: models, OLLAMA_NOPRUNE: "1", OLLAMA_NO_CLOUD: "1", ...variables },
    listening: /Listening on (127\.0\.0\.1:\d+)/,
  });
  return {
    origin: `http://${program.address}`,
    modelFolder: models,
    ended: (path) => program.lines.filter((line) => line.startsWith("[GIN]") && line.trimEnd().endsWith(`"${path}"`)).length,
    async close() {
      await program.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Whoever runs this may have an Ollama of their own, which is set up by variables. */
function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("OLLAMA_")));
}
