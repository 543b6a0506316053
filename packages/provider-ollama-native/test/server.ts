import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { startEmulator, type Emulator, type EmulatorScript } from "@portolan/testing/emulator";
import { onTestFinished } from "vitest";
import { createOllama, type OllamaProvider, type OllamaSettings } from "../src/index.ts";

/** An emulated Ollama and a provider at it, for the length of one test. */
export async function useEmulator(script: EmulatorScript = {}, settings: OllamaSettings = {}): Promise<{ readonly ollama: OllamaProvider; readonly emulator: Emulator }> {
  const emulator = await startEmulator("ollama", script);
  onTestFinished(() => emulator.close());
  return { emulator, ollama: createOllama({ ...settings, baseURL: emulator.baseURL, env: {} }) };
}

/** What a server was asked. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

export interface OwnServer {
  readonly origin: string;
  readonly asked: readonly Asked[];
  readonly ollama: OllamaProvider;
}

/** A server that answers as a test says, for its length; a text is an answer of status 200. */
export async function serve(answer: (asked: Asked, response: ServerResponse) => unknown, settings: OllamaSettings = {}): Promise<OwnServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const one = { method: request.method ?? "", path: request.url ?? "", headers: request.headers, body: Buffer.concat(pieces) };
      asked.push(one);
      const reply = answer(one, response);
      if (typeof reply === "string") response.end(reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, asked, ollama: createOllama({ ...settings, baseURL: origin, env: {} }) };
}

/** A server that never ends its answer. `closed` resolves when the client has gone. */
export async function hanging(onAsked: (response: ServerResponse) => void): Promise<OwnServer & { readonly closed: Promise<void> }> {
  let close = (): void => undefined;
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  const server = await serve((_, response) => {
    response.on("close", close);
    onAsked(response);
  });
  return { ...server, closed };
}

export function sent({ body }: Asked | undefined = { method: "", path: "", headers: {}, body: Buffer.from("{}") }): unknown {
  return JSON.parse(body.toString());
}

/** Everything that an iteration gives. */
export async function all<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** What a promise, or the start of one, fails with. */
export async function failureOf(work: () => unknown): Promise<Error> {
  try {
    await work();
  } catch (error) {
    return error as Error;
  }
  throw new Error("it did not fail");
}
