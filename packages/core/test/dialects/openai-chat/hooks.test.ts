import type { JSONObject } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { encodeBase64 } from "../../../src/bytes/base64.ts";
import type { PartWriter } from "../../../src/dialects/dialect.ts";
import { openaiChat } from "../../../src/openai-chat.ts";
import { callOf } from "./call.ts";
import { delta } from "./said.ts";

describe("a provider's hooks", () => {
  it.each([true, false])("may turn streaming on or off (%s), and the answer is read so", (stream) => {
    const dialect = openaiChat({ finishBody: ({ stream: _, ...body }) => ({ ...body, ...(stream ? { stream } : {}) }) as JSONObject });
    const request = dialect.encode(callOf({ stream: !stream }).call, dialect.wire([]));
    expect(request).toMatchObject({ stream });
    expect(request.body["stream"]).toBe(stream ? true : undefined);
  });

  it("name the lessons of a service, where a refusal teaches nothing general", () => {
    const asked: JSONObject[] = [];
    const dialect = openaiChat({
      learn: ({ message }, body) => {
        asked.push(body);
        return message === "no tea" ? { id: "no-tea", asksLess: true } : undefined;
      },
    });
    const request = { path: "/chat/completions", body: { tea: true }, stream: false };
    expect(dialect.learn?.({ status: 400, message: "no tea" }, request)).toEqual({ id: "no-tea", asksLess: true });
    expect(dialect.learn?.({ status: 400, message: "no coffee" }, request)).toBeUndefined();
    expect(dialect.learn?.({ status: 400, message: "This model only supports streaming" }, request)).toMatchObject({ id: "stream-only" });
    expect(asked).toEqual([{ tea: true }, { tea: true }]);
  });
});

describe("spoken output", () => {
  it("is one file, however often the end is told", () => {
    const files: unknown[] = [];
    const nothing = (): void => undefined;
    const out: PartWriter = {
      metadata: nothing, text: nothing, reasoning: nothing, toolInput: nothing, toolCall: nothing, toolResult: nothing, source: nothing, usage: nothing, finish: nothing, fail: nothing, keep: nothing,
      file: (file) => void files.push(file),
    };
    const dialect = openaiChat();
    const decoder = dialect.decoder(callOf({}).call, dialect.wire([]), out);
    decoder.frame(delta({ audio: { data: encodeBase64(Uint8Array.of(1, 2, 3)) } }));
    decoder.frame(delta({}, { finish_reason: "stop" }));
    decoder.end();
    decoder.end();
    expect(files).toHaveLength(1);
  });
});
