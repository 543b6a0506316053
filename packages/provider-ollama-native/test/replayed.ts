import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { JSONObject, LanguageModelV4CallOptions, LanguageModelV4Message, LanguageModelV4Prompt } from "@ai-sdk/provider";
import type { Transport } from "@portolan/core";

/** One exchange with a real Ollama. */
export interface Recording {
  readonly name: string;
  readonly request: { readonly path: string; readonly method: string; readonly body: JSONObject | string | null };
  readonly response: { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string };
}

const folder = fileURLToPath(new URL("../../testing/fixtures/ollama/", import.meta.url));

/** Recorded exchanges of Ollama's own API. */
export const recordings: readonly Recording[] = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => ({ ...(JSON.parse(readFileSync(folder + file, "utf8")) as Omit<Recording, "name">), name: file.slice(0, -5) }));

/** Carries a recorded answer, in pieces of these sizes in turn. */
export function replaying({ response }: Recording, sizes: readonly number[] = [Infinity]): Transport & { readonly bodies: readonly JSONObject[] } {
  const bodies: JSONObject[] = [];
  return {
    bodies,
    tellsConnected: false,
    async send({ body, url }) {
      if (new URL(url).pathname === "/api/ps") return { status: 500, headers: {}, read: async () => undefined, cancel: () => undefined };
      bodies.push(JSON.parse(body as string) as JSONObject);
      let rest = new TextEncoder().encode(response.body);
      let turn = 0;
      return {
        status: response.status,
        headers: response.headers,
        async read() {
          if (rest.length === 0) return undefined;
          const piece = rest.subarray(0, sizes[turn % sizes.length]);
          turn += 1;
          rest = rest.subarray(piece.length);
          return piece;
        },
        cancel: () => undefined,
      };
    },
    close: async () => undefined,
  };
}

/** The call that a recorded request came of, as far as the AI SDK can say it; the rest goes by provider options. */
export function callBehind({ request }: Recording): LanguageModelV4CallOptions {
  const body = (typeof request.body === "string" ? {} : request.body) ?? {};
  const { prompt, messages, tools, options, think, suffix, raw, logprobs, top_logprobs, truncate, shift, keep_alive } = body;
  const own = Object.entries({ options, think, suffix, raw, logprobs, top_logprobs, truncate, shift, keep_alive }).filter(([, value]) => value !== undefined);
  const said = (Array.isArray(messages) && messages.length > 0 ? messages : [{ role: "user", content: prompt ?? "x" }]) as JSONObject[];
  return {
    prompt: said.map(messageBehind),
    ...(body["format"] === undefined ? {} : { responseFormat: { type: "json", ...(typeof body["format"] === "object" ? { schema: body["format"] as JSONObject } : {}) } }),
    ...(tools === undefined ? {} : { tools: (tools as { function: JSONObject }[]).map(({ function: { name, description, parameters } }) => ({ type: "function", name: name as string, description: description as string, inputSchema: parameters as JSONObject })) }),
    providerOptions: { ollama: Object.fromEntries(own) as JSONObject },
  };
}

/** As far as a prompt can say it: what Ollama refused in a message, the provider would not have sent. */
function messageBehind(message: JSONObject): LanguageModelV4Message {
  const { role, content, thinking, images = [], tool_calls: calls = [], tool_name: toolName, tool_call_id: toolCallId } = message;
  const text = typeof content === "string" ? content : "x";
  if (role === "system") return { role, content: text };
  if (role === "tool") return { role, content: [{ type: "tool-result", toolName: toolName as string, toolCallId: toolCallId as string, output: { type: "text", value: text } }] };
  if (role === "assistant") {
    return {
      role,
      content: [
        ...(thinking === undefined ? [] : [{ type: "reasoning" as const, text: thinking as string }]),
        { type: "text", text },
        ...(calls as { id?: string; function: JSONObject }[]).map(({ id = "1", function: { name, arguments: input } }) => ({ type: "tool-call" as const, toolCallId: id, toolName: name as string, input })),
      ],
    } satisfies LanguageModelV4Prompt[number];
  }
  return { role: "user", content: [{ type: "text", text }, ...(images as string[]).map(() => ({ type: "file" as const, mediaType: "image/png", data: { type: "data" as const, data: "iVBORw0KGgoxMjM=" } }))] };
}
