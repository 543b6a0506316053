import type { LanguageModelV4CallOptions, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { describeError } from "../../../packages/core/src/index.ts";
import { createCustom } from "../../../packages/provider-custom/src/index.ts";
import { startLlamaCpp, type LlamaCppServer } from "../server.ts";
import { server as shared } from "./local.ts";

/** Held to this schema, the model cannot end its answer before the server is gone. */
const call: LanguageModelV4CallOptions = {
  prompt: [{ role: "user", content: [{ type: "text", text: "Count." }] }],
  responseFormat: { type: "json", schema: { type: "array", items: { type: "integer" }, minItems: 2000 } },
  // Left to chance, it sometimes thinks first.
  temperature: 0,
};

let server: LlamaCppServer;
beforeEach(async () => {
  server = await startLlamaCpp({ installation: shared.installation });
  onTestFinished(() => server.close());
});

describe("a server that dies while it answers", () => {
  it("leaves a stream whose blocks are ended, with the fault and without a clean finish", async () => {
    const { stream } = await createCustom({ id: "local", baseURL: server.baseURL })("any").doStream(call);
    const parts: LanguageModelV4StreamPart[] = [];
    for await (const part of stream) {
      parts.push(part);
      if (part.type === "text-delta" && parts.length < 6) await server.close();
    }
    const [textEnd, error, finish] = parts.slice(-3);
    expect([textEnd?.type, error?.type, finish?.type].toSorted()).toEqual(["error", "finish", "text-end"]);
    expect(finish).toMatchObject({ type: "finish", finishReason: { unified: "interrupted" } });
    const fault = parts.find((part) => part.type === "error");
    expect(describeError(fault?.error)).toMatchObject({ kind: "network", stage: "stream", possiblyBilled: true });
  });

  it("fails a whole answer, which may be tried again", async () => {
    const answer = createCustom({ id: "local", baseURL: server.baseURL })("any").doGenerate(call);
    const fault = answer.then(
      () => undefined,
      (error: unknown) => error,
    );
    while (!(await server.slots()).some((slot) => slot.isProcessing));
    await server.close();
    expect(await fault).toMatchObject({ name: "AI_APICallError", isRetryable: true });
    expect(describeError(await fault)).toMatchObject({ kind: "network", stage: "wait", possiblyBilled: true });
  });
});
