import { describe, expect, it } from "vitest";
import type { ErrorKind } from "../../src/index.ts";
import { denies, readRefusal } from "../../src/probe/refusal.ts";
import type { ProbedCapability } from "../../src/probe.ts";

const refused = (message: string, kind: ErrorKind = "bad-request", status = 400) => ({ by: "service" as const, error: undefined, info: { kind, message, status, stage: "wait" as const } });

/** Words of services, as they were recorded or as their issue trackers quote them. */
const denials: readonly (readonly [ProbedCapability, string])[] = [
  ["tools", "`tools` is not supported with this model"],
  ["tools", '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set'],
  ["tools", "litellm.UnsupportedParamsError: groq does not support parameters: ['tools'], for model=any"],
  ["tools", "tools param requires --jinja flag"],
  ["tools", "This model doesn't support function calling."],
  ["forcedToolChoice", "tool_choice: Input should be 'none' or 'auto'"],
  ["jsonObject", "response_format type 'json_object' is not supported by this model"],
  ["jsonObject", "Invalid value for parameter 'response_format.type': 'json_object'. Permitted values: 'text', 'json_schema', 'regex'."],
  ["jsonSchema", "This response_format type is unavailable now"],
  ["jsonSchema", "'response_format.type' must be one of ['text', 'json_object']"],
  ["jsonSchemaWithTools", "Cannot use response_format together with tools"],
  ["reasoning", '"smol" does not support thinking'],
  ["reasoning", "Unknown parameter: 'reasoning_effort'."],
  ["imageInput", "Failed to deserialize the JSON body into the target type: messages[0]: unknown variant `image_url`, expected `text` at line 1 column 300"],
  ["imageInput", "messages[0].content must be a string"],
  ["imageInput", "Image input is not enabled for this model"],
  ["imageInput", "No endpoints found that support image input"],
  ["imageInput", "This model only supports text, not images."],
  ["audioInput", "audio input is not supported - hint: if this is unexpected, you may need to provide the mmproj"],
  ["logprobs", "logprobs is not allowed for this model"],
  ["seed", "seed: Extra inputs are not permitted"],
  ["systemMessages", "System role not supported"],
  ["systemMessages", "messages.0.role: must be one of user, assistant"],
];

/** Words that mean something else, or leave it open. */
const others: readonly (readonly [capability: ProbedCapability, message: string, kind?: ErrorKind | undefined])[] = [
  ["tools", "Internal Server Error", "server"],
  ["tools", "Invalid schema for function 'get_weather': In context=(), 'additionalProperties' is not supported here"],
  ["tools", "temperature is not supported with this model"],
  ["tools", "tools are not supported", "content-filter"],
  ["tools", "Failed to call a function. Please adjust your prompt.", "bad-generation"],
  ["jsonSchema", "Invalid schema for response_format 'shade': keyword enum is not supported"],
  ["reasoning", "Unsupported value: 'reasoning_effort' does not support 'low' with this model. Supported values are: 'medium'."],
  ["reasoning", "`max_tokens` must be greater than `thinking.budget_tokens`"],
  ["imageInput", "Invalid image: it must be a URL that is reachable"],
  ["imageInput", "image dimensions not supported: width must be at least 128"],
  ["seed", "Unsupported parameter: 'temperature' is not supported with this model."],
  ["seed", "seed must be an integer"],
  ["outputLimit", "max_tokens is too small, minimum value is 32"],
];

describe("words of a refusal", () => {
  it.each(denials)("deny %s: %s", (capability, message) => {
    expect(denies(capability, refused(message))).toBe(true);
  });

  it.each(others.map(([capability, message, kind]) => [capability, message, kind] as const))("do not deny %s: %s", (capability, message, kind) => {
    expect(denies(capability, refused(message, kind))).toBe(false);
  });

  it("of the package deny nothing: the service was not asked", () => {
    expect(denies("tools", { ...refused("tools are not supported"), by: "package" })).toBe(false);
  });

  it("are no refusal where the next call would meet the same", () => {
    const fault = (statusCode: number): Error => Object.assign(new Error("tools are not supported"), { statusCode });
    expect([401, 429, 529].map((status) => readRefusal(fault(status)))).toEqual([undefined, undefined, undefined]);
    expect(readRefusal(fault(400))).toMatchObject({ by: "service", info: { kind: "bad-request" } });
  });
});
