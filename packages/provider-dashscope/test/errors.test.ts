import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { describeError } from "@portolan/core";
import type { ServiceError } from "@portolan/testing/emulator";
import { describe, expect, it } from "vitest";
import { ask, failureOf, useDashScope } from "./calls.ts";

describe("an error", () => {
  const test = useDashScope();

  it.each<[string, ServiceError, string, RegExp]>([
    ["a free quota that is used up", { status: 403, message: "The free tier of the model has been exhausted.", code: "AllocationQuota.FreeTierOnly" }, "quota", /"free tier only"/],
    ["a free quota in other words", { status: 429, message: "Free allocated quota exceeded.", code: "Throttling.AllocationQuota" }, "quota", /"free tier only"/],
    ["an overdue account", { status: 400, message: "Access denied, please make sure your account is in good standing.", code: "Arrearage" }, "quota", /settle/],
    ["too many requests", { status: 429, message: "Requests rate limit exceeded", code: "Throttling.RateQuota" }, "rate-limit", /^$/],
    ["requests that came too fast", { status: 429, message: "Request rate increased too quickly.", code: "Throttling.BurstRate" }, "rate-limit", /step by step/],
    ["too many tokens a minute", { status: 429, message: "Allocated quota exceeded, please increase your quota limit.", code: "Throttling.AllocationQuota" }, "rate-limit", /this minute/],
    ["the same in OpenAI's form", { status: 429, message: "You exceeded your current quota, please check your plan and billing details. For details, see: https://help.aliyun.com/zh/model-studio/error-code#token-limit", code: "insufficient_quota" }, "rate-limit", /this minute/],
    ["an inappropriate prompt", { status: 400, message: "Input data may contain inappropriate content.", code: "data_inspection_failed" }, "content-filter", /otherwise/],
    ["the same in the native spelling", { status: 400, message: "Output data may contain inappropriate content.", code: "DataInspectionFailed" }, "content-filter", /otherwise/],
    ["a prompt that is too long", { status: 400, message: "<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 98304]", code: "invalid_parameter_error" }, "context-length", /send less/],
    ["a model without permission", { status: 403, message: "Access denied.", code: "Model.AccessDenied" }, "permission", /workspace/],
    ["a service that was never activated", { status: 403, message: "Access to model denied.", code: "AccessDenied.Unpurchased" }, "permission", /activate/],
    ["a full service", { status: 503, message: "Too many requests. Your requests are being throttled due to system capacity limits.", code: "ModelServingError" }, "overloaded", /status/],
    ["a model that does not search", { status: 400, message: "This model does not support enable_search.", code: "invalid_parameter_error" }, "bad-request", /enableSearch/],
    ["a plan's key", { status: 403, message: "invalid api-key", code: "InvalidApiKey" }, "auth", /sk-sp-/],
  ])("of %s is told apart, with what to do", async (_, error, kind, hint) => {
    test.emulator.use({ answers: [{ kind: "error", error }] });
    const { info } = await failureOf(test.dashscope().doGenerate({ prompt: ask() }));
    expect(info).toMatchObject({ kind, status: error.status, code: error.code });
    expect(info.hint ?? "").toMatch(hint);
  });

  it("[S1-45] of a key that bears another service's mark names the services, and nothing of the key", async () => {
    const { error } = await failureOf(test.dashscope.withCredentials({ apiKey: "sk-ant-test-key-other" })().doGenerate({ prompt: ask() }));
    expect(error.message).toContain("the API key given to dashscope looks like a key of Anthropic");
    expect(error.message).not.toContain("test-key-other");
  });

  it.each([400, 200])("in the native shape keeps its words and code under status %i", async (status) => {
    const body = JSON.stringify({ code: "DataInspectionFailed", message: "Input data may contain inappropriate content.", request_id: "r-1" });
    test.emulator.use({ answers: [{ kind: "raw", status, contentType: "application/json", body }] });
    const { info } = await failureOf(test.dashscope().doGenerate({ prompt: ask() }));
    expect(info).toMatchObject({ kind: "content-filter", code: "DataInspectionFailed", message: "Input data may contain inappropriate content." });
  });

  const chunk = `data: ${JSON.stringify({ id: "1", choices: [{ index: 0, delta: { content: "Half a" }, finish_reason: null }] })}\n\n`;
  const inOpenAIForm = `data: ${JSON.stringify({ error: { message: "Output data may contain inappropriate content.", type: "data_inspection_failed", code: "data_inspection_failed" } })}\n\n`;
  const inNativeForm = `id:2\nevent:error\n:HTTP_STATUS/400\ndata:${JSON.stringify({ code: "DataInspectionFailed", message: "Output data may contain inappropriate content.", request_id: "r-1" })}\n\n`;

  it.each([["OpenAI's form", inOpenAIForm], ["its own form", inNativeForm]])("in the middle of a stream is read in %s", async (_, event) => {
    test.emulator.use({ answers: [{ kind: "raw", body: chunk + event }] });
    const { stream } = await test.dashscope().doStream({ prompt: ask() });
    const parts: LanguageModelV4StreamPart[] = [];
    for await (const part of stream) parts.push(part);
    const told = parts.find((part) => part.type === "error");
    expect(describeError(told?.error)).toMatchObject({ kind: "content-filter", message: "Output data may contain inappropriate content." });
    expect(parts.at(-1)).toMatchObject({ type: "finish", finishReason: { unified: "error" } });
  });

  it.each([["OpenAI's form", inOpenAIForm], ["its own form", inNativeForm]])("before anything was said rejects the call, in %s", async (_, event) => {
    test.emulator.use({ answers: [{ kind: "raw", body: event }] });
    const { info } = await failureOf(test.dashscope().doStream({ prompt: ask() }));
    expect(info).toMatchObject({ kind: "content-filter" });
  });
});
