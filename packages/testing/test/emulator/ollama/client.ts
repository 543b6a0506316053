import type { JSONObject, JSONValue } from "@ai-sdk/provider";
import type { Emulator } from "../../../src/emulator/index.ts";
import type { Json } from "../client.ts";

export interface Answered {
  readonly status: number;
  readonly value: Json;
}

/** Sends a body, or none, and reads the answer: one value, or those of its lines. */
export async function ask(emulator: Emulator, path: string, body?: JSONValue, method = "POST", headers: Readonly<Record<string, string>> = {}): Promise<Answered> {
  const response = await fetch(`${emulator.origin}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const text = await response.text();
  const isLines = response.headers.get("content-type") === "application/x-ndjson";
  const lines = text.split("\n").filter((line) => line !== "");
  return { status: response.status, value: isLines ? lines.map((line) => JSON.parse(line)) : text === "" ? undefined : toValue(text) };
}

function toValue(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A chat that is not streamed. */
export async function chat(emulator: Emulator, fields: JSONObject = {}): Promise<Answered> {
  return ask(emulator, "/api/chat", { model: "llama3.2", messages: [{ role: "user", content: "Hello" }], stream: false, ...fields });
}

/** The frames of a streamed chat. */
export async function frames(emulator: Emulator, fields: JSONObject = {}): Promise<readonly Json[]> {
  return (await chat(emulator, { stream: true, ...fields })).value;
}
