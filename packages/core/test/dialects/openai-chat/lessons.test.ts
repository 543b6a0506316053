import type { JSONObject } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { lessonOf } from "../../../src/dialects/openai-chat/lessons.ts";

const asksForUsage = { stream_options: { include_usage: true } };
const hasSchema = { response_format: { type: "json_schema", json_schema: {} } };

describe("a refusal", () => {
  it.each<[number, string, JSONObject, string | undefined]>([
    [400, "unknown field stream_options", asksForUsage, "no-stream-options"],
    [422, "include_usage: extra inputs are not permitted", asksForUsage, "no-stream-options"],
    [400, "unknown field stream_options", {}, undefined],
    [500, "unknown field stream_options", asksForUsage, undefined],
    [400, "response_format json_schema is not supported by this model", hasSchema, "no-json-schema"],
    [400, "response_format.type must be one of text, json_object", hasSchema, "no-json-schema"],
    [400, "invalid schema for response_format: unknown keyword", hasSchema, undefined],
    [400, "json_schema: the name is missing", hasSchema, undefined],
    [400, "response_format json_schema is not supported by this model", { response_format: { type: "json_object" } }, undefined],
    [400, "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", { max_tokens: 9 }, "max-completion-tokens"],
    [400, "max_completion_tokens is too large", { max_completion_tokens: 9 }, undefined],
    [400, "temperature is not supported", hasSchema, undefined],
    [400, "This model only support stream mode, please enable the stream parameter to access the model.", {}, "stream-only"],
    [400, "parameter.enable_thinking must be set to false for non-streaming calls", {}, "stream-only"],
    [400, "'audio' output only support with stream=true", {}, "stream-only"],
    [400, "This model only supports streaming", { stream: true }, undefined],
  ])("%d %j of %j teaches %s", (status, message, body, lesson) => {
    expect(lessonOf({ status, message }, body)).toEqual(lesson === undefined ? undefined : { id: lesson, asksLess: lesson === "no-json-schema" });
  });
});
