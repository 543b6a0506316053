import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";
import type { AnswerReader } from "./answer-reader.ts";

/**
 * The parts of an answer as they are asked for: a read of the stream is what reads the socket, and nothing runs ahead.
 *
 * An abort errors the stream at once with the signal's reason, also while a read hangs and when nobody reads.
 */
export function partStream(answer: AnswerReader, signal: AbortSignal | undefined, onOver: () => void): ReadableStream<LanguageModelV4StreamPart> {
  let over = false;
  let onAbort: (() => void) | undefined;
  const finish = (): void => {
    over = true;
    if (onAbort !== undefined) signal?.removeEventListener("abort", onAbort);
    onOver();
  };
  return new ReadableStream<LanguageModelV4StreamPart>(
    {
      start(controller) {
        onAbort = () => {
          if (over) return;
          finish();
          controller.error(signal?.reason);
        };
        signal?.addEventListener("abort", onAbort, { once: true });
      },
      async pull(controller) {
        // A read may hold nothing but a keep-alive. A pull that enqueues nothing would never be called again.
        while (answer.emitter.queue.length === 0 && !answer.ended) {
          try {
            await answer.advance();
          } catch (reason) {
            if (!over) {
              finish();
              controller.error(reason);
            }
            return;
          }
        }
        if (over) return;
        for (const part of answer.emitter.take()) controller.enqueue(part);
        if (!answer.ended) return;
        finish();
        controller.close();
      },
      cancel(reason) {
        finish();
        answer.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
