/** The limits, in Ollama's own form. */
import { request } from "undici";
import type { Client, Contestant } from "./contestant.ts";
import { ollamaOrigin } from "./ollama-origin.ts";
import { RawFrameReader } from "./raw-events.ts";
import { ollamaChatBody, rawHeaders } from "./raw-requests.ts";

interface RawAnswer {
  readonly message: { readonly content: string };
}

function limitClient(baseURL: string): Client {
  const url = `${ollamaOrigin(baseURL)}/api/chat`;
  const post = (stream: boolean) => request(url, { method: "POST", headers: rawHeaders, body: ollamaChatBody(stream) });
  return {
    async stream(options) {
      const reader = new RawFrameReader(options);
      const { body } = await post(true);
      for await (const piece of body) reader.push(piece as Uint8Array);
      return reader.finish();
    },
    async generate() {
      const { body } = await post(false);
      return ((await body.json()) as RawAnswer).message.content;
    },
  };
}

function fetchLimitClient(baseURL: string): Client {
  const url = `${ollamaOrigin(baseURL)}/api/chat`;
  const post = (stream: boolean) => fetch(url, { method: "POST", headers: rawHeaders, body: ollamaChatBody(stream) });
  return {
    async stream(options) {
      const frames = new RawFrameReader(options);
      const { body } = await post(true);
      if (body === null) throw new Error("the answer has no body");
      const reader = body.getReader();
      for (let read = await reader.read(); !read.done; read = await reader.read()) frames.push(read.value);
      return frames.finish();
    },
    async generate() {
      return ((await (await post(false)).json()) as RawAnswer).message.content;
    },
  };
}

/** What Node can do at best: undici, lines, `JSON.parse`, no checks. */
export const ollamaLimit: Contestant = { at: limitClient };

/** The limit on Node's global `fetch`. */
export const ollamaFetchLimit: Contestant = { at: fetchLimitClient };
