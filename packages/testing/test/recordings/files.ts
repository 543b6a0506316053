import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { RawAnswer } from "../../src/emulator/script.ts";
import { readRecording, type Recording } from "../../src/recording.ts";

const fixtures = new URL("../../fixtures/", import.meta.url);

/** Every exchange with the servers that speak OpenAI's form. */
export async function readOwnRecordings(): Promise<readonly Recording[]> {
  const folders = ["llama-cpp/", "litellm/", "ollama/"].map((name) => new URL(name, fixtures));
  const files = await Promise.all(folders.map(async (folder) => (await readdir(folder)).map((name) => new URL(name, folder))));
  return Promise.all(files.flat().map(readRecording));
}

export function recordedAt(recordings: readonly Recording[], path: string, outcome: "answered" | "refused"): readonly Recording[] {
  return recordings.filter(({ request, response }) => request.path === path && (outcome === "answered") === response.status < 300);
}

export interface NamedAnswer {
  readonly name: string;
  readonly answer: RawAnswer;
}

/**
 * Answers in a folder of someone else's recordings: `<name>.chunks.txt` holds one chunk of a stream a line, `<name>.json` an answer
 * that came whole.
 */
export async function readForeignAnswers(folder: string): Promise<{ readonly streams: readonly NamedAnswer[]; readonly bodies: readonly NamedAnswer[] }> {
  const names = (await readdir(folder)).toSorted();
  const read = (ending: string, toAnswer: (text: string) => RawAnswer): Promise<NamedAnswer[]> =>
    Promise.all(names.filter((name) => name.endsWith(ending)).map(async (name) => ({ name, answer: toAnswer(await readFile(join(folder, name), "utf8")) })));
  return {
    streams: await read(".chunks.txt", (text) => ({ kind: "raw", body: toEventStream(text) })),
    bodies: await read(".json", (text) => ({ kind: "raw", contentType: "application/json", body: text })),
  };
}

function toEventStream(chunks: string): string {
  const lines = chunks.split("\n").filter((line) => line.trim() !== "");
  return [...lines, "[DONE]"].map((line) => `data: ${line}\n\n`).join("");
}
