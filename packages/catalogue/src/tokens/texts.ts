import type { LanguageModelV4FilePart, LanguageModelV4Message, LanguageModelV4Prompt, LanguageModelV4ToolResultOutput } from "@ai-sdk/provider";

/** What a message says, taken apart for counting. */
export interface MessageTexts {
  readonly role: string;
  /** Texts that the model reads. */
  readonly texts: readonly string[];
  readonly calls: readonly { readonly name: string; readonly input: string }[];
  /** What tools gave back. */
  readonly results: readonly string[];
  /** Reasoning of earlier turns: most services drop it, some bill it. */
  readonly reasoning: readonly string[];
  /** Pictures, recordings and documents, whose tokens no text tells. */
  readonly files: readonly LanguageModelV4FilePart[];
}

export function textsOf(prompt: LanguageModelV4Prompt): readonly MessageTexts[] {
  return prompt.map(messageTexts);
}

function messageTexts(message: LanguageModelV4Message): MessageTexts {
  const said = { texts: [] as string[], calls: [] as { name: string; input: string }[], results: [] as string[], reasoning: [] as string[], files: [] as LanguageModelV4FilePart[] };
  if (message.role === "system") said.texts.push(message.content);
  else {
    for (const part of message.content) {
      if (part.type === "text") said.texts.push(part.text);
      else if (part.type === "reasoning" || part.type === "reasoning-file") said.reasoning.push(part.type === "reasoning" ? part.text : "");
      else if (part.type === "tool-call") said.calls.push({ name: part.toolName, input: toText(part.input) });
      else if (part.type === "tool-result") {
        const output = resultTexts(part.output);
        said.results.push(...output.texts);
        said.files.push(...output.files);
      } else if (part.type === "file" && part.data.type === "text") said.texts.push(part.data.text);
      else if (part.type === "file") said.files.push(part);
    }
  }
  return { role: message.role, ...said };
}

function resultTexts(output: LanguageModelV4ToolResultOutput): { readonly texts: readonly string[]; readonly files: readonly LanguageModelV4FilePart[] } {
  if (output.type === "content") {
    const texts = output.value.flatMap((item) => (item.type === "text" ? [item.text] : []));
    return { texts, files: output.value.filter((item) => item.type === "file") };
  }
  const value = output.type === "execution-denied" ? (output.reason ?? "") : output.value;
  return { texts: [toText(value)], files: [] };
}

function toText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
