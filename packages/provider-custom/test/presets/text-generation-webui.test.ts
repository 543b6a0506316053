import { describeError } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { failureOf, hello, ofType, usePreset, warnedOf } from "./use-preset.ts";

describe("Text Generation WebUI", () => {
  const test = usePreset("text-generation-webui");

  it("usage comes unasked, on the chunk that ends the answer", async () => {
    const parts = await test.stream("any");
    expect(ofType(parts, "finish")[0]?.usage.outputTokens.total).toBeGreaterThan(0);
    expect(test.sent).not.toHaveProperty("stream_options");
  });

  it("a schema, which it would ignore, is asked for in words", async () => {
    expect(warnedOf(await test.generate("any", { responseFormat: { type: "json", schema: { type: "object", properties: { canary: { type: "string" } } } } }))).toEqual(["responseFormat"]);
    expect(test.sent).not.toHaveProperty("response_format");
    expect(JSON.stringify(test.sent["messages"])).toContain("canary");
  });

  it("has a model without a name: the one that is loaded", async () => {
    await test.provider().doGenerate({ prompt: hello, providerOptions: { "text-generation-webui": { mode: "instruct", typicalP: 0.9 } } });
    expect(test.sent).toMatchObject({ model: "default", mode: "instruct", typical_p: 0.9 });
  });

  it.each([
    [{ detail: "Unauthorized" }, 401, "auth", "Unauthorized"],
    [{ detail: [{ type: "float_parsing", loc: ["body", "temperature"], msg: "Input should be a valid number", input: "hot" }] }, 422, "bad-request", "temperature: Input should be a valid number"],
    [{ error: { message: "functions is not supported.", type: "invalid_request_error", param: "functions", code: null } }, 400, "bad-request", "functions is not supported."],
    [{ detail: "Invalid host header" }, 400, "bad-request", "Invalid host header"],
  ])("%j is understood", async (body, status, kind, words) => {
    test.answer({ kind: "raw", status, contentType: "application/json", body: JSON.stringify(body) });
    expect(describeError(await failureOf(test.generate("any")))).toMatchObject({ kind, status, message: expect.stringContaining(words) as string });
  });
});
