import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { createInterface } from "node:readline";
import type { LlamaCppInstallation } from "./setup.ts";

export interface LlamaCppOptions {
  readonly installation: LlamaCppInstallation;
  /** The id under which the model is listed. @default the path of its file */
  readonly modelId?: string;
  /** The key every request must carry. @default none is asked for */
  readonly apiKey?: string;
  /** Tokens of prompt and answer together. @default 2048 */
  readonly contextTokens?: number;
  /** Requests answered at the same time, each with the whole context. @default 2 */
  readonly slots?: number;
  /** Whether `/v1/embeddings` is served as well. @default true */
  readonly embeddings?: boolean;
  /** `true` is the project's own template, with tools and reasoning; `false` is the model's, with neither. @default true */
  readonly toolTemplate?: boolean;
}

/** What one slot of the server is doing. */
export interface LlamaCppSlot {
  readonly id: number;
  readonly isProcessing: boolean;
  /** Tokens written for the request at hand; 0 when there is none. */
  readonly tokensWritten: number;
}

export interface LlamaCppServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** What a user would configure: the origin with `/v1`. */
  readonly baseURL: string;
  slots(): Promise<readonly LlamaCppSlot[]>;
  /** Resolves when the process is gone. */
  close(): Promise<void>;
}

/** Starts a llama.cpp server on a free port of this machine; resolves when it answers. It ends with this process at the latest. */
export async function startLlamaCpp(options: LlamaCppOptions): Promise<LlamaCppServer> {
  const child = spawn(options.installation.python, [fileURLToPath(new URL("server.py", import.meta.url)), JSON.stringify(parametersOf(options))], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = new Promise<number | null>((resolve, reject) => child.once("exit", resolve).once("error", reject));
  const ready = new Promise<string>((resolve) => createInterface({ input: child.stdout }).once("line", resolve));
  const line = await Promise.race([ready, exited.then((code) => Promise.reject(new Error(`the llama.cpp server did not start (exit code ${code})`)))]);
  const { origin } = JSON.parse(line) as { readonly origin: string };
  return {
    origin,
    baseURL: `${origin}/v1`,
    slots: () => readSlots(origin, options.apiKey),
    async close() {
      child.stdin.end();
      await exited;
    },
  };
}

function parametersOf(options: LlamaCppOptions): Readonly<Record<string, unknown>> {
  return {
    modelPath: options.installation.modelPath,
    modelId: options.modelId,
    apiKey: options.apiKey,
    contextTokens: options.contextTokens ?? 2048,
    slots: options.slots ?? 2,
    // Threads that wait for each other spin: on a busy machine, one for every core is many times slower than half of them.
    threads: Math.max(1, Math.min(Math.floor(availableParallelism() / 2), 4)),
    embeddings: options.embeddings ?? true,
    templatePath: options.toolTemplate === false ? undefined : fileURLToPath(new URL("chat-template.jinja", import.meta.url)),
  };
}

interface SlotRow {
  readonly id: number;
  readonly is_processing: boolean;
  readonly next_token?: readonly { readonly n_decoded: number }[];
}

async function readSlots(origin: string, apiKey: string | undefined): Promise<readonly LlamaCppSlot[]> {
  const response = await fetch(`${origin}/slots`, apiKey === undefined ? {} : { headers: { authorization: `Bearer ${apiKey}` } });
  if (!response.ok) throw new Error(`/slots answered ${response.status}`);
  const rows = (await response.json()) as readonly SlotRow[];
  return rows.map((row) => ({ id: row.id, isProcessing: row.is_processing, tokensWritten: row.next_token?.[0]?.n_decoded ?? 0 }));
}
