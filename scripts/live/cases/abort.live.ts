import { generateText, jsonSchema, Output, streamText } from "ai";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createCustom } from "../../../packages/provider-custom/src/index.ts";
import { startLlamaCpp, type LlamaCppServer } from "../server.ts";
import { server as shared, steady } from "./local.ts";

/** Held to this schema, the model cannot end its answer before its slot is full: minutes, if nobody stops it. */
const endless = Output.object({
  schema: jsonSchema({ type: "object", properties: { numbers: { type: "array", items: { type: "integer" }, minItems: 2000 } }, required: ["numbers"] }),
});

let server: LlamaCppServer;
beforeAll(async () => {
  server = await startLlamaCpp({ installation: shared.installation, contextTokens: 8192 });
});
afterAll(() => server.close());

const endlessCall = () => ({ model: createCustom({ id: "local", baseURL: server.baseURL })("any"), ...steady, output: endless, prompt: "Count." });
const inProgress = async (): Promise<number> => (await server.slots()).filter((slot) => slot.isProcessing).length;

/** Rejects when the server is not at so many answers within ten seconds. */
async function untilInProgress(count: number): Promise<void> {
  await vi.waitUntil(async () => (await inProgress()) === count, { interval: 10, timeout: 10_000 });
}

describe("an answer nobody wants any more stops at the server", () => {
  it("when its signal fires between two parts", async () => {
    const abort = new AbortController();
    const result = streamText({ ...endlessCall(), abortSignal: abort.signal });
    const types: string[] = [];
    for await (const part of result.stream) {
      types.push(part.type);
      if (types.filter((type) => type === "text-delta").length !== 3 || abort.signal.aborted) continue;
      expect(await inProgress()).toBe(1);
      abort.abort();
    }
    expect(types.at(-1)).toBe("abort");
    await untilInProgress(0);
    expect(await inProgress()).toBe(0);
  });

  it("when its reader leaves", async () => {
    const { stream } = await createCustom({ id: "local", baseURL: server.baseURL })("any").doStream({
      prompt: [{ role: "user", content: [{ type: "text", text: "Count." }] }],
      responseFormat: { type: "json", schema: { type: "array", items: { type: "integer" }, minItems: 2000 } },
    });
    const reader = stream.getReader();
    await reader.read();
    await untilInProgress(1);
    await reader.cancel();
    await untilInProgress(0);
    expect(await inProgress()).toBe(0);
  });
});

describe("a whole answer nobody wants any more", () => {
  // llama.cpp writes an answer that does not stream to its end, whoever has left: hence the limit.
  it("is not waited for", async () => {
    const abort = new AbortController();
    const answer = generateText({ ...endlessCall(), maxOutputTokens: 50, abortSignal: abort.signal });
    const fault = answer.then(
      () => undefined,
      (error: unknown) => error,
    );
    await untilInProgress(1);
    abort.abort();
    expect(await fault).toMatchObject({ name: "AbortError" });
    await untilInProgress(0);
    expect(await inProgress()).toBe(0);
  });
});
