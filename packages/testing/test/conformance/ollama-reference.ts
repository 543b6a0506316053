import { Buffer } from "node:buffer";
import { UnsupportedFunctionalityError, type JSONObject, type JSONValue, type LanguageModelV4FilePart, type LanguageModelV4Message } from "@ai-sdk/provider";
import { defineProvider, type Decoder, type Dialect, type LanguageCall, type PartWriter, type ProviderFactory } from "@portolan/core";
import { isObject, readList, readObject, readString } from "../../src/emulator/json.ts";

/** Ollama's chat in its plainest form: nothing is repaired that the server would lose. */
const plainChat: Dialect<object> = {
  id: "ollama-plain",
  framing: "ndjson",
  path: "/api/chat",
  wire: () => ({}),
  supportedUrls: () => ({}),
  encode: (call) => ({ path: "/api/chat", body: bodyOf(call), stream: call.stream }),
  decoder: (_call, _wire, out) => decoderOf(out),
};

const levels: Readonly<Record<string, JSONValue>> = { none: false, minimal: "low", low: "low", medium: "medium", high: "high", xhigh: "max", max: "max" };

function bodyOf(call: LanguageCall): JSONObject {
  const { keepAlive, logprobs, topLogprobs, ...others } = call.options;
  if (others["promptCaching"] !== undefined && others["promptCaching"] !== false) call.warn({ type: "unsupported", feature: "promptCaching" });
  const think = levels[call.reasoning ?? ""] ?? others["reasoning_effort"];
  return {
    model: call.modelId,
    messages: call.prompt.flatMap((message) => messagesOf(call, message)),
    ...toolsOf(call),
    ...formatOf(call),
    ...(think === undefined ? {} : { think }),
    ...(keepAlive === undefined ? {} : { keep_alive: keepAlive }),
    ...(logprobs === undefined ? {} : { logprobs }),
    ...(topLogprobs === undefined ? {} : { top_logprobs: topLogprobs }),
    ...optionsOf(call),
    stream: call.stream,
  };
}

function optionsOf(call: LanguageCall): JSONObject {
  const options = Object.fromEntries(
    Object.entries({
      num_predict: call.maxOutputTokens,
      temperature: call.temperature,
      top_p: call.topP,
      top_k: call.topK,
      seed: call.seed,
      presence_penalty: call.presencePenalty,
      frequency_penalty: call.frequencyPenalty,
      stop: call.stopSequences,
    }).filter(([, value]) => value !== undefined),
  ) as JSONObject;
  return Object.keys(options).length === 0 ? {} : { options };
}

function toolsOf({ tools = [], toolChoice, ...call }: LanguageCall): JSONObject {
  const functions = tools.filter((tool) => tool.type === "function");
  for (const tool of tools) if (tool.type === "provider") call.warn({ type: "unsupported", feature: `tool ${tool.id}` });
  if (functions.some(({ inputExamples }) => inputExamples !== undefined)) call.warn({ type: "unsupported", feature: "inputExamples" });
  if (toolChoice?.type === "required" || toolChoice?.type === "tool") call.warn({ type: "unsupported", feature: "toolChoice" });
  if (functions.length === 0 || toolChoice?.type === "none") return {};
  return { tools: functions.map(({ name, description, inputSchema }) => ({ type: "function", function: { name, description, parameters: inputSchema as JSONObject } })) };
}

function formatOf(call: LanguageCall): JSONObject {
  const { responseFormat: asked, tools = [] } = call;
  if (asked?.type !== "json") return {};
  if (tools.length > 0) call.warn({ type: "compatibility", feature: "responseFormat", details: "held to a format, models call no tools" });
  return { format: (asked.schema as JSONObject | undefined) ?? "json" };
}

