/** Requests as the limits send them, and what they take from whole answers. */
import { apiKey, embeddingModelId, modelId, question } from "./contestant.ts";

export const rawHeaders: Readonly<Record<string, string>> = { "content-type": "application/json", authorization: `Bearer ${apiKey}` };

export function chatBody(stream: boolean): string {
  return JSON.stringify({ model: modelId, messages: [{ role: "user", content: question }], ...(stream ? { stream, stream_options: { include_usage: true } } : {}) });
}

export function ollamaChatBody(stream: boolean): string {
  return JSON.stringify({ model: modelId, messages: [{ role: "user", content: question }], stream });
}

export function embeddingBody(values: readonly string[], encoding: "float" | "base64"): string {
  return JSON.stringify({ model: embeddingModelId, input: values, encoding_format: encoding });
}

export function textOf(answer: unknown): string {
  return (answer as { readonly choices: readonly [{ readonly message: { readonly content: string } }] }).choices[0].message.content;
}

interface EmbeddingAnswer {
  readonly data: readonly { readonly embedding: number[] | string }[];
}

export function embeddingsOf(answer: unknown): number[][] {
  return (answer as EmbeddingAnswer).data.map(({ embedding }) => (typeof embedding === "string" ? numbersOf(embedding) : embedding));
}

/** A loop over a copy, whose start is aligned: several times as fast as `Array.from`. */
function numbersOf(base64: string): number[] {
  const floats = new Float32Array(new Uint8Array(Buffer.from(base64, "base64")).buffer);
  const numbers: number[] = [];
  for (let index = 0; index < floats.length; index += 1) numbers.push(floats[index] ?? 0);
  return numbers;
}
