import { request as httpRequest, type IncomingMessage } from "node:http";
import { connect, type Socket } from "node:net";
import { startEmulator, type Emulator, type EmulatorOptions, type EmulatorProfile, type EmulatorScript } from "../../src/emulator/index.ts";

/** Runs with an emulator that is closed afterwards, also when the test fails. */
export async function withEmulator<Result>(
  profile: "openai" | "groq" | EmulatorProfile,
  script: EmulatorScript,
  run: (emulator: Emulator) => Promise<Result>,
  options?: EmulatorOptions,
): Promise<Result> {
  const emulator = await startEmulator(profile, script, options);
  try {
    return await run(emulator);
  } finally {
    await emulator.close();
  }
}

/** Parsed JSON that tests look into without narrowing; a wrong path fails the test. */
export type Json = ReturnType<typeof JSON.parse>;

const modelIds: { readonly openai: string; readonly groq: string } = { openai: "gpt-5.4-mini", groq: "openai/gpt-oss-20b" };

export function chatBody(emulator: Emulator, fields: Record<string, unknown> = {}): Record<string, unknown> {
  return { model: emulator.profile === "groq" ? modelIds.groq : modelIds.openai, messages: [{ role: "user", content: "Hello" }], ...fields };
}

export function post(emulator: Emulator, path: string, body: unknown, init: RequestInit = {}): Promise<Response> {
  return fetch(`${emulator.baseURL}${path}`, {
    method: "POST",
    ...init,
    headers: { authorization: `Bearer ${emulator.apiKey}`, "content-type": "application/json", ...(init.headers as Record<string, string> | undefined) },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

export function get(emulator: Emulator, path: string): Promise<Response> {
  return fetch(`${emulator.baseURL}${path}`, { headers: { authorization: `Bearer ${emulator.apiKey}` } });
}

/** A whole answer of the chat endpoint. */
export async function chat(emulator: Emulator, fields: Record<string, unknown> = {}): Promise<Json> {
  return (await post(emulator, "/chat/completions", chatBody(emulator, fields))).json();
}

/** The `data:` values of a streamed answer, JSON parsed, `[DONE]` as it is. */
export async function chatEvents(emulator: Emulator, fields: Record<string, unknown> = {}): Promise<Json[]> {
  const response = await post(emulator, "/chat/completions", chatBody(emulator, { stream: true, ...fields }));
  return events(await response.text());
}

export function events(text: string): Json[] {
  return text
    .split(/\r\n|\n|\r/)
    .filter((line) => line.startsWith("data: "))
    .map((line) => line.slice(6))
    .map((data) => (data === "[DONE]" ? data : JSON.parse(data)));
}

export interface RawExchange {
  readonly status: number | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
  /** Whether the body came to its proper end. */
  readonly complete: boolean;
  readonly errorCode: string | undefined;
}

/** One exchange over node:http, which tells a cut body from a whole one. */
export function rawPost(emulator: Emulator, path: string, body: unknown): Promise<RawExchange> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let answer: IncomingMessage | undefined;
    let errorCode: string | undefined;
    const settle = (): void =>
      resolve({ status: answer?.statusCode, headers: answer?.headers ?? {}, body: Buffer.concat(parts), complete: answer?.complete ?? false, errorCode });
    const request = httpRequest(
      `${emulator.baseURL}${path}`,
      { method: "POST", agent: false, headers: { authorization: `Bearer ${emulator.apiKey}`, "content-type": "application/json" } },
      (response) => {
        answer = response;
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("error", (error: NodeJS.ErrnoException) => {
          errorCode = error.code;
        });
        response.on("close", settle);
      },
    );
    request.on("error", (error: NodeJS.ErrnoException) => {
      errorCode ??= error.code;
      if (answer === undefined) settle();
    });
    request.end(JSON.stringify(body));
  });
}

/** A socket that has sent a call and reads nothing until it is resumed. */
export function socketPost(emulator: Emulator, path: string, body: unknown): Socket {
  const text = JSON.stringify(body);
  const { port, pathname } = new URL(`${emulator.baseURL}${path}`);
  const socket = connect(Number(port), "127.0.0.1");
  socket.pause();
  socket.write(
    `POST ${pathname} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${emulator.apiKey}\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`,
  );
  return socket;
}

/** How the other side closed the connection: in order, or by a reset. */
export function closing(socket: Socket): Promise<{ readonly text: string; readonly by: string }> {
  return new Promise((resolve) => {
    let text = "";
    socket.setEncoding("latin1");
    socket.on("data", (part: string) => {
      text += part;
    });
    socket.on("end", () => resolve({ text, by: "end" }));
    socket.on("error", (error: NodeJS.ErrnoException) => resolve({ text, by: error.code ?? error.message }));
    socket.resume();
  });
}
