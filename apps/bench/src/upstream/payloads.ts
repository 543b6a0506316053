const words = [" the", " quick", " brown", " fox", " jumps", " over", " a", " lazy", " dog", ",", " while", " twelve", " sailors", " watch", "."] as const;
/** As many bytes of arguments as one delta of a tool call carries. */
const toolDeltaBytes = 20;

function wordAt(index: number): string {
  return words[index % words.length] ?? "";
}

/** The text that a stream of so many chunks spells. */
export function expectedText(chunks: number): string {
  return Array.from({ length: chunks }, (_, index) => wordAt(index)).join("");
}

/** Arguments of a tool call, in exactly so many bytes. */
export function expectedToolInput(bytes: number): string {
  const frame = JSON.stringify({ path: "notes.txt", content: "" }).length;
  return JSON.stringify({ path: "notes.txt", content: "a line of the file to be written. ".repeat(Math.ceil(bytes / 34)).slice(0, Math.max(bytes - frame, 0)) });
}

/** As many words as an answer has that is not streamed. */
export const wholeAnswerChunks = 40;
/** The answer to a call that is not streamed. */
export const wholeAnswerText: string = expectedText(wholeAnswerChunks);

const usage = { prompt_tokens: 12, completion_tokens: 40, total_tokens: 52 } as const;

function event(choices: readonly object[], extra: object = {}): Buffer {
  const chunk = { id: "chatcmpl-bench", object: "chat.completion.chunk", created: 1_760_000_000, model: "bench-model", system_fingerprint: "fp_bench", choices, ...extra };
  return Buffer.from(`data: ${JSON.stringify(chunk)}\n\n`);
}

function choice(delta: object, finishReason: string | null = null): readonly object[] {
  return [{ index: 0, delta, logprobs: null, finish_reason: finishReason }];
}

function ending(finishReason: string): readonly Buffer[] {
  return [event(choice({}, finishReason)), event([], { usage }), Buffer.from("data: [DONE]\n\n")];
}

/** The events of a text answer: the role, a chunk a word, the end. */
export function textEvents(chunks: number): readonly Buffer[] {
  const deltas = words.map((content) => event(choice({ content })));
  return [
    event(choice({ role: "assistant", content: "" })),
    ...Array.from({ length: chunks }, (_, index) => deltas[index % deltas.length] ?? Buffer.alloc(0)),
    ...ending("stop"),
  ];
}

/** The events of an answer that calls one tool. */
export function toolEvents(bytes: number): readonly Buffer[] {
  const input = expectedToolInput(bytes);
  const start = { index: 0, id: "call_bench", type: "function", function: { name: "write_file", arguments: "" } };
  const deltas = Array.from({ length: Math.ceil(input.length / toolDeltaBytes) }, (_, index) =>
    event(choice({ tool_calls: [{ index: 0, function: { arguments: input.slice(index * toolDeltaBytes, (index + 1) * toolDeltaBytes) } }] })),
  );
  return [event(choice({ role: "assistant", content: null })), event(choice({ tool_calls: [start] })), ...deltas, ...ending("tool_calls")];
}

export function wholeAnswer(): Buffer {
  const message = { role: "assistant", content: wholeAnswerText };
  return Buffer.from(
    JSON.stringify({
      id: "chatcmpl-bench", object: "chat.completion", created: 1_760_000_000, model: "bench-model",
      choices: [{ index: 0, message, logprobs: null, finish_reason: "stop" }], usage,
    }),
  );
}

const counters = { total_duration: 1_272_362_167, load_duration: 27_938_523, prompt_eval_count: 12, prompt_eval_duration: 619_964_362, eval_count: 40, eval_duration: 613_104_555 } as const;

function ollamaFrame(content: string, done: boolean, extra: object = {}): object {
  return { model: "bench-model", created_at: "2026-11-21T04:02:06.036316325Z", message: { role: "assistant", content }, done, ...extra };
}

/** The lines of a text answer of Ollama's: one a word, then the end. */
export function ollamaTextFrames(chunks: number): readonly Buffer[] {
  const line = (value: object): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);
  const deltas = words.map((word) => line(ollamaFrame(word, false)));
  return [...Array.from({ length: chunks }, (_, index) => deltas[index % deltas.length] ?? Buffer.alloc(0)), line(ollamaFrame("", true, { done_reason: "stop", ...counters }))];
}

export function ollamaWholeAnswer(): Buffer {
  return Buffer.from(JSON.stringify(ollamaFrame(wholeAnswerText, true, { done_reason: "stop", ...counters })));
}

/** Numbers as services print them, the same ones at each start. */
function embeddingRow(row: number, dimensions: number): Float32Array {
  return Float32Array.from({ length: dimensions }, (_, index) => Math.sin(row * 12.9898 + index * 78.233) / Math.sqrt(dimensions));
}

export function embeddingAnswer(rows: number, dimensions: number, encoding: "float" | "base64"): Buffer {
  const data = Array.from({ length: rows }, (_, row) => {
    const numbers = embeddingRow(row, dimensions);
    const embedding = encoding === "base64" ? JSON.stringify(Buffer.from(numbers.buffer).toString("base64")) : `[${Array.from(numbers, (value) => value.toFixed(9)).join(",")}]`;
    return `{"object":"embedding","index":${row},"embedding":${embedding}}`;
  });
  return Buffer.from(`{"object":"list","data":[${data.join(",")}],"model":"bench-embedding","usage":{"prompt_tokens":${rows},"total_tokens":${rows}}}`);
}
