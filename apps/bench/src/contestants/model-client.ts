import type { EmbeddingModelV4, LanguageModelV4, LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { type Client, question, type StreamedAnswer, type StreamOptions, toolDescription, toolName } from "./contestant.ts";

const callOptions: LanguageModelV4CallOptions = { prompt: [{ role: "user", content: [{ type: "text", text: question }] }] };

const toolCallOptions: LanguageModelV4CallOptions = {
  ...callOptions,
  tools: [
    {
      type: "function",
      name: toolName,
      description: toolDescription,
      inputSchema: { type: "object", properties: { path: { type: "string" }, content: { type: "string" } }, required: ["path", "content"] },
    },
  ],
};

async function streamModel(model: LanguageModelV4, { tool = false, onFirstDelta }: StreamOptions = {}): Promise<StreamedAnswer> {
  const { stream } = await model.doStream(tool ? toolCallOptions : callOptions);
  const reader = stream.getReader();
  let text = "";
  let toolInput = "";
  let isFinished = false;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const part = read.value;
    if (part.type === "text-delta" || part.type === "tool-input-delta") {
      if (onFirstDelta !== undefined && text === "" && toolInput === "") onFirstDelta();
      if (part.type === "text-delta") text += part.delta;
      else toolInput += part.delta;
    } else if (part.type === "error") throw part.error;
    else if (part.type === "finish") isFinished = true;
  }
  if (!isFinished) throw new Error("the stream has no finish part");
  return { text, toolInput };
}

/** Reads models as `ai` would, and nothing between: the provider alone is measured. */
export function modelClient(language: LanguageModelV4, embedding?: EmbeddingModelV4): Client {
  return {
    stream: (options) => streamModel(language, options),
    async generate() {
      const { content } = await language.doGenerate(callOptions);
      return content.map((part) => (part.type === "text" ? part.text : "")).join("");
    },
    ...(embedding === undefined ? {} : { embed: async (values: readonly string[]) => (await embedding.doEmbed({ values: [...values] })).embeddings }),
  };
}
