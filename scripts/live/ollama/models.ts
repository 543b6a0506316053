import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { Readable } from "node:stream";

/** The models that the cases use: one small file, under templates that make it able to do different things. */
export interface OllamaModels {
  /** Writes text, and nothing else. */
  readonly text: string;
  readonly tools: string;
  readonly thinking: string;
  /** Fills gaps. */
  readonly insert: string;
}

const templates: readonly (keyof OllamaModels)[] = ["text", "tools", "thinking", "insert"];

/** Threads that wait for each other spin: on a busy machine, one for every core is many times slower than half of them. */
const threads = Math.max(1, Math.min(Math.floor(availableParallelism() / 2), 4));

/** Makes the models on a server, under names that begin with the prefix. */
export async function createModels(origin: string, modelPath: string, prefix: string): Promise<OllamaModels> {
  const digest = await uploadFile(origin, modelPath);
  const models: Record<string, string> = {};
  // One after the other: two models made at once may delete what they share.
  for (const name of templates) {
    const template = await readFile(new URL(`templates/${name}.txt`, import.meta.url), "utf8");
    const body = { model: prefix + name, files: { "model.gguf": digest }, template, parameters: { stop: ["<|im_end|>"], num_thread: threads }, stream: false };
    await post(`${origin}/api/create`, body);
    models[name] = prefix + name;
  }
  return models as unknown as OllamaModels;
}

export async function deleteModels(origin: string, models: OllamaModels): Promise<void> {
  for (const model of Object.values(models) as string[]) await fetch(`${origin}/api/delete`, { method: "DELETE", body: JSON.stringify({ model }) });
}

async function uploadFile(origin: string, path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece as Uint8Array);
  const digest = `sha256:${hash.digest("hex")}`;
  const url = `${origin}/api/blobs/${digest}`;
  if ((await fetch(url, { method: "HEAD" })).ok) return digest;
  const { size } = await stat(path);
  const response = await fetch(url, { method: "POST", body: Readable.toWeb(createReadStream(path)), duplex: "half", headers: { "content-length": String(size) } } as RequestInit);
  if (!response.ok) throw new Error(`Ollama did not take the model's file: ${response.status} ${await response.text()}`);
  return digest;
}

async function post(url: string, body: object): Promise<void> {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body) });
  const answer = await response.text();
  if (!response.ok || answer.includes('"error"')) throw new Error(`Ollama did not make a model: ${response.status} ${answer}`);
}
