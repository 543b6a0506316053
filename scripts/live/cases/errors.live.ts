import { createServer, type AddressInfo } from "node:net";
import { APICallError, generateText, streamText } from "ai";
import { describe, expect, it } from "vitest";
import { describeError } from "../../../packages/core/src/index.ts";
import { createCustom } from "../../../packages/provider-custom/src/index.ts";
import { local, server, steady } from "./local.ts";

async function faultOf(promise: PromiseLike<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable("the call was answered"),
    (error: unknown) => error,
  );
}

async function closedPort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as AddressInfo;
  await new Promise((resolve) => listener.close(resolve));
  return port;
}

const wordy = "word ".repeat(server.contextTokens * 2);

describe("errors", () => {
  it("say that a key is wrong, and do not show it", async () => {
    const apiKey = "test-key-of-someone-else";
    const error = await faultOf(generateText({ model: createCustom({ id: "local", baseURL: server.baseURL, apiKey })(server.modelId), ...steady, prompt: "Hello." }));
    expect(APICallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ statusCode: 401, isRetryable: false });
    expect(describeError(error)).toMatchObject({ kind: "auth", status: 401 });
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain(apiKey);
  });

  it("say that a context is exceeded, before anything streams", async () => {
    const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: wordy }] }];
    for (const send of [() => local(server.modelId).doStream({ prompt }), () => local(server.modelId).doGenerate({ prompt })]) {
      const error = await faultOf(send());
      expect(error).toMatchObject({ statusCode: 400, isRetryable: false });
      expect(describeError(error)).toMatchObject({ kind: "context-length", status: 400, stage: "wait" });
      expect(JSON.stringify(error)).not.toContain("word word");
    }
  });

  it("reach the reader of a stream as `ai` hands them on", async () => {
    const result = streamText({ model: local(server.modelId), ...steady, prompt: wordy, onError: () => {} });
    const errors: unknown[] = [];
    for await (const part of result.stream) if (part.type === "error") errors.push(part.error);
    expect(errors.map((error) => describeError(error).kind)).toEqual(["context-length"]);
  });

  it("say that nobody listens, and that it may be tried again", async () => {
    const port = await closedPort();
    const error = await faultOf(generateText({ model: createCustom({ id: "local", baseURL: `http://127.0.0.1:${port}/v1` })("any"), ...steady, prompt: "Hello." }));
    expect(error).toMatchObject({ isRetryable: true });
    expect(describeError(error)).toMatchObject({ kind: "network", code: "ECONNREFUSED", stage: "connect" });
  });
});
