import { request } from "undici";
import type { Client, Contestant } from "./contestant.ts";
import { RawEventReader } from "./raw-events.ts";
import { chatBody, embeddingBody, embeddingsOf, rawHeaders, textOf } from "./raw-requests.ts";

async function post(url: string, body: string): ReturnType<typeof request> {
  return await request(url, { method: "POST", headers: rawHeaders, body });
}

function limitClient(baseURL: string, encoding: "float" | "base64"): Client {
  return {
    async stream(options) {
      const reader = new RawEventReader(options);
      const { body } = await post(`${baseURL}/chat/completions`, chatBody(true));
      for await (const piece of body) reader.push(piece as Uint8Array);
      return reader.finish();
    },
    async generate() {
      const { body } = await post(`${baseURL}/chat/completions`, chatBody(false));
      return textOf(await body.json());
    },
    async embed(values) {
      const { body } = await post(`${baseURL}/embeddings`, embeddingBody(values, encoding));
      return embeddingsOf(await body.json());
    },
  };
}

/** What Node can do at best: undici, lines, `JSON.parse`, no checks. Every figure is told as a multiple of it. */
export const limit: Contestant = { at: (baseURL) => limitClient(baseURL, "float") };

/** The limit, asking for embeddings in base64. */
export const limitBase64: Contestant = { at: (baseURL) => limitClient(baseURL, "base64") };