function messagesOf(call: LanguageCall, message: LanguageModelV4Message): readonly JSONObject[] {
  if (message.role === "system") return [{ role: "system", content: message.content }];
  if (message.role === "tool") {
    return message.content.flatMap((part) =>
      part.type === "tool-result" ? [{ role: "tool", content: resultText(call, part.output), tool_name: part.toolName, tool_call_id: part.toolCallId }] : [],
    );
  }
  const { content } = message;
  const joined = (type: "text" | "reasoning"): string => content.map((part) => (part.type === type ? (part as { text: string }).text : "")).join(type === "text" ? "\n" : "").trim();
  const images = content.flatMap((part) => (part.type === "file" ? [imageOf(part)] : []));
  const calls = content.flatMap((part) => (part.type === "tool-call" ? [{ id: part.toolCallId, function: { name: part.toolName, arguments: argumentsOf(part.input) } }] : []));
  const thinking = joined("reasoning");
  return [
    {
      role: message.role,
      content: joined("text"),
      ...(thinking === "" ? {} : { thinking }),
      ...(images.length === 0 ? {} : { images }),
      ...(calls.length === 0 ? {} : { tool_calls: calls }),
    },
  ];
}

function resultText(call: LanguageCall, output: Extract<Extract<LanguageModelV4Message, { role: "tool" }>["content"][number], { type: "tool-result" }>["output"]): string {
  if (output.type === "execution-denied") return output.reason ?? "denied";
  if (output.type === "text" || output.type === "error-text") return output.value;
  if (output.type !== "content") return JSON.stringify(output.value);
  if (output.value.some(({ type }) => type !== "text")) call.warn({ type: "unsupported", feature: "file in a tool result" });
  return output.value.map((item) => (item.type === "text" ? item.text : "")).join("\n");
}

function argumentsOf(input: unknown): JSONObject {
  if (isObject(input)) return input;
  try {
    const value: unknown = JSON.parse(String(input));
    return isObject(value) ? value : { input: String(input) };
  } catch {
    return { input: String(input) };
  }
}

function imageOf({ data, mediaType }: LanguageModelV4FilePart): string {
  const refuse = (): never => {
    throw new UnsupportedFunctionalityError({ functionality: `a file of the type ${mediaType}` });
  };
  if (!mediaType.startsWith("image") || data.type === "reference" || data.type === "text") return refuse();
  if (data.type === "url") return data.url.href.startsWith("data:") ? data.url.href.slice(data.url.href.indexOf(",") + 1) : refuse();
  if (typeof data.data !== "string") return Buffer.from(data.data).toString("base64");
  return /^[A-Za-z0-9+/]*={0,2}$/.test(data.data) ? data.data : refuse();
}

function decoderOf(out: PartWriter): Decoder {
  let calls = 0;
  let logprobs: JSONValue[] | undefined;
  return {
    frame(frame) {
      const message = readObject(frame, "message");
      if (frame["error"] !== undefined || (message === undefined && frame["done"] === undefined)) {
        out.fail(frame["error"] === undefined ? { error: JSON.stringify(frame) } : frame);
        return;
      }
      out.metadata({ modelId: readString(frame, "model"), timestamp: new Date(readString(frame, "created_at") ?? 0) });
      out.reasoning(readString(message, "thinking") ?? "");
      out.text(readString(message, "content") ?? "");
      for (const one of readList(message, "tool_calls").filter(isObject)) {
        const called = readObject(one, "function");
        out.toolInput({ index: calls, id: readString(one, "id"), name: readString(called, "name"), delta: JSON.stringify(called?.["arguments"] ?? {}) });
        calls += 1;
      }
      for (const entry of readList(frame, "logprobs")) (logprobs ??= []).push(entry);
      if (frame["done"] === true) finish(frame, out);
    },
    end: () => out.keep("logprobs", logprobs),
  };
}

function finish(frame: JSONObject, out: PartWriter): void {
  const { model: _, created_at: __, message: ___, done: ____, done_reason: reason, ...counters } = frame;
  const count = (name: string): number | undefined => (typeof counters[name] === "number" ? counters[name] : undefined);
  out.usage({
    inputTokens: { total: count("prompt_eval_count"), noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { total: count("eval_count"), text: undefined, reasoning: undefined },
    raw: counters,
  });
  out.keep("durations", counters);
  out.finish(typeof reason === "string" && reason !== "" ? reason : "done");
}

/** A provider for Ollama's native API with nothing of its own. */
export const createOllamaReference: ProviderFactory = defineProvider({
  id: "plain-ollama",
  env: { apiKey: ["PLAIN_OLLAMA_API_KEY"] },
  keyless: true,
  language: plainChat,
  list: "/api/tags",
  check: false,
});
