import { describeError } from "@portolan/core";
import { createGroq } from "@portolan/provider-groq";
import type { ServiceError } from "@portolan/testing/emulator";
import { describe, expect, it } from "vitest";
import { partsOf, useGroq } from "./calls.ts";

const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "Hello" }] }];

describe("Groq's errors", () => {
  const test = useGroq();

  const infoOf = async (error: ServiceError) => {
    test.emulator.use({ answers: [{ kind: "error", error }] });
    try {
      await test.groq().doGenerate({ prompt });
    } catch (thrown) {
      return { thrown, info: describeError(thrown) };
    }
    throw new Error("the call succeeded");
  };

  it.each<[string, ServiceError, string, RegExp]>([
    ["an exhausted flex tier", { status: 498, message: "capacity exceeded" }, "rate-limit", /serviceTier/],
    ["a request larger than a minute's tokens", { status: 413, message: "Request too large for model `a` on tokens per minute (TPM): Limit 6000, Requested 7038", type: "tokens", code: "rate_limit_exceeded" }, "context-length", /send less/],
    ["an unreadable tool call", { status: 400, message: "Failed to call a function.", code: "tool_use_failed" }, "bad-generation", /disableToolValidation/],
    ["JSON that does not fit its schema", { status: 400, message: "Failed to validate JSON.", code: "json_validate_failed" }, "bad-generation", /simpler schema/],
    ["reasoning sent to a model without", { status: 400, message: "`messages[1].reasoning`: reasoning is not supported with this model" }, "bad-request", /reasoning parts/],
    ["an ordinary limit", { status: 429, message: "Rate limit reached. Please try again in 5.289s.", type: "tokens", code: "rate_limit_exceeded" }, "rate-limit", /^$/],
  ])("%s", async (_, error, kind, hint) => {
    const { info } = await infoOf(error);
    expect(info.kind).toBe(kind);
    expect(info.hint ?? "").toMatch(hint);
  });

  it("carry what the model wrote", async () => {
    const failed = '<function=look>{"a": 1</function>';
    const { thrown } = await infoOf({ status: 400, message: "Failed to call a function.", code: "tool_use_failed", extra: { failed_generation: failed } });
    expect((thrown as { readonly responseBody?: string }).responseBody).toContain(JSON.stringify(failed).slice(1, -1));
  });

  it("mid-stream keep their kind", async () => {
    test.emulator.use({
      answers: [{ kind: "model", text: "Some words before it fails.", faults: { errorAfterChunks: { chunks: 3, error: { status: 400, message: "Tool call validation failed", code: "tool_use_failed", extra: { failed_generation: "{" } } } } }],
    });
    const { stream } = await test.groq().doStream({ prompt });
    const parts = await partsOf(stream);
    const told = parts.find((part) => part.type === "error");
    expect(describeError(told?.error)).toMatchObject({ kind: "bad-generation", code: "tool_use_failed" });
  });

  it("[S1-24] [S0-32] of a missing key name the variable and the page", async () => {
    const provider = createGroq({ baseURL: "https://groq.test/openai/v1", apiKey: "" });
    await expect(Promise.resolve(provider().doGenerate({ prompt }))).rejects.toThrow(/GROQ_API_KEY.*console\.groq\.com\/keys/);
  });
});
