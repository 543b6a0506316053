import type { Session } from "../session.ts";
import { isModelList, modelIds, softwareOf } from "./model-list.ts";
import type { FoundServer, LockedServer } from "./found-server.ts";

/** llama.cpp, vLLM, LM Studio, LiteLLM, Ollama. Where to look; what answers there is told from the answer. */
const usualPorts: readonly number[] = [8080, 8000, 1234, 4000, 11434];
const patienceMs = 1500;
const largestList = 4 * 1024 * 1024;

export interface Findings {
  readonly servers: readonly FoundServer[];
  readonly locked: readonly LockedServer[];
  readonly ports: readonly number[];
}

/** Looks on loopback for servers that list models. Sends no key and follows no redirect; never throws but for an interrupt. */
export async function findServers({ env, signal }: Pick<Session, "env" | "signal">): Promise<Findings> {
  const ports = readPorts(env["PORTOLAN_DISCOVERY_PORTS"]);
  const found = await Promise.all(ports.map((port) => look(port, signal)));
  signal.throwIfAborted();
  return {
    servers: found.filter((server): server is FoundServer => server !== undefined && "models" in server),
    locked: found.filter((server): server is LockedServer => server !== undefined && !("models" in server)),
    ports,
  };
}

function readPorts(text: string | undefined): readonly number[] {
  if (text === undefined) return usualPorts;
  return text.split(",").map((port) => Number(port.trim())).filter((port) => Number.isInteger(port) && port > 0 && port < 65_536);
}

async function look(port: number, signal: AbortSignal): Promise<FoundServer | LockedServer | undefined> {
  const origin = `http://127.0.0.1:${port}`;
  const baseURL = `${origin}/v1`;
  const answer = await get(`${baseURL}/models`, signal);
  if (answer === undefined) return undefined;
  if (answer.status === 401 || answer.status === 403) return isJSON(answer.text) ? { baseURL } : undefined;
  const list = answer.status === 200 ? parse(answer.text) : undefined;
  if (!isModelList(list)) return undefined;
  const software = softwareOf(list, answer.headers) ?? (await askForSoftware(origin, signal)) ?? "an OpenAI-compatible server";
  // Ollama's own API has more to say than the form that it shares with the others.
  return { software, baseURL: software === "Ollama" ? origin : baseURL, models: modelIds(list) };
}

/** Ollama lists models of other makers like anybody's, but has a version page of its own. */
async function askForSoftware(origin: string, signal: AbortSignal): Promise<string | undefined> {
  const answer = await get(`${origin}/api/version`, signal);
  const body = answer?.status === 200 ? parse(answer.text) : undefined;
  return typeof body === "object" && body !== null && "version" in body ? "Ollama" : undefined;
}

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

async function get(url: string, signal: AbortSignal): Promise<Reply | undefined> {
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]) });
    return { status: response.status, headers: response.headers, text: await readText(response) };
  } catch {
    // Nobody there, or nobody who speaks HTTP.
    return undefined;
  }
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of response.body ?? []) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > largestList) throw new Error("too long for a list of models");
  }
  return text;
}

function isJSON(text: string): boolean {
  return parse(text) !== undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
