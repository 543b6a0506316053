import type { Client, Contestant } from "./contestant.ts";
import { RawEventReader } from "./raw-events.ts";
import { chatBody, embeddingBody, embeddingsOf, rawHeaders, textOf } from "./raw-requests.ts";

async function post(url: string, body: string): Promise<Response> {
  return await fetch(url, { method: "POST", headers: rawHeaders, body });
}

function fetchLimitClient(baseURL: string): Client {
  return {
    async stream(options) {
      const events = new RawEventReader(options);
      const { body } = await post(`${baseURL}/chat/completions`, chatBody(true));
      if (body === null) throw new Error("the answer has no body");
      const reader = body.getReader();
      for (let read = await reader.read(); !read.done; read = await reader.read()) events.push(read.value);
      return events.finish();
    },
    async generate() {
      return textOf(await (await post(`${baseURL}/chat/completions`, chatBody(false))).json());
    },
    async embed(values) {
      return embeddingsOf(await (await post(`${baseURL}/embeddings`, embeddingBody(values, "float"))).json());
    },
  };
}

/** The limit on Node's global `fetch`, which is what providers use by default. */
export const fetchLimit: Contestant = { at: fetchLimitClient };
