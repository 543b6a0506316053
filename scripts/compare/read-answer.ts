import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4Usage } from "@ai-sdk/provider";

/** All that an answer said. */
export interface ReadAnswer {
  readonly text: string;
  readonly reasoning: string;
  readonly calls: readonly { readonly id: string; readonly name: string; readonly input: unknown }[];
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
}

/** Asks a model, and rejects with the error of its stream if one comes there. */
export async function readAnswer(model: LanguageModelV4, call: LanguageModelV4CallOptions, isWhole: boolean): Promise<ReadAnswer> {
  return isWhole ? readWhole(model, call) : readStream(model, call);
}

async function readWhole(model: LanguageModelV4, call: LanguageModelV4CallOptions): Promise<ReadAnswer> {
  const { content, usage } = await model.doGenerate(call);
  const joined = (type: "text" | "reasoning"): string => content.map((part) => (part.type === type ? part.text : "")).join("");
  const calls = content.flatMap((part) => (part.type === "tool-call" ? [{ id: part.toolCallId, name: part.toolName, input: JSON.parse(part.input) as unknown }] : []));
  return { text: joined("text"), reasoning: joined("reasoning"), calls, ...countersOf(usage) };
}

async function readStream(model: LanguageModelV4, call: LanguageModelV4CallOptions): Promise<ReadAnswer> {
  const { stream } = await model.doStream(call);
  let [text, reasoning] = ["", ""];
  const calls: { id: string; name: string; input: unknown }[] = [];
  let usage: LanguageModelV4Usage | undefined;
  const reader = stream.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const part = read.value;
    if (part.type === "text-delta") text += part.delta;
    else if (part.type === "reasoning-delta") reasoning += part.delta;
    else if (part.type === "tool-call") calls.push({ id: part.toolCallId, name: part.toolName, input: JSON.parse(part.input) });
    else if (part.type === "finish") usage = part.usage;
    else if (part.type === "error") throw part.error;
  }
  return { text, reasoning, calls, ...countersOf(usage) };
}

function countersOf(usage: LanguageModelV4Usage | undefined): Pick<ReadAnswer, "inputTokens" | "outputTokens"> {
  return { inputTokens: usage?.inputTokens.total, outputTokens: usage?.outputTokens.total };
}
