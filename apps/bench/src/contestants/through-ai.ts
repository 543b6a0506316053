import type { LanguageModelV4 } from "@ai-sdk/provider";
import { generateText, streamText } from "ai";
import { type Client, question, type StreamedAnswer, type StreamOptions } from "./contestant.ts";

async function streamThroughAi(model: LanguageModelV4, { onFirstDelta }: StreamOptions = {}): Promise<StreamedAnswer> {
  const { stream } = streamText({ model, prompt: question, maxRetries: 0 });
  let text = "";
  let isFinished = false;
  for await (const part of stream) {
    if (part.type === "text-delta") {
      if (onFirstDelta !== undefined && text === "") onFirstDelta();
      text += part.text;
    } else if (part.type === "error") throw part.error;
    else if (part.type === "finish") isFinished = true;
  }
  if (!isFinished) throw new Error("the stream has no finish part");
  return { text, toolInput: "" };
}

/** A model as programs use it: through `streamText` and `generateText` of `ai`. It is asked for text and offers no tool. */
export function aiClient(model: LanguageModelV4): Client {
  return {
    stream: (options) => streamThroughAi(model, options),
    generate: async () => (await generateText({ model, prompt: question, maxRetries: 0 })).text,
  };
}
