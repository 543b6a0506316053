import { APICallError, generateText, RetryError, streamText } from "ai";
import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/emulator/index.ts";
import { modelId, useService } from "./service.ts";

const service = useService();
const soon = { "retry-after-ms": "5" };
const fails = (status: number): Answer => ({ kind: "error", error: { status, message: `failed with ${status}` }, headers: soon });
const answers: Answer = { kind: "model", text: "In the end." };

describe("the AI SDK's retry", () => {
  it.each([429, 503])("tries a whole answer again after %i", async (status) => {
    service.answers(fails(status), answers);
    expect((await generateText({ model: service.provider(modelId), prompt: "Hello", maxRetries: 1 })).text).toBe("In the end.");
    expect(service.emulator.requests).toHaveLength(2);
  });

  it.each([
    ["a status", fails(503)],
    ["a JSON error under status 200", { ...fails(503), httpStatus: 200 } as Answer],
    ["an error event in front of the first word", { kind: "model", text: "never", headers: soon, faults: { errorAfterChunks: { chunks: 0, error: { status: 503, message: "busy", code: "server_error" } } } } as Answer],
    ["an empty stream", { kind: "raw", body: "", headers: soon } as Answer],
    ["a connection cut in front of the first word", { kind: "model", text: "never", headers: soon, faults: { cutAfterBytes: 20 } } as Answer],
  ])("tries a stream again after %s", async (_what, fault) => {
    service.answers(fault, answers);
    const result = streamText({ model: service.provider(modelId), prompt: "Hello", maxRetries: 1 });
    expect(await result.text).toBe("In the end.");
    expect(service.emulator.requests).toHaveLength(2);
  });

  it("gives up with the service's words", async () => {
    service.answers(fails(503), fails(503));
    const error: unknown = await generateText({ model: service.provider(modelId), prompt: "Hello", maxRetries: 1 }).then(() => undefined, (thrown: unknown) => thrown);
    expect(RetryError.isInstance(error) && error.errors.every((one) => APICallError.isInstance(one) && one.message.includes("failed with 503"))).toBe(true);
  });

  it("does not try again what will fail again", async () => {
    service.answers(fails(400), answers);
    await expect(generateText({ model: service.provider(modelId), prompt: "Hello", maxRetries: 2 })).rejects.toThrow("failed with 400");
    expect(service.emulator.requests).toHaveLength(1);
  });

  it("does not repeat a stream that has begun, unless the program wants it", async () => {
    const breaks: Answer = { kind: "model", text: "half an answer", deltaSize: 4, faults: { errorAfterChunks: { chunks: 3, error: { status: 503, message: "busy" } } } };
    service.answers(breaks, answers);
    const result = streamText({ model: service.provider(modelId), prompt: "Hello", maxRetries: 2, onError: () => undefined });
    await result.consumeStream();
    expect(service.emulator.requests).toHaveLength(1);
    expect(await result.finishReason).toBe("error");
  });
});
